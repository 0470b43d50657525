import Commerce
import Library
import Testing

@Suite("Measures")
struct MeasureTests {
  private func answer(
    _ library: Library, _ measures: [String], of recordClass: RecordClass = .order,
    by: [String] = [], where filter: String? = nil, asOf: String? = nil
  ) throws -> [[String]] {
    let view = try View(
      Query(recordClass, measures: measures, by: by, where: filter, asOf: asOf), over: library)
    view.refresh()
    return view.answer.rows.map { $0.map(\.csvText) }
  }

  private func orders(_ rows: [[String: String]]) -> RecordBatch {
    batch(
      .order,
      rows.enumerated().map { index, row in
        [
          "order_id": "PO\(index)", "placed_at": "2026-06-01T10:00:00", "seller": "s",
          "amount": "1.00",
        ].merging(row) { $1 }
      })
  }

  @Test("Without rows counts are 0 and everything else is absent")
  func empty() throws {
    let measures = [
      "count()", "sum(amount)", "mean(amount)", "min(amount)", "distinct(seller)", "p50(amount)",
      "share(sum(amount))", "hhi(sum(amount), seller)", "approx_distinct(seller)",
      "approx_quantile(amount, 0.5)",
    ]

    let rows = try answer(Library(), measures)

    #expect(rows == [["0", "", "", "", "0", "", "", "", "0", ""]])
    #expect(try answer(Library(), ["count()"], by: ["day"]).isEmpty)
  }

  @Test("The published shares of five sellers have Gini 0.4, 3250 points and CR2 70 %")
  func concentration() throws {
    let library = Library()
    let holdings = [("a", "10"), ("b", "20"), ("c", "30"), ("d", "40"), ("e", "100")]
    library.append(
      orders(holdings.map { ["seller": $0.0, "amount": $0.1] }), arrived: Timestamp(seconds: 0))

    let rows = try answer(
      library,
      [
        "gini(sum(amount), seller)", "hhi(sum(amount), seller)", "cr(sum(amount), seller, 2)",
        "hhi(count(), seller)",
      ])

    #expect(rows == [["0.4", "3250", "0.7", "2000"]])
  }

  @Test("Amounts of several currencies are refused unless grouped or filtered by currency")
  func currencies() throws {
    let library = Library()
    library.append(
      orders([["amount": "1.50"], ["currency": "USD"], ["currency": "CNY", "amount": "2"]]),
      arrived: Timestamp(seconds: 0))
    let view = try View(Query(.order, measures: ["sum(amount)"]), over: library)
    view.refresh()

    #expect(
      view.refusal?.description == """
        measure: expected amounts of one currency, found 'CNY, USD'
          sum(amount)
          ^^^^^^^^^^^
        help: group by currency, or filter with currency = "CNY"
        """)
    #expect(view.answer.rows.isEmpty)
    #expect(
      try answer(library, ["sum(amount)"], by: ["currency"]) == [
        ["CNY", "3.50"], ["USD", "1.00"],
      ])
    #expect(try answer(library, ["sum(amount)"], where: "currency = CNY") == [["3.50"]])
    #expect(try answer(library, ["count()"]) == [["3"]])
  }

  @Test("A query as of an instant sees the versions of then")
  func asOf() throws {
    let library = Library()
    let first = ["amount": "10", "observed_at": "2026-06-01T12:00:00", "version": "1"]
    let second = ["amount": "15", "observed_at": "2026-06-03T12:00:00", "version": "2"]
    library.append(orders([first]), arrived: Timestamp(seconds: 0))
    library.append(orders([second]), arrived: Timestamp(seconds: 0))

    #expect(try answer(library, ["sum(amount)"]) == [["15.00"]])
    #expect(try answer(library, ["sum(amount)"], asOf: "2026-06-02") == [["10.00"]])
    #expect(try answer(library, ["count()"], asOf: "2026-05-31") == [["0"]])
    #expect(try answer(library, ["count()"], asOf: "2026-06-03T12:00:00") == [["1"]])
  }

  @Test("Decimals of more than four places are summed, compared and grouped exactly")
  func wideDecimals() throws {
    let library = Library()
    library.append(
      orders([
        ["quantity": "0.1000000000001"], ["quantity": "0.1"], ["quantity": "0.1000000000002"],
        ["quantity": "-7.5"],
      ]), arrived: Timestamp(seconds: 0))

    let rows = try answer(
      library, ["sum(quantity)", "max(quantity)", "min(quantity)", "distinct(quantity)"])

    #expect(rows == [["-7.1999999999997", "0.1000000000002", "-7.5", "4"]])
    #expect(try answer(library, ["count()"], where: "quantity > 0.1000000000001") == [["1"]])
    #expect(
      try answer(library, ["count()"], by: ["quantity"]).map { $0[0] }
        == ["-7.5", "0.1", "0.1000000000001", "0.1000000000002"])
  }

  @Test("Derived dimensions print as the schemas say")
  func derived() throws {
    let library = Library()
    library.append(
      batch(
        .enterprise,
        [
          [
            "uscc": "91330100799655058B", "name": "n", "division": "330106", "urban_rural": "220",
            "industry": "5292", "established": "2026-01-01T00:30:00",
          ]
        ]), arrived: Timestamp(seconds: 0))
    library.append(
      batch(
        .waybill,
        [
          [
            "carrier": "sf", "number": "1", "collected_at": "2026-06-01T10:00:00",
            "signed_at": "2026-06-02T11:30:00", "origin": "440305", "destination": "110105",
          ]
        ]), arrived: Timestamp(seconds: 0))
    library.append(
      batch(
        .invoice,
        [["number": "2", "issued_at": "2026-06-01", "gross": "1", "seller": "91330100799655058B"]]),
      arrived: Timestamp(seconds: 0))

    let calendar = [
      "minute", "hour", "day", "week", "month", "quarter", "year", "hour_of_day", "weekday",
    ]
    let times = try answer(library, ["count()"], of: .enterprise, by: calendar)
    let expected = [
      "2026-01-01T00:30", "2026-01-01T00", "2026-01-01", "2026-W01", "2026-01", "2026-Q1", "2026",
      "0", "4", "1",
    ]
    #expect(times == [expected])
    let traits = try answer(
      library, ["count()"], of: .enterprise, by: ["industry_section", "rural"])
    #expect(traits == [["F", "true", "1"]])
    let travel = try answer(
      library, ["mean(delivery_hours)"], of: .waybill, by: ["origin_province", "city", "county"])
    #expect(travel == [["44", "1101", "110105", "25.5"]])
    let seller = try answer(
      library, ["count()"], of: .invoice,
      by: ["province", "seller_province", "rural", "is_flagged"])
    #expect(seller == [["33", "33", "true", "false", "1"]])
  }
}
