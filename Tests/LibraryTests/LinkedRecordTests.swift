import Commerce
import Library
import Testing

@Suite("Records that name each other")
struct LinkedRecordTests {
  /// One order with everything around it; the documents come first.
  private func library() -> Library {
    let library = Library()
    let day = "2026-06-01"
    let records: [(RecordClass, [String: String])] = [
      (.invoice, ["number": "B", "issued_at": day, "seller": "S", "gross": "9", "order_id": "PO"]),
      (
        .invoice,
        ["number": "R", "issued_at": day, "seller": "S", "gross": "-9", "blue_number": "B"]
      ),
      (.waybill, ["number": "W", "carrier": "x", "collected_at": day]),
      (.waybill, ["number": "W", "carrier": "y", "collected_at": day, "order_id": "PO"]),
      (.waybillEvent, ["number": "W", "carrier": "y", "time": day, "code": "signed"]),
      (.orderLine, ["order_id": "PO", "line_no": "1", "sku": "K"]),
      (
        .order,
        [
          "order_id": "PO", "placed_at": day, "seller": "S", "amount": "9", "sku": "K",
          "contract_id": "C",
        ]
      ),
      (.enterprise, ["uscc": "S", "name": "seller"]),
      (.commodity, ["sku": "K", "name": "of another seller", "seller": "T"]),
      (.commodity, ["sku": "K", "name": "the one", "seller": "S"]),
    ]
    for (recordClass, record) in records {
      library.append(batch(recordClass, [record]), arrived: Timestamp(seconds: 0))
    }
    return library
  }

  private func links(_ row: Int, _ recordClass: RecordClass) -> Set<String> {
    Set(
      library().links(of: row, in: recordClass).map { link in
        "\(link.relation) \(link.recordClass.name) \(link.key) \(link.row.map(String.init) ?? "-")"
      })
  }

  @Test(
    "An order lists its documents, lines, seller and commodity, and the contract that is missing")
  func order() {
    #expect(
      links(0, .order) == [
        "contract contract C -", "invoice invoice B 0", "waybill waybill W/y 1",
        "line order_line PO/1 0", "seller enterprise S 0", "commodity commodity K/S 1",
      ])
  }

  @Test("Invoices, waybills, events, goods and sellers list what they name and what names them")
  func others() {
    #expect(
      links(0, .invoice) == ["order order PO 0", "red invoice R 1", "seller enterprise S 0"])
    #expect(links(1, .invoice) == ["blue invoice B 0", "seller enterprise S 0"])
    #expect(links(0, .waybill) == [])
    #expect(
      links(1, .waybill) == [
        "order order PO 0", "event waybill_event W/y/2026-06-01T00:00:00+08:00 0",
      ])
    #expect(links(0, .waybillEvent) == ["waybill waybill W/y 1"])
    #expect(
      links(1, .commodity) == [
        "seller enterprise S 0", "order order PO 0", "line order_line PO/1 0",
      ])
    #expect(
      links(0, .enterprise) == [
        "order order PO 0", "invoice invoice R 1", "invoice invoice B 0",
        "commodity commodity K/S 1",
      ])
  }
}
