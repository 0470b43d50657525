import Authenticity
import Commerce
import Testing

@Suite("V02: words, times and ranges")
struct ValueRuleTests {
  @Test("Words outside the vocabulary are found, also among flags; free words are not judged")
  func words() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,amount,state,channel,currency
      1,2026-06-01,person:a,10,paid,app,CNY
      2,2026-06-01,person:a,10,payed,app,XXX
      3,2026-06-01,person:a,10,,APP,
      """)
    desk.read(
      .commodity, "sku,name,flags\nS1,a,fresh|green\nS2,b,fresh|tasty\nS3,c,\n")

    #expect(
      desk.found == [
        "V02-enumeration order channel 3", "V02-enumeration order state 2",
        "V02-enumeration commodity flags S2",
      ])
    #expect(desk.explained[2].expected.hasPrefix("words of agricultural, fresh"))
  }

  @Test("An order is placed, paid, shipped and signed in this order, give or take five minutes")
  func orderTimes() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,amount,paid_at,shipped_at,signed_at
      fine,2026-06-01T10:00:00,person:a,10,2026-06-01T10:01:00,2026-06-01T12:00:00,2026-06-03T10:00:00
      skewed,2026-06-01T10:00:00,person:a,10,2026-06-01T09:55:00,2026-06-01T12:00:00,2026-06-03T10:00:00
      paid-early,2026-06-01T10:00:00,person:a,10,2026-06-01T09:54:59,,
      on-delivery,2026-06-01T10:00:00,person:a,10,2026-06-03T10:05:00,2026-06-01T12:00:00,2026-06-03T10:00:00
      paid-between,2026-06-01T10:00:00,person:a,10,2026-06-02T10:00:00,2026-06-01T12:00:00,2026-06-03T10:00:00
      signed-early,2026-06-01T10:00:00,person:a,10,2026-06-01T10:01:00,2026-06-02T12:00:00,2026-06-01T23:00:00
      by-date,2026-06-01T10:00:00,person:a,10,2026-06-01,2026-06-01,2026-06-02
      date-before,2026-06-01T10:00:00,person:a,10,2026-05-31,,
      """)

    #expect(
      desk.found.sorted() == [
        "V02-time-order order paid_at date-before", "V02-time-order order paid_at paid-early",
        "V02-time-order order shipped_at paid-between",
        "V02-time-order order signed_at signed-early",
      ])
    let early = desk.explained.first { $0.key == "paid-early" }
    #expect(early?.expected == "a time not before placed_at, 2026-06-01T10:00:00+08:00")
    #expect(early?.found == "2026-06-01T09:54:59+08:00")
  }

  @Test("A field that breaks two pairs has one finding")
  func onePerField() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,amount,paid_at,shipped_at,signed_at
      1,2026-06-05,person:a,10,2026-06-05,2026-06-06,2026-06-01
      """)

    #expect(desk.found == ["V02-time-order order signed_at 1"])
  }

  @Test("Parcels, contracts, enterprises and goods end after they begin")
  func otherTimes() {
    var desk = Desk()
    desk.read(
      .waybill,
      """
      carrier,number,collected_at,signed_at
      x,1,2026-06-01T10:00:00,2026-06-01T09:00:00
      x,2,2026-06-01T10:00:00,2026-06-02T09:00:00
      """)
    desk.read(
      .contract,
      """
      contract_id,party_a,party_b,signed_at,effective_at,expires_at
      backdated,person:a,person:b,2026-06-01,2026-05-01,2027-05-01
      expired,person:a,person:b,2026-06-01,2026-05-01,2026-05-20
      reversed,person:a,person:b,2026-06-01,2026-08-01,2026-07-01
      """)
    desk.read(
      .enterprise,
      "uscc,name,established,deregistered\nperson:a,A,2026-06-01,2020-01-01\n")
    desk.read(.commodity, "sku,name,valid_from,valid_to\nS,s,2026-06-01,2026-05-01\n")

    #expect(
      desk.found == [
        "V02-time-order waybill signed_at 1/x", "V02-time-order contract expires_at expired",
        "V02-time-order contract expires_at reversed",
        "V02-time-order enterprise deregistered person:a",
        "V02-time-order commodity valid_to S",
      ])
  }

  @Test("Quantities and amounts are above zero, except in refunds and red letters")
  func ranges() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,quantity,amount,state
      1,2026-06-01,person:a,0,10,paid
      2,2026-06-01,person:a,1,-10,paid
      3,2026-06-01,person:a,-1,-10,refunded
      4,2026-06-01,person:a,,0.01,paid
      5,2026-06-01,person:a,0.00001,0.01,paid
      """)
    desk.read(
      .invoice,
      """
      number,issued_at,seller,gross,blue_number,red_reason,op
      26440000000000000001,2026-06-01,person:a,-10,,,
      26440000000000000002,2026-06-01,person:a,-10,26440000000000000009,,
      26440000000000000003,2026-06-01,person:a,-10,,02,
      26440000000000000004,2026-06-01,person:a,-10,,,red
      """)

    #expect(
      desk.found == [
        "V02-range order quantity 1", "V02-range order amount 2",
        "V02-range invoice gross 26440000000000000001",
      ])
  }

  @Test("A line is judged by the record it belongs to, whichever comes first")
  func lineRanges() {
    var desk = Desk()
    desk.read(
      .invoiceLine,
      """
      number,line_no,quantity,net
      26440000000000000001,1,-1,-10
      26440000000000000002,1,-1,-10
      26440000000000000003,1,-1,
      """)
    desk.read(
      .invoice,
      """
      number,issued_at,seller,gross,red_reason
      26440000000000000001,2026-06-01,person:a,-10,02
      26440000000000000002,2026-06-01,person:a,10,
      """)
    #expect(desk.count(.range) == 0)

    desk.inspector.settle(atEnd: false)
    #expect(desk.count(.range) == 2)

    desk.end()

    #expect(
      desk.found == [
        "V02-range invoice_line quantity 26440000000000000002/1",
        "V02-range invoice_line net 26440000000000000002/1",
        "V02-range invoice_line quantity 26440000000000000003/1",
      ])
  }
}
