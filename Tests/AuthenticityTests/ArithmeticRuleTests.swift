import Commerce
import Testing

@Suite("V03: arithmetic of lines and taxes")
struct ArithmeticRuleTests {
  @Test("An order's only line makes up amount − shipping, to within 0.01")
  func orders() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,quantity,unit_price,discount,shipping,amount
      1,2026-06-01,person:a,3,9.99,,,29.97
      2,2026-06-01,person:a,3,9.99,5,8,32.97
      3,2026-06-01,person:a,3,3.3333,,,10.00
      4,2026-06-01,person:a,3,9.99,,,29.98
      5,2026-06-01,person:a,3,9.99,,,29.9801
      6,2026-06-01,person:a,3,9.99,5,,29.97
      7,2026-06-01,person:a,,9.99,,,1
      8,2026-06-01,person:a,3,,,,1
      9,2026-06-01,person:a,0.0000000000001,1,,,0.01
      10,2026-06-01,person:a,3,3.3333333333333,,,10
      11,2026-06-01,person:a,3,3.3333333333333,,,10.02
      12,2026-06-01,person:a,900000000000000,900000000000000,,,1
      """)

    #expect(
      desk.found == [5, 6, 11, 12].map { "V03-line order amount \($0)" })
    #expect(desk.explained[1].expected == "quantity × unit_price − discount = 24.97")
  }

  @Test("Lines of orders and invoices are held against their own amounts")
  func lines() {
    var desk = Desk()
    desk.readLines(
      """
      {"record_class":"order","order_id":"1","placed_at":"2026-06-01","seller":"person:a","amount":50,"lines":[{"line_no":1,"quantity":2,"unit_price":10,"discount":1,"amount":19},{"line_no":2,"quantity":3,"unit_price":10,"amount":31}]}
      {"record_class":"invoice","number":"26440000000000000001","issued_at":"2026-06-01","seller":"person:a","gross":50,"lines":[{"line_no":1,"quantity":2,"unit_price":"22.1239","net":44.25,"rate":0.13,"tax":5.75},{"line_no":2,"quantity":2,"unit_price":1,"net":3}]}

      """)

    #expect(
      desk.found == [
        "V03-line order_line amount 1/2", "V03-line invoice_line net 26440000000000000001/2",
      ])
  }

  @Test("Net and tax make up gross to the cent; the tax is net × rate")
  func taxes() {
    var desk = Desk()
    desk.read(
      .invoice,
      """
      number,issued_at,seller,net,tax,gross,rate
      26440000000000000001,2026-06-01,person:a,100,13,113,0.13
      26440000000000000002,2026-06-01,person:a,100,13,113.01,0.13
      26440000000000000003,2026-06-01,person:a,100,13.02,113.02,0.13
      26440000000000000004,2026-06-01,person:a,100,13.03,113.03,0.13
      26440000000000000005,2026-06-01,person:a,-100,-13.03,-113.03,0.13
      26440000000000000006,2026-06-01,person:a,,13,113,0.13
      26440000000000000007,2026-06-01,person:a,100,0,100,0
      """)
    desk.end()

    #expect(
      desk.found.filter { $0.hasPrefix("V03") } == [
        "V03-tax invoice gross 26440000000000000002",
        "V03-tax invoice tax 26440000000000000004",
        "V03-tax invoice tax 26440000000000000005",
      ])
    #expect(desk.explained.first { $0.rule == .tax }?.expected == "net + tax = 113.00")
    #expect(desk.explained.last { $0.rule == .tax }?.expected == "net × rate = -13.00")
  }

  @Test("Each line of an invoice may round its tax by a cent")
  func taxOfManyLines() {
    func invoice(_ number: Int, lines: Int) -> String {
      let line = { (index: Int) in #"{"line_no":\#(index),"net":1.05,"rate":0.13,"tax":0.14}"# }
      return """
        {"record_class":"invoice","number":"2644000000000000000\(number)",\
        "issued_at":"2026-06-01","seller":"person:a","net":100,"tax":13.05,"gross":113.05,\
        "rate":0.13,"lines":[\((0..<lines).map(line).joined(separator: ","))]}

        """
    }
    var desk = Desk()
    desk.readLines(invoice(1, lines: 4) + invoice(2, lines: 3))
    #expect(desk.count(.tax) == 0)

    desk.end()

    #expect(desk.found == ["V03-tax invoice tax 26440000000000000002"])
  }

  @Test("A rate must be in force on the day, but for red letters and other countries")
  func rates() {
    var desk = Desk()
    desk.read(
      .invoice,
      """
      number,issued_at,seller,gross,rate,red_reason,currency
      18440000000000000001,2018-04-30T23:59:59+08:00,person:a,113,0.17,,
      18440000000000000002,2018-05-01T00:00:00+08:00,person:a,113,0.17,,
      18440000000000000003,2018-05-01T00:00:00+08:00,person:a,-113,0.17,01,
      18440000000000000004,2018-05-01T00:00:00+08:00,person:a,113,0.21,,EUR
      26440000000000000005,2026-06-01,person:a,113,0.12,,CNY
      26440000000000000006,2026-06-01,person:a,113,0.06,,
      26440000000000000007,2026-06-01,person:a,113,,,
      INV7,2026-06-01,foreign:DE,119,0.19,,
      """)

    #expect(
      desk.found == [
        "V03-rate invoice rate 18440000000000000002", "V03-rate invoice rate 26440000000000000005",
      ])
    #expect(
      desk.explained[0].expected
        == "a rate in force on 2018-05-01: 0, 0.015, 0.03, 0.05, 0.06, 0.1, 0.16")
  }

  @Test("The exact arithmetic agrees with plain decimal arithmetic", arguments: 0..<16)
  func againstHundredths(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var desk = Desk()
    var csv = "order_id,placed_at,seller,quantity,unit_price,discount,shipping,amount\n"
    var expected: [String] = []
    for row in 0..<200 {
      let quantity = Int(random.next() >> 40) % 50 + 1
      let price = Int(random.next() >> 40) % 100_000 + 1
      let discount = Int(random.next() >> 40) % 100
      let shipping = Int(random.next() >> 40) % 1000
      let error = Int(random.next() >> 40) % 5 - 2
      let amount = quantity * price - discount + shipping + error
      guard amount > 0 else { continue }
      csv += "\(row),2026-06-01,person:a,\(quantity),\(cents(price)),\(cents(discount)),"
      csv += "\(cents(shipping)),\(cents(amount))\n"
      if abs(error) > 1 { expected.append("V03-line order amount \(row)") }
    }
    desk.read(.order, csv)

    #expect(desk.found == expected, "seed \(seed)")
  }

  private func cents(_ amount: Int) -> String {
    let rest = amount % 100
    return "\(amount / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
