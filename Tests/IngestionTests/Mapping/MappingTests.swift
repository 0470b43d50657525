import Commerce
import Foundation
import Fuzzing
import Ingestion
import Testing

@Suite("Mapped feeds")
struct MappingTests {
  private static let csv = """
    Nr\tDatum\tVerkäufer\tNetto\tSteuer\tStatus\tNotiz
    0017\t03.06.2026\tV9\t"1.000,00"\t160,00\tOffen\teins
    0018\t04.06.2026\tV7\t(50,00)\t-8,00\tFertig\tzwei
    0019\t31.02.2026\tV7\t1,00\t0,16\tFertig\tdrei
    0020\t05.06.2026\tV7\t1.0,0\t0,16\tFertig\tvier
    0021\t05.06.2026\t\t1,00\t0,16\tFertig\tfünf

    """

  private func orders() throws -> FeedMapping {
    var mapping = FeedMapping(place: "test")
    mapping.recordClass = .order
    mapping.columns = ["Nr": ["order_id"], "Datum": ["placed_at"], "Status": ["state"]]
    mapping.constants = ["platform": "laden", "currency": "EUR"]
    mapping.values = ["state": ValueTable(["Offen": "placed", "*": "completed"])]
    mapping.numbers = NumberStyle(point: UInt8(ascii: ","))
    mapping.times = [try #require(TimePattern("%d.%m.%Y"))]
    mapping.offsetSeconds = 0
    try mapping.compute("seller", "'foreign:' & Verkäufer")
    try mapping.compute("amount", "Netto + Steuer")
    return mapping
  }

  private func decodeMapped(
    _ mapping: FeedMapping, _ text: String, format: FeedFormat = .tsv, cuts: [Int] = []
  ) -> Decoded {
    var options = DecodingOptions(format: format, dialect: mapping.dialect)
    options.mapping = LoadedMapping(mapping)
    return decode(text, options, cuts: cuts)
  }

  @Test(
    "fill fields from columns, constants, word tables and computations",
    arguments: [[], [1], [7, 3]])
  func fills(cuts: [Int]) throws {
    let decoded = decodeMapped(try orders(), MappingTests.csv, cuts: cuts)

    #expect(
      decoded.rows[.order] == [
        "order_id=0017 placed_at=2026-06-03T08:00:00+08:00 platform=laden seller=foreign:V9 "
          + "amount=1160.00 state=placed currency=EUR",
        "order_id=0018 placed_at=2026-06-04T08:00:00+08:00 platform=laden seller=foreign:V7 "
          + "amount=-58.00 state=completed currency=EUR",
      ])
    #expect(decoded.rejects == ["F09-time@4", "F08-number@5", "F07-required@6"])
    #expect(decoded.findings.map(\.found) == ["31.02.2026", "1.0,0", ""])
    #expect(decoded.findings.map(\.key) == ["0019", "0020", "0021"])
    #expect(String(decoding: decoded.raw[1], as: UTF8.self).hasSuffix("\tvier"))
  }

  @Test("read JSON Lines by the same mapping")
  func jsonLines() throws {
    let decoded = decodeMapped(
      try orders(),
      """
      {"Nr":"0017","Datum":"03.06.2026","Verkäufer":"V9","Netto":"1.000,00","Steuer":"160,00","Status":"Offen"}
      {"Status":"Ab","Steuer":null,"Nr":"1\\u0038","Datum":"03.06.2026","Verkäufer":"V9","Netto":"1,0"}
      {"Nr":17,"Datum":"03.06.2026","Verkäufer":"V9","Netto":5,"Steuer":1,"Status":"Ab","new":[1]}

      """, format: .jsonLines)

    #expect(decoded.rows[.order]?.count == 2)
    #expect(decoded.rows[.order]?.last?.contains("order_id=17 ") == true)
    #expect(decoded.rows[.order]?.last?.contains("amount=6.00") == true)
    #expect(decoded.rejects == ["F07-required@2"])
  }

  @Test("take a column that has a field's name, unless it has another meaning")
  func ownNames() throws {
    var mapping = FeedMapping(place: "test")
    mapping.recordClass = .orderLine
    mapping.columns = ["n": ["line_no"], "amount": ["unit_price"]]
    let decoded = decodeMapped(mapping, "order_id,n,amount,sku\nA,1,2.5,S\n", format: .csv)

    #expect(decoded.rows[.orderLine] == ["order_id=A line_no=1 sku=S unit_price=2.5"])
  }

  @Test("name the column that is missing and the nearest")
  func missingColumn() throws {
    var mapping = try orders()
    mapping.columns["Nr."] = mapping.columns.removeValue(forKey: "Nr")
    let decoded = decodeMapped(mapping, MappingTests.csv)

    #expect(decoded.rejects.allSatisfy { $0.hasPrefix("F07-required") })
    #expect(decoded.rejects.count == 5)
    #expect(
      decoded.findings.first?.found.contains("'Nr.' that is not; the nearest is 'Nr'") == true)
  }

  @Test(
    "refuse fields that a class does not have, two sources and wrong words",
    arguments: [
      ("constants", "amout", "amount"), ("constants", "order_id", nil), ("values", "finished", nil),
    ] as [(String, String, String?)])
  func checks(part: String, word: String, nearest: String?) throws {
    var mapping = try orders()
    if part == "constants" { mapping.constants[word] = "1" }
    if part == "values" { mapping.values["state"] = ValueTable(["x": word]) }

    let mistake = try #require(throws: MappingMistake.self) { try mapping.check() }
    if let nearest { #expect(mistake.nearest == nearest) }
  }

  @Test("compute sums, products and quotients as exact decimals do", arguments: 0..<200)
  func expressions(seed: Int) throws {
    var random = Seeded(seed)
    let columns = ["a", "b", "c"].map { name in
      (name, Decimal(Int64.random(in: -99_999...99_999, using: &random)) / 100)
    }
    let (text, value) = expression(depth: 3, columns, &random)
    var mapping = FeedMapping(place: "test")
    mapping.recordClass = .orderLine
    mapping.constants = ["order_id": "A", "line_no": "1"]
    try mapping.compute("amount", text)
    let row = columns.map { "\($0.1)" }.joined(separator: ",")

    let decoded = decodeMapped(mapping, "a,b,c\n\(row)\n", format: .csv)

    let amount = try #require(
      decoded.rows[.orderLine]?.first?.split(separator: " ").first { $0.hasPrefix("amount=") })
    let found = try #require(Decimal(string: String(amount.dropFirst("amount=".count))))
    // Money has four decimals, rounded half to even.
    var exact = value
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, 4, .bankers)
    #expect(found == rounded, "\(text) of \(row)")
  }

  /// A random expression of sums and products, and its value by Foundation's decimals.
  private func expression(
    depth: Int, _ columns: [(String, Decimal)], _ random: inout Seeded
  ) -> (String, Decimal) {
    guard depth > 0 else {
      let column = columns[Int.random(in: 0..<3, using: &random)]
      return Bool.random(using: &random) ? column : ("2.5", Decimal(string: "2.5") ?? 0)
    }
    let left = expression(depth: depth - 1, columns, &random)
    let right = expression(depth: depth - 2, columns, &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return ("(\(left.0) + \(right.0))", left.1 + right.1)
    case 1: return ("(\(left.0) - \(right.0))", left.1 - right.1)
    case 2: return ("\(left.0) * \(right.0)".bracketed, left.1 * right.1)
    default: return ("coalesce(\(left.0), \(right.0))", left.1)
    }
  }
}

extension String {
  fileprivate var bracketed: String { "(\(self))" }
}
