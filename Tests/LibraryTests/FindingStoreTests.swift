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
