/// Named figures of a run, in their order, printed as one JSON object.
struct Figures {
  enum Value {
    case text(String)
    case count(Int)
    case counts([Int])
    case number(Double)
    /// Several runs of the same.
    case runs([Double])
  }

  private var entries: [(name: String, value: Value)] = []

  subscript(name: String) -> Value? {
    get { entries.first { $0.name == name }?.value }
    set {
      entries.removeAll { $0.name == name }
      if let newValue { entries.append((name, newValue)) }
    }
  }

  mutating func add(_ others: [(String, Value)]) {
    for (name, value) in others { self[name] = value }
  }

  var json: String {
    "{" + entries.map { "\(jsonText($0.name)): \($0.value.json)" }.joined(separator: ", ") + "}"
  }
}

extension Figures.Value {
  fileprivate var json: String {
    switch self {
    case .text(let text): jsonText(text)
    case .count(let count): String(count)
    case .counts(let counts): "[" + counts.map(String.init).joined(separator: ", ") + "]"
    case .number(let number): String(describing: number)
    case .runs(let runs): "{\"min\": \(runs.min() ?? 0), \"med\": \(median(runs))}"
    }
  }
}

/// The middle value, of an even number the mean of the two in the middle; 0 of none.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard let upper = sorted.dropFirst(sorted.count / 2).first else { return 0 }
  return sorted.count % 2 == 1 ? upper : (upper + sorted[sorted.count / 2 - 1]) / 2
}

/// A text as JSON has it, in quotes.
func jsonText(_ text: String) -> String {
  let escaped = text.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\u{0}"..."\u{1F}":
      "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }
  return "\"" + escaped.joined() + "\""
}
