import Foundation
import Screens
import TOMLKit
import TestSupport

/// The panels that the program brings with it, read from the checkout.
func builtInPanels() throws -> [PanelDefinition] {
  let path = checkout().appending(path: "Sources/tradewatch/Panels/panels.toml")
  let text = try String(contentsOf: path, encoding: .utf8)
  return try TOMLDecoder().decode(PanelFile.self, from: text).definitions()
}
