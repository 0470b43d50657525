import Commerce
import Glibc
import Ingestion
import Loading

/// The files of one directory, and how they come into a library.
struct Dataset {
  let directory: String

  /// Reads these classes' CSV files to their end, as the program does.
  func load(
    _ classes: [RecordClass], into intake: Intake, note: (FeedEvent) -> Void = { _ in }
  ) throws {
    try load(classes.map { (path($0.plural + ".csv"), $0) }, into: intake, note: note)
    intake.finish()
  }

  /// Reads one more file of orders to its end; what only later records decide stays open.
  func append(_ file: String, into intake: Intake) throws {
    try load([(path(file), .order)], into: intake)
  }

  /// Reads orders as JSON Lines: `clean.jsonl`, or the file that `JSONL` names.
  func loadLines(into intake: Intake) throws {
    let name = getenv("JSONL").map { String(cString: $0) } ?? "clean.jsonl"
    try load([(path(name), .order)], into: intake)
    intake.finish()
  }

  func path(_ file: String) -> String { directory + "/" + file }

  func has(_ file: String) -> Bool { access(path(file), R_OK) == 0 }

  private func load(
    _ files: [(path: String, recordClass: RecordClass)], into intake: Intake,
    note: (FeedEvent) -> Void = { _ in }
  ) throws {
    let specs = files.map {
      FeedSpec(name: $0.path, source: .path($0.path), recordClass: $0.recordClass)
    }
    intake.takeAll(from: try FeedReader(specs: specs), note: note)
    for status in intake.feeds {
      if case .failed(let reason) = status.state {
        throw BenchFailure(reason: "\(status.name): \(reason)")
      }
    }
  }
}
