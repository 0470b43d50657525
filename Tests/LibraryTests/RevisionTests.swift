import Commerce
import Library
import Statistics
import Testing

@Suite("Duplicates, conflicts and versions")
struct RevisionTests {
  private let arrival = Timestamp(seconds: 1_780_000_000)

  private func order(_ changes: [String: String] = [:]) -> [String: String] {
    [
      "order_id": "PO1", "placed_at": "2026-06-01 10:00:00", "seller": "91110000600037341L",
      "amount": "100.00",
    ].merging(changes) { $1 }
  }

  private func status(_ row: Int, in library: Library) -> RowStatus? {
    RowStatus(rawValue: library[.order].status[row])
  }

  @Test("The same key and content is a duplicate, whatever its source and sequence")
  func duplicate() {
    let library = Library()
    let appended = library.append(
      batch(.order, [order(), order(["source": "other", "source_seq": "7"])]), arrived: arrival)

    #expect(appended.accepted == 1 && appended.duplicates == 1)
    #expect(status(1, in: library) == .duplicate)
    #expect(library[.order].liveCount == 1)
    #expect(library[.order].revisions.original[1] == 0)
    #expect(library.findings.count(.duplicate) == 1)
    #expect(library.findings.flagged(feed: 0) == 0)
  }

  @Test("The same key with other content and no higher version is a conflict, and the first stays")
  func conflict() {
    let library = Library()
    library.append(batch(.order, [order()]), arrived: arrival)
    let appended = library.append(batch(.order, [order(["amount": "100.01"])]), arrived: arrival)

    #expect(appended.conflicts == 1 && appended.accepted == 0)
    #expect(status(0, in: library) == .live && status(1, in: library) == .conflict)
    #expect(library.findings.count(.conflict) == 1)
  }

  @Test("Decimals beyond four places are content too")
  func wideContent() {
    let library = Library()
    let appended = library.append(
      batch(
        .order,
        [
          order(["unit_price": "3.1415926535897"]), order(["unit_price": "3.1415926535897"]),
          order(["unit_price": "3.1415926535898"]),
        ]), arrived: arrival)

    #expect(appended.duplicates == 1 && appended.conflicts == 1)
  }

  @Test("A platform is part of the key, and an absent one differs from any")
  func platformInKey() {
    let library = Library()
    let appended = library.append(
      batch(.order, [order(), order(["platform": "a"]), order(["platform": "b"])]),
      arrived: arrival)

    #expect(appended.accepted == 3)
    #expect(library.row(of: .order, key: ["PO1", "b"]) == 2)
    #expect(library.row(of: .order, key: ["PO1"]) == nil)
  }

  @Test("A higher version takes the old row out, a lower one that comes late goes into history")
  func versions() {
    let library = Library()
    library.append(batch(.order, [order(["version": "2", "amount": "120"])]), arrived: arrival)
    let appended = library.append(
      batch(.order, [order(), order(["version": "3", "amount": "130"]), order(["version": "1"])]),
      arrived: arrival)

    #expect(appended.amendments == 2 && appended.duplicates == 1)
    #expect(
      (0..<4).map { status($0, in: library) } == [.superseded, .superseded, .live, .duplicate])
    #expect(library[.order].retired == [0])
    #expect(library[.order].successor == [1: 0, 0: 2])
    #expect(library.row(of: .order, key: ["PO1"]) == 2)
  }

  @Test("A cancelled record leaves the statistics, and restoring brings it back")
  func cancelAndRestore() {
    let library = Library()
    library.append(
      batch(.order, [order(), order(["version": "2", "op": "cancel"])]), arrived: arrival)
    #expect(library[.order].liveCount == 0 && status(1, in: library) == .cancelled)

    library.append(batch(.order, [order(["version": "3", "op": "restore"])]), arrived: arrival)
    #expect(library[.order].liveCount == 1 && status(2, in: library) == .live)
  }

  @Test("As of an instant the newest version observed by then is seen")
  func asOf() throws {
    let library = Library()
    let days = ["2026-06-01", "2026-06-03", "2026-06-05", "2026-06-07"]
    let rows = [
      order(["observed_at": days[0]]),
      order(["observed_at": days[2], "version": "3", "amount": "3"]),
      order(["observed_at": days[1], "version": "2", "amount": "2"]),
      order(["observed_at": days[3], "version": "4", "op": "cancel"]),
    ]
    for row in rows { library.append(batch(.order, [row]), arrived: arrival) }

    func visible(_ text: String) throws -> [Int] {
      let instant = try #require(Timestamp(text))
      return (0..<4).filter { library[.order].isVisible($0, asOf: instant) }
    }
    #expect(try visible("2026-05-31") == [])
    #expect(try visible("2026-06-02") == [0])
    #expect(try visible("2026-06-03") == [2])
    #expect(try visible("2026-06-06") == [1])
    #expect(try visible("2026-06-08") == [])
  }

  @Test(
    "As of any instant, whatever the order of arrival, as if only what was observed had come",
    arguments: 0..<60)
  func asOfAnyInstant(seed: Int) {
    var random = SeededGenerator(seed)
    let arrivals = (0..<20).map { _ in
      let version = Int.random(in: 1...6, using: &random)
      return order([
        "order_id": "\(Int.random(in: 0...2, using: &random))", "version": "\(version)",
        "amount": "\(version)", "op": version == 4 ? "cancel" : "amend",
        "observed_at": "2026-06-\(10 + Int.random(in: 0...9, using: &random))",
      ])
    }
    let library = Library()
    for arrival in arrivals { library.append(batch(.order, [arrival]), arrived: self.arrival) }

    for day in 10...20 {
      let instant = Timestamp(CivilDate(year: 2026, month: 6, day: day))
      let firsts = arrivals.indices.filter { row in
        !arrivals[..<row].contains {
          $0["order_id"] == arrivals[row]["order_id"] && $0["version"] == arrivals[row]["version"]
        }
      }
      let observed = firsts.filter { arrivals[$0]["observed_at"] ?? "" <= "2026-06-\(day)" }
      let expected = observed.filter { row in
        arrivals[row]["op"] != "cancel"
          && !observed.contains {
            arrivals[$0]["order_id"] == arrivals[row]["order_id"]
              && arrivals[$0]["version"] ?? "" > arrivals[row]["version"] ?? ""
          }
      }
      #expect(arrivals.indices.filter { library[.order].isVisible($0, asOf: instant) } == expected)
    }
  }

  @Test("In a feed without versions the later record by sequence amends the earlier")
  func unversioned() {
    let library = Library()
    library.declareFeed(0, name: "orders.csv", classes: [.order], isVersioned: false)
    library.append(
      batch(
        .order,
        [
          order(["source_seq": "5", "amount": "5"]), order(["source_seq": "4", "amount": "4"]),
          order(["source_seq": "6", "amount": "6"]), order(["source_seq": "6", "amount": "6"]),
        ]), arrived: arrival)

    #expect(
      (0..<4).map { status($0, in: library) } == [.superseded, .superseded, .live, .duplicate])
  }

  @Test(
    "Each class has its own key",
    arguments: [
      (RecordClass.commodity, ["sku": "1", "name": "x"], "seller"),
      (.invoice, ["number": "1", "issued_at": "2026-06-01", "seller": "s", "gross": "1"], "code"),
      (.waybill, ["number": "1", "carrier": "a", "collected_at": "2026-06-01"], "carrier"),
      (.orderLine, ["order_id": "1", "line_no": "1"], "line_no"),
      (.invoiceLine, ["number": "1", "line_no": "1"], "line_no"),
      (
        .waybillEvent, ["number": "1", "carrier": "a", "time": "2026-06-01", "code": "c"], "carrier"
      ),
    ])
  func keys(recordClass: RecordClass, record: [String: String], furtherPart: String) {
    let library = Library()
    let other = record.merging([furtherPart: "2"]) { $1 }
    let appended = library.append(batch(recordClass, [record, other, record]), arrived: arrival)

    #expect(appended.accepted == 2 && appended.duplicates == 1)
  }
}
