import Authenticity
import Commerce
import Generation
import Ingestion
import Library

/// What the checks of the product find in feeds: by rule, the keys of the records.
///
/// Rejected rows are counted under the empty key, since not every one of them has a key to be read.
struct HeldChecks {
  let found: [Rule: [String]]
  private(set) var read = 0

  init(_ feeds: [(name: String, recordClass: RecordClass?, bytes: [UInt8])]) {
    let library = Library()
    let inspector = Inspector(library)
    var found: [Rule: [String]] = [:]
    for (index, feed) in feeds.enumerated() {
      let decoder = FeedDecoder(
        feed: index, name: feed.name, options: DecodingOptions(named: feed.recordClass))
      library.declareFeed(index, name: feed.name, classes: feed.recordClass.map { [$0] } ?? [])
      feed.bytes.withUnsafeBytes { decoder.fill($0) }
      for rows in decoder.decode(isLast: true) {
        switch rows {
        case .batch(let batch):
          inspector.append(batch, arrived: Timestamp(seconds: 0))
        case .rejects(let rejects):
          for reject in rejects { found[reject.finding.rule, default: []].append("") }
        case .longRow: break
        }
      }
      read += decoder.counts.read
    }
    inspector.settle(atEnd: true)
    library.findings.forEachNewestFirst { finding in
      found[finding.rule, default: []].append(inspector.explain(finding).key)
      return true
    }
    self.found = found.mapValues { $0.sorted() }
  }

  /// What was planted, in the form of `found`.
  static func expected(_ planted: [Rule: [String]]) -> [Rule: [String]] {
    Dictionary(
      uniqueKeysWithValues: planted.map { rule, keys in
        (rule, rule.rejects ? keys.map { _ in "" } : keys.sorted())
      })
  }
}
