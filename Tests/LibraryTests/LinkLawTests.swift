import Commerce
import Library
import Statistics
import Testing

@Suite("Links and flows, against a naive library")
struct LinkLawTests {
  @Test(
    "Whatever the order of arrival and the batches, links, flows and counts are right",
    arguments: 0..<150)
  func anyOrder(seed: Int) throws {
    var random = SeededGenerator(seed)
    var arrivals = records(&random)
    arrivals.shuffle(using: &random)
    let library = Library()
    var conflicts: Set<Int> = []

    for part in batches(arrivals, &random) {
      library.append(part, arrived: Timestamp(seconds: 0))
      for row in library.orderLinks.takeConflictChanges() {
        let isConflict = library[.order].isLive(row) && library.orderLinks.flows(row) == .conflict
        if isConflict { conflicts.insert(row) } else { conflicts.remove(row) }
      }
    }

    let naive = NaiveLibrary(arrivals)
    for recordClass in RecordClass.principal {
      #expect(library[recordClass].liveCount == naive.current[recordClass, default: []].count)
    }
    var expectedConflicts: Set<Int> = []
    for order in naive.current[.order, default: []] {
      let key = [order["order_id"] ?? "", order["platform"] ?? ""]
      let row = try #require(currentRow(key, library))
      let links = library.orderLinks
      #expect(links.flows(row) == naive.flows(order), "\(order)")
      #expect(links.invoiced(row) == naive.invoiced(order))
      #expect(links.invoiceCount(row) == count(.invoice, order, naive))
      #expect(links.waybillCount(row) == count(.waybill, order, naive))
      #expect(links.contractValue(row) == naive.contract(order)?["value"].flatMap { Money($0) })
      if naive.flows(order) == .conflict { expectedConflicts.insert(row) }
    }
    #expect(conflicts == expectedConflicts)
  }

  private func count(_ recordClass: RecordClass, _ order: [String: String], _ naive: NaiveLibrary)
    -> Int?
  {
    naive.fed.contains(recordClass) ? naive.documents(recordClass, of: order).count : nil
  }

  /// The live row of an order, found by looking at all rows.
  private func currentRow(_ key: [String], _ library: Library) -> Int? {
    let table = library[.order]
    let joined = key.filter { !$0.isEmpty }.joined(separator: "/")
    return (0..<table.count).first { table.isLive($0) && table.key($0) == joined }
  }

  /// Cuts the arrivals into batches of one class each.
  private func batches(
    _ arrivals: [(RecordClass, [String: String])], _ random: inout SeededGenerator
  ) -> [RecordBatch] {
    var made: [RecordBatch] = []
    var rest = arrivals[...]
    while let (recordClass, _) = rest.first {
      let limit = Int.random(in: 1...6, using: &random)
      let part = rest.prefix(limit).prefix { $0.0 == recordClass }
      made.append(batch(recordClass, part.map(\.1)))
      rest = rest.dropFirst(part.count)
    }
    return made
  }

  /// Records of few orders, sellers and contracts, so that they meet often.
  private func records(_ random: inout SeededGenerator) -> [(RecordClass, [String: String])] {
    var made: [(RecordClass, [String: String])] = []
    let classes: [RecordClass] = [.order, .order, .invoice, .waybill, .contract]
    for serial in 0..<60 {
      guard let recordClass = classes.randomElement(using: &random) else { continue }
      var record = content(of: recordClass, serial, &random)
      if Bool.random(using: &random) {
        record["version"] = "\(Int.random(in: 1...3, using: &random))"
      }
      if Int.random(in: 0..<8, using: &random) == 0 { record["op"] = "cancel" }
      made.append((recordClass, record))
    }
    return made
  }

  private func content(
    of recordClass: RecordClass, _ serial: Int, _ random: inout SeededGenerator
  ) -> [String: String] {
    func pick(_ words: [String?]) -> String? { words.randomElement(using: &random) ?? nil }
    let values: [String: String?] =
      switch recordClass {
      case .order:
        [
          "order_id": "\(serial % 8)", "platform": serial % 7 == 0 ? "a" : nil,
          "placed_at": pick(["2026-06-01", "2026-06-15"]), "seller": pick(["s", "s", "s", "t"]),
          "amount": pick(["10", "20"]), "paid": pick([nil, "10", "20"]),
          "payee": pick([nil, nil, nil, "s"]), "contract_id": pick([nil, nil, "c", "d"]),
          "state": pick(["placed", "shipped", "signed", "completed", "cancelled", "closed"]),
        ]
      case .invoice:
        [
          "number": "\(serial % 25)", "issued_at": "2026-06-02",
          "seller": pick(["s", "s", "s", "t"]),
          "order_id": serial % 10 == 9 ? nil : "\(serial % 9)",
          "gross": pick(["10", "10", "20", "-10", "10.01", "9.98"]),
        ]
      case .waybill:
        [
          "number": "\(serial % 25)", "carrier": pick(["x", "y"]), "collected_at": "2026-06-02",
          "order_id": serial % 10 == 9 ? nil : "\(serial % 9)",
          "direction": pick([nil, "forward", "return"]),
          "state": pick([nil, "signed", "lost", "refused"]),
        ]
      default:
        [
          "contract_id": pick(["c", "d"]), "party_a": pick(["s", "t"]), "party_b": "u",
          "signed_at": pick(["2026-05-01", "2026-06-10"]),
          "effective_at": pick([nil, "2026-06-01"]),
          "expires_at": pick([nil, "2026-06-01", "2027-01-01"]), "value": pick([nil, "1000"]),
        ]
      }
    return values.compactMapValues { $0 }
  }
}
