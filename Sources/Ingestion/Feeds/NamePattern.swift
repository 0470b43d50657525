/// A pattern of file names: `*` stands for any letters, `?` for one, `[a-z]` for one of these,
/// `[!a-z]` for one that is none of these.
struct NamePattern: Sendable {
  private enum Part: Sendable {
    case letter(Unicode.Scalar)
    case any
    case many
    case oneOf([ClosedRange<Unicode.Scalar>], isExcluded: Bool)

    func fits(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .letter(let letter): letter == scalar
      case .any, .many: true
      case .oneOf(let ranges, let isExcluded):
        ranges.contains { $0.contains(scalar) } != isExcluded
      }
    }
  }

  private let parts: [Part]
  private let text: String

  /// `nil` where the text has no wildcard, so that it is a name.
  init?(_ text: String) {
    guard text.contains(where: { "*?[".contains($0) }) else { return nil }
    self.text = text
    var parts: [Part] = []
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": parts.append(.many)
      case "?": parts.append(.any)
      case "[": parts.append(NamePattern.set(&rest) ?? .letter(scalar))
      default: parts.append(.letter(scalar))
      }
    }
    self.parts = parts
  }

  /// What stands between brackets, the first of which was taken; `nil` where the second is missing.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    var inside = rest
    let isExcluded = inside.first == "!"
    if isExcluded { inside = inside.dropFirst() }
    // A bracket that comes first is one of the letters.
    guard let end = inside.dropFirst().firstIndex(of: "]") else { return nil }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var letters = inside[..<end]
    while let first = letters.popFirst() {
      guard letters.first == "-", let last = letters.dropFirst().first else {
        ranges.append(first...first)
        continue
      }
      if first <= last { ranges.append(first...last) }
      letters = letters.dropFirst(2)
    }
    rest = rest[(end + 1)...]
    return .oneOf(ranges, isExcluded: isExcluded)
  }

  /// Whether a whole name fits; a name that begins with a dot only where the pattern does.
  ///
  /// - Complexity: O(letters × parts).
  func fits(_ name: String) -> Bool {
    if name.hasPrefix("."), !text.hasPrefix(".") { return false }
    let scalars = Array(name.unicodeScalars)
    var (at, part) = (0, 0)
    // Where the last `*` stands, and up to where it reaches so far.
    var star: (part: Int, reach: Int)?
    while at < scalars.count {
      if part < parts.count, case .many = parts[part] {
        star = (part, at)
        part += 1
      } else if part < parts.count, parts[part].fits(scalars[at]) {
        (at, part) = (at + 1, part + 1)
      } else if let last = star {
        star = (last.part, last.reach + 1)
        (at, part) = (last.reach + 1, last.part + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .many = $0 { true } else { false } }
  }
}
