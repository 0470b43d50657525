import Foundation
import Screens
import TOMLKit

/// The panels that the program brings with it, read from the checkout.
func builtInPanels(file: String = #filePath) throws -> [PanelDefinition] {
  let checkout = (0..<4).reduce(URL(filePath: file)) { url, _ in url.deletingLastPathComponent() }
  let path = checkout.appending(path: "Sources/tradewatch/Panels/panels.toml")
  let text = try String(contentsOf: path, encoding: .utf8)
  return try TOMLDecoder().decode(PanelFile.self, from: text).definitions()
}
