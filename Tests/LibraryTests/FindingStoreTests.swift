import Commerce
import Library
import Statistics
import Testing

@Suite("Findings of rows")
struct FindingStoreTests {
  private func library() -> Library {
    let library = Library()
    let rows = (0..<5).map { ["uscc": "\($0)", "name": "n"] }
    library.append(batch(.enterprise, feed: 2, rows), arrived: Timestamp(seconds: 0))
    return library
  }

  @Test("Findings are counted by rule, at their rows and by feed")
  func counts() {
    let library = library()
    library.findings.add(.creditCode, .enterprise, row: 1, field: 0)
    library.findings.add(.division, .enterprise, row: 1, field: 6)
    library.findings.add(.division, .enterprise, row: 3, field: 6)

    #expect(library.findings.count == 3)
    #expect(library.findings.count(.division) == 2)
    #expect(library.findings.count(.division, in: .order) == 0)
    #expect((0..<5).map { library[.enterprise].findingCounts[$0] } == [0, 2, 0, 1, 0])
    #expect(library.findings.flagged(feed: 2) == 2)
    #expect(library[.enterprise].touched == [1, 1, 3])
    #expect(
      library.findings.findings(of: 1, in: .enterprise).map(\.rule) == [.creditCode, .division])
    #expect(library.findings.newest(1).map(\.row) == [3])
    #expect(library.findings.newest(9, rule: .creditCode).map(\.field) == [0])
  }

  @Test("Findings of a batch added at once are as if they had been added one by one")
  func atOnce() {
    let rows = [("1", "n"), ("2", "n"), ("1", "n"), ("2", "m"), ("3", "n")]
    let fields: [Int: [Int]] = [0: [2, 5], 2: [2], 3: [5], 4: [5, 5]]
    let singly = Library()
    let atOnce = Library()
    for library in [singly, atOnce] {
      library.append(
        batch(.enterprise, feed: 1, [["uscc": "0", "name": "n"]]), arrived: Timestamp(seconds: 0))
      library.append(
        batch(.enterprise, feed: 2, rows.map { ["uscc": $0.0, "name": $0.1] }),
        arrived: Timestamp(seconds: 0))
    }
    let found = FoundRows(.division, in: .enterprise)
    for (row, fields) in fields.sorted(by: { $0.key < $1.key }) {
      for field in fields {
        found.add(row: row + 1, field: field)
        singly.findings.add(.division, .enterprise, row: row + 1, field: field)
      }
    }
    atOnce.findings.add(found)

    #expect(atOnce.findings.newest(.max) == singly.findings.newest(.max))
    #expect(atOnce.findings.count(.division, in: .enterprise) == 6)
    #expect(atOnce.findings.flagged(feed: 2) == 2)
    #expect(singly.findings.flagged(feed: 2) == 2)
    #expect(atOnce.findings.flagged(feed: 1) == 0)
    #expect(atOnce[.enterprise].touched == singly[.enterprise].touched)
    #expect(
      (0..<6).map { atOnce[.enterprise].findingCounts[$0] }
        == (0..<6).map { singly[.enterprise].findingCounts[$0] })
  }

  @Test("A reference that is found after all takes its finding back")
  func removal() {
    let library = library()
    library.findings.add(.unknownEnterprise, .enterprise, row: 4, field: 1)
    library.findings.add(.unknownEnterprise, .enterprise, row: 4, field: 1)
    #expect(library.findings.count(.unknownEnterprise) == 1)
    #expect(library.findings.flagged(feed: 2) == 1)

    library.findings.remove(.unknownEnterprise, .enterprise, row: 4, field: 1)
    library.findings.remove(.unknownEnterprise, .enterprise, row: 4, field: 1)
    #expect(library.findings.count == 0)
    #expect(library.findings.flagged(feed: 2) == 0)
    #expect(library.findings.findings(of: 4, in: .enterprise).isEmpty)
  }

  @Test("What the decoder flagged is a finding, but not of rows that are duplicates")
  func decoderFlags() {
    let library = Library()
    var twice = batch(.enterprise, [["uscc": "1", "name": "n"], ["uscc": "1", "name": "n"]])
    twice.flags = [
      RowFlag(row: 0, field: 3, rule: .range), RowFlag(row: 1, field: 3, rule: .range),
    ]
    library.append(twice, arrived: Timestamp(seconds: 0))

    #expect(library.findings.count(.range) == 1)
    #expect(library.findings.count(.duplicate) == 1)
    #expect(library.findings.flagged(feed: 0) == 1)
  }
}
