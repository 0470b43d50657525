import Screens
import TOMLKit

/// The panels that the program brings with it.
func builtInPanels() throws -> [PanelDefinition] {
  try panels(ofTOML: String(decoding: PackageResources.panels_toml, as: UTF8.self))
}

/// The panels of a TOML text with `[[panel]]` tables.
func panels(ofTOML text: String) throws -> [PanelDefinition] {
  try TOMLDecoder().decode(PanelFile.self, from: text).definitions()
}
