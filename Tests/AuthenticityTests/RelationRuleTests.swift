import Authenticity
import Commerce
import Library
import Testing

@Suite("V05 and T01: records that name each other")
struct RelationRuleTests {
  private let seller = "914403001922038216"

  @Test("Names of records that never come are found at the end, each in its field")
  func missing() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,sku,contract_id,amount
      1,2026-06-01,\(seller),S1,K1,10
      2,2026-06-01,91330100799655058B,S2,K2,10
      3,2026-06-01,person:a,,,10
      """)
    desk.read(.enterprise, "uscc,name\n\(seller),A\n")
    desk.read(.commodity, "sku,name\nS1,a\n")
    desk.read(
      .contract,
      "contract_id,party_a,party_b,signed_at\nK1,\(seller),\(seller),2026-05-01\n")
    desk.read(
      .invoice,
      """
      number,issued_at,seller,order_id,gross
      26440000000000000001,2026-06-02,\(seller),1,10
      26440000000000000002,2026-06-02,\(seller),9,10
      26440000000000000003,2026-06-02,\(seller),,10
      """)
    #expect(desk.found.isEmpty)

    desk.end()

    #expect(
      desk.found == [
        "V05-order invoice order_id 26440000000000000002", "V05-enterprise order seller 2",
        "V05-commodity order sku 2", "V05-contract order contract_id 2",
      ])
    #expect(desk.explained[0].expected == "an order that is in the library")
    #expect(desk.explained[0].found == "9")
  }

  @Test("Nothing is missing in a class without any feed")
  func unfed() {
    var desk = Desk()
    desk.read(
      .order,
      "order_id,placed_at,seller,sku,contract_id,amount\n1,2026-06-01,\(seller),S1,K1,10\n")
    desk.end()

    #expect(desk.found.isEmpty)
  }

  @Test("A declared feed without records makes what is named in it missing")
  func declared() {
    var desk = Desk()
    desk.library.declareFeed(7, name: "contracts.csv", classes: [.contract])
    desk.read(
      .order, "order_id,placed_at,seller,contract_id,amount\n1,2026-06-01,\(seller),K1,10\n")
    desk.end()

    #expect(desk.found == ["V05-contract order contract_id 1"])
  }

  @Test("While feeds are followed a name waits 72 hours of event time")
  func patience() {
    var desk = Desk()
    desk.read(.order, "order_id,placed_at,seller,amount\n1,2026-06-01,\(seller),10\n")
    desk.read(.waybill, waybills("A,9,2026-06-01T10:00:00", "B,1,2026-06-04T09:59:59"))
    desk.inspector.settle(atEnd: false)
    #expect(desk.found.isEmpty)

    desk.read(.waybill, waybills("C,1,2026-06-04T10:00:00"))
    desk.inspector.settle(atEnd: false)

    #expect(desk.found == ["V05-order waybill order_id A/x"])
  }

  @Test("A finding is taken back when the record comes after all")
  func takenBack() {
    var desk = Desk()
    desk.read(.order, "order_id,placed_at,seller,amount\n1,2026-06-01,\(seller),10\n")
    desk.read(.waybill, waybills("A,9,2026-06-01", "B,8,2026-06-01"))
    desk.end()
    #expect(desk.count(.unknownOrder) == 2)

    desk.read(.order, "order_id,placed_at,seller,amount\n9,2026-06-01,\(seller),10\n")
    desk.end()

    #expect(desk.found == ["V05-order waybill order_id B/x"])
  }

  @Test("A finding is taken back when an amendment names a record that is there")
  func amended() {
    var desk = Desk()
    let header = "carrier,number,order_id,collected_at,version\n"
    desk.read(.order, "order_id,placed_at,seller,amount\n1,2026-06-01,\(seller),10\n")
    desk.read(.waybill, header + "x,A,9,2026-06-01,1\n")
    desk.end()
    #expect(desk.count(.unknownOrder) == 1)

    desk.read(.waybill, header + "x,A,1,2026-06-01,2\n")
    desk.end()

    #expect(desk.found.isEmpty)
  }

  @Test("An order id of several platforms is ambiguous to what names no platform")
  func ambiguous() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,platform,placed_at,seller,amount
      1,tmall,2026-06-01,\(seller),10
      1,jd,2026-06-01,\(seller),10
      2,jd,2026-06-01,\(seller),10
      """)
    desk.read(.waybill, waybills("A,1,2026-06-01", "B,2,2026-06-01"))
    desk.end()
    desk.end()

    #expect(desk.found == ["V05-ambiguous waybill order_id A/x"])
  }

  @Test("Invoices that do not add up, another payee and a lost parcel are conflicts of flows")
  func flows() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,amount,paid,payee,state
      fine,2026-06-01,\(seller),100,100,,completed
      short,2026-06-01,\(seller),100,90,,completed
      payee,2026-06-01,\(seller),100,100,person:b,completed
      over,2026-06-01,\(seller),100,110,,shipped
      lost,2026-06-01,\(seller),100,,,shipped
      open,2026-06-01,\(seller),100,110,,paid
      """)
    desk.read(
      .invoice,
      """
      number,issued_at,seller,order_id,gross
      26440000000000000001,2026-06-02,\(seller),fine,100
      26440000000000000002,2026-06-02,\(seller),short,100
      26440000000000000003,2026-06-02,\(seller),payee,100
      """)
    desk.read(
      .waybill,
      """
      carrier,number,order_id,collected_at,state
      x,A,fine,2026-06-02,delivered
      x,B,short,2026-06-02,delivered
      x,C,payee,2026-06-02,delivered
      x,D,over,2026-06-02,delivered
      x,E,lost,2026-06-02,lost
      """)
    desk.end()

    let words = Dictionary(
      uniqueKeysWithValues: desk.explained.map { ($0.key, "\($0.expected) | \($0.found)") })
    #expect(desk.count(.flowsConflict) == desk.explained.count)
    #expect(
      words == [
        "short": "invoices over 90.00, the order's paid | 100.00",
        "payee": "payee \(seller), the seller | person:b",
        "over": "paid at most the amount, 100.00 | 110.00",
        "lost": "a forward waybill neither lost nor refused | only lost or refused ones",
      ])
  }

  @Test("A conflict of flows ends when the missing part of the invoices comes")
  func flowsMended() {
    var desk = Desk()
    let header = "number,issued_at,seller,order_id,gross\n"
    desk.read(
      .order, "order_id,placed_at,seller,amount,state\n1,2026-06-01,\(seller),100,completed\n")
    desk.read(.invoice, header + "26440000000000000001,2026-06-02,\(seller),1,60\n")
    desk.inspector.settle(atEnd: false)
    #expect(desk.found == ["T01-conflict order 1"])

    desk.read(.invoice, header + "26440000000000000002,2026-06-02,\(seller),1,40\n")
    desk.inspector.settle(atEnd: false)

    #expect(desk.found.isEmpty)
  }

  private func waybills(_ rows: String...) -> String {
    let lines = rows.map { "x,\($0)" }.joined(separator: "\n")
    return "carrier,number,order_id,collected_at\n\(lines)\n"
  }
}
