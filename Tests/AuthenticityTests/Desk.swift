import Authenticity
import Commerce
import Ingestion
import Library

/// A library that is fed through the real path: text, decoder, batches, checks.
struct Desk {
  let library = Library()
  let inspector: Inspector
  private var feeds = 0

  init() { inspector = Inspector(library) }

  /// Reads CSV of one class and checks its rows.
  mutating func read(_ recordClass: RecordClass, _ csv: String) {
    read(csv, DecodingOptions(declared: recordClass, format: .csv))
  }

  /// Reads JSON Lines and checks their rows.
  mutating func readLines(_ json: String) { read(json, DecodingOptions(format: .jsonLines)) }

  /// Lets nothing more come.
  func end() { inspector.settle(atEnd: true) }

  /// The findings in the order in which they were made: rule, class, field and key.
  var found: [String] {
    explained.map { finding in
      let field = finding.field.isEmpty ? "" : " " + finding.field
      return "\(finding.rule.id) \(finding.recordClass?.name ?? "")\(field) \(finding.key)"
    }
  }

  /// The findings in words.
  var explained: [Finding] {
    library.findings.newest(.max).reversed().map { inspector.explain($0) }
  }

  /// How many findings a rule has.
  func count(_ rule: Rule) -> Int { library.findings.count(rule) }

  private mutating func read(_ text: String, _ options: DecodingOptions) {
    let decoder = FeedDecoder(feed: feeds, name: "feed \(feeds)", options: options)
    feeds += 1
    Array(text.utf8).withUnsafeBytes { decoder.fill($0) }
    for rows in decoder.decode(isLast: true) {
      guard case .batch(let batch) = rows else { continue }
      inspector.append(batch, arrived: Timestamp(seconds: 1_780_000_000))
    }
  }
}
