import Commerce

/// Names of columns that mean something: those of the schemas, and those that a mapping names.
struct KnownNames {
  private static let schemaNames: Set<String> =
    Set(Schema.all.flatMap { $0.fields.map(\.name) } + [Header.classColumn])

  private let own: Set<String>
  /// Those with other letters than small ones, by their small form.
  private let bySmallForm: [String: [String]]

  /// Whether the names of the schemas mean nothing.
  private let areOwnAlone: Bool

  init(_ dialect: Dialect, areOwnAlone: Bool = false) {
    self.areOwnAlone = areOwnAlone
    own = Set(dialect.columns)
    bySmallForm = Dictionary(grouping: own, by: { $0.lowercased() })
  }

  func contains(_ name: String) -> Bool {
    own.contains(name) || !areOwnAlone && KnownNames.schemaNames.contains(name)
  }

  /// The names of a header as they are known: a name that is none stands for the one that differs
  /// from it in the case of its letters, if there is one and no other column has it.
  func canonical(_ names: [String]) -> [String] {
    let smallForms = Dictionary(names.map { ($0.lowercased(), 1) }, uniquingKeysWith: +)
    return names.map { name in
      guard !contains(name) else { return name }
      let small = name.lowercased()
      guard smallForms[small] == 1 else { return name }
      if let own = bySmallForm[small] { return own.count == 1 ? own[0] : name }
      return contains(small) ? small : name
    }
  }
}

extension String {
  /// The text as a name of a column: without blanks and quotes around it.
  var asHeaderName: String {
    let name = trimmedBlanks
    guard name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") else { return name }
    return String(name.dropFirst().dropLast()).trimmedBlanks
  }

  /// The text without blanks, tabs and byte order marks around it.
  var trimmedBlanks: String {
    func isKept(_ scalar: Unicode.Scalar) -> Bool {
      !" \t\u{FEFF}\u{A0}\u{3000}".unicodeScalars.contains(scalar)
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: isKept),
      let last = scalars.lastIndex(where: isKept)
    else { return "" }
    return String(scalars[first...last])
  }
}
