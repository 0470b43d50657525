import ArgumentParser
import Canvas

/// Which characters the monitor may draw with.
enum GlyphChoice: String, CaseIterable, Codable, ExpressibleByArgument {
  case ascii
  case block
  case braille

  var level: GlyphLevel {
    switch self {
    case .ascii: .ascii
    case .block: .block
    case .braille: .braille
    }
  }
}
