public import Commerce

/// What was generated and planted: the known answers beside generated files.
public struct Manifest: Equatable, Sendable {
  public struct FileCount: Equatable, Sendable {
    public var name: String
    /// Rejected ones included, the header not.
    public var rows: Int
    public var rejected: Int
  }

  public private(set) var files: [FileCount] = []
  /// The keys of the records with which each rule must come forward, one for each finding.
  public private(set) var keys: [Rule: [String]] = [:]

  public init() {}

  /// Adds a file that was made to its end.
  public mutating func add(_ file: GeneratedFile) {
    files.append(FileCount(name: file.name, rows: file.rows, rejected: file.rejected))
    keys.merge(file.planted) { $0 + $1 }
  }

  /// `{"files":{"orders.csv":{"rows":…,"rejected":…}…},"findings":{"V01-division":{"count":…,
  /// "keys":[…]}…}}`, indented, with a line end behind it.
  public var json: [UInt8] {
    var out: [UInt8] = []
    out.append("{\n  \"files\": {")
    for (place, file) in files.enumerated() {
      out.append(place == 0 ? "\n    \"" : ",\n    \"")
      out.append(jsonText: [UInt8](file.name.utf8))
      out.append("\": {\"rows\": \(file.rows), \"rejected\": \(file.rejected)}")
    }
    out.append("\n  },\n  \"findings\": {")
    let rules = Rule.allCases.filter { keys[$0] != nil }
    for (place, rule) in rules.enumerated() {
      let found = keys[rule] ?? []
      out.append(place == 0 ? "\n    \"" : ",\n    \"")
      out.append("\(rule.id)\": {\"count\": \(found.count), \"keys\": [")
      for (place, key) in found.enumerated() {
        out.append(place == 0 ? "\"" : ", \"")
        out.append(jsonText: [UInt8](key.utf8))
        out.append(UInt8(ascii: "\""))
      }
      out.append("]}")
    }
    out.append("\n  }\n}\n")
    return out
  }
}
