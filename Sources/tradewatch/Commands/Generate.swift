import ArgumentParser
import Generation
import Loading

/// `tradewatch generate`: made-up records, the same for the same seed.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make records of all six classes, the same for the same seed.",
    discussion: """
      Writes enterprises.csv, commodities.csv, orders.csv, contracts.csv, invoices.csv, \
      waybills.csv and manifest.json, which names every planted defect. With --rate it writes \
      JSON Lines of all classes to standard output instead, that many a second.

      Examples:
        tradewatch generate --orders 100000 --seed 7 --output data
        tradewatch generate --orders 1000 --defects 0 --output clean
        tradewatch generate --rate 500 | tradewatch watch -
      """)

  @Option(
    help: ArgumentHelp(
      "How many orders in four weeks (default: 10000; a stream goes with the clock).",
      valueName: "n"))
  var orders: Int?

  @Option(help: ArgumentHelp("Equal seeds give equal bytes.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Share of orders beside which a defect is planted.", valueName: "share"))
  var defects = 0.01

  @Option(
    help: ArgumentHelp("Directory for the files; made where it is missing.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(help: ArgumentHelp("Lines a second to standard output.", valueName: "lines"))
  var rate: Int?

  mutating func validate() throws {
    if let orders, orders < 1 {
      throw ValidationError("--orders: value is too small (\(orders)), at least 1 is required")
    }
    guard (0...1).contains(defects) else {
      throw ValidationError("--defects: expected a share from 0 to 1, found \(defects)")
    }
    if let rate, rate < 1 {
      throw ValidationError("--rate: value is too small (\(rate)), at least 1 is required")
    }
    guard (output == nil) != (rate == nil) else {
      throw ValidationError("expected either --output DIR for files or --rate R for a stream")
    }
  }

  mutating func run() throws {
    let perMillion = Int((defects * 1e6).rounded())
    if let output {
      let plan = GenerationPlan(
        orders: orders ?? 10_000, seed: seed, defectsPerMillion: perMillion)
      try GeneratedFolder(path: output).write(plan)
    }
    if let rate {
      GeneratedStream(linesPerSecond: rate).write(stream(of: rate, perMillion))
    }
  }

  /// The plan's four weeks over and over, or without `--orders` a market that goes with the clock.
  private func stream(of rate: Int, _ perMillion: Int) -> JSONStream {
    if let orders {
      return JSONStream(
        GenerationPlan(orders: orders, seed: seed, defectsPerMillion: perMillion))
    }
    let now = WallClock.now
    return JSONStream(
      .live(linesPerSecond: rate, at: now, seed: seed, defectsPerMillion: perMillion), from: now)
  }
}
