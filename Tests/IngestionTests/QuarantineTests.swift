import Commerce
import Ingestion
import Testing

@Suite("Quarantine")
struct QuarantineTests {
  private func reject(_ line: Int, _ rule: Rule, bytes: Int = 10) -> Reject {
    Reject(
      finding: Finding(
        rule: rule, recordClass: nil, place: Place(feed: "f", line: line, offset: line * 10),
        field: "", expected: "", found: "", key: ""),
      raw: Array(repeating: UInt8(ascii: "x"), count: bytes), length: bytes)
  }

  @Test("Rejects are listed from the newest, by feed and by rule, and counted")
  func listing() {
    var quarantine = Quarantine()
    quarantine.add([reject(1, .quote), reject(2, .fields)], feed: 0, arrived: .init(seconds: 0))
    quarantine.add([reject(3, .quote)], feed: 1, arrived: .init(seconds: 0))

    #expect(quarantine.newest(2).map(\.finding.place.line) == [3, 2])
    #expect(quarantine.newest(2, skipping: 2).map(\.finding.place.line) == [1])
    #expect(quarantine.newest(9, feed: 0).map(\.finding.place.line) == [2, 1])
    #expect(quarantine.newest(9, rule: .quote).map(\.finding.place.line) == [3, 1])
    #expect(quarantine.countByRule == [.quote: 2, .fields: 1])
    #expect(quarantine.countByFeed == [0: 2, 1: 1])
    #expect(quarantine.count(of: .quote, feed: 1) == 1)
  }

  @Test("Past their number the oldest rows go; the counts are of all")
  func boundedNumber() {
    var quarantine = Quarantine(rawBytesLimit: 65, entryLimit: 8)
    for line in 1...27 {
      quarantine.add([reject(line, .json)], feed: 0, arrived: .init(seconds: 0))
    }

    #expect(quarantine.count == 27)
    #expect(quarantine.countByRule == [.json: 27])
    #expect(quarantine.countByFeed == [0: 27])
    let kept = quarantine.oldestFirst
    #expect((8...10).contains(kept.count))
    #expect(kept.last?.finding.place.line == 27)
    #expect(quarantine.rawBytes == kept.reduce(0) { $0 + ($1.raw?.count ?? 0) })
    #expect(quarantine.rawBytes == 60)
  }

  @Test("Past the limit the oldest rows lose their bytes, not their findings")
  func bounded() {
    var quarantine = Quarantine(rawBytesLimit: 35)
    quarantine.add((1...5).map { reject($0, .json) }, feed: 0, arrived: .init(seconds: 0))

    #expect(quarantine.count == 5)
    #expect(quarantine.rawBytes == 30)
    #expect(quarantine.oldestFirst.map { $0.raw != nil } == [false, false, true, true, true])
  }
}
