import Workers

/// The command line: `tradewatch-bench MODE DIR [--out FILE] [--runs K]`.
struct BenchArguments {
  let mode: Mode
  let directory: String
  /// Where the answers go; `nil` for nowhere.
  private(set) var output: String?
  /// How often what is hot is measured.
  private(set) var runs = 3

  static let usage = """
    usage: tradewatch-bench MODE DIR [--out FILE] [--runs K]

    MODE: \(Mode.names)
    DIR: a directory with orders.csv, invoices.csv, waybills.csv, live-1.csv … live-10.csv,
      commodities.csv, clean.jsonl, as the mode needs them; micro needs none
    --out FILE: write the answers there
    --runs K: how often what is hot is measured (default 3)

    The last line of the output is one JSON object: seconds, unless a name says otherwise.
    TRADEWATCH_THREADS=1 keeps decoding and questions on one thread each.
    """

  /// Reads the words after the name of the program.
  init(_ words: some Sequence<String>) throws(BenchFailure) {
    var words = Array(words)
    output = try BenchArguments.take("--out", from: &words)
    if let text = try BenchArguments.take("--runs", from: &words) {
      guard let number = Int(text), number > 0 else {
        throw BenchFailure(reason: "--runs: expected a number from 1, found '\(text)'")
      }
      runs = number
    }
    if words == [Mode.micro.rawValue] { words.append(".") }
    guard words.count == 2 else { throw BenchFailure(reason: BenchArguments.usage) }
    guard let mode = Mode(rawValue: words[0]) else {
      throw BenchFailure(reason: "expected one of \(Mode.names), found '\(words[0])'")
    }
    self.mode = mode
    directory = words[1]
  }

  private static func take(
    _ option: String, from words: inout [String]
  ) throws(BenchFailure) -> String? {
    guard let place = words.firstIndex(of: option) else { return nil }
    guard place + 1 < words.count else {
      throw BenchFailure(reason: "\(option): a value is missing")
    }
    defer { words.removeSubrange(place...place + 1) }
    return words[place + 1]
  }
}

/// How many threads share out the parts of one piece of work.
var threadCount: Int { WorkerPool.shared.width }
