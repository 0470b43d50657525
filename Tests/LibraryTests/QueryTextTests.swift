import Commerce
import Library
import Testing

@Suite("Texts of queries")
struct QueryTextTests {
  @Test("The example of the command reference is read")
  func example() throws {
    let filter = try Filter(
      """
      state = "paid" and amount >= 100.00 and province in (33, "44") and not (channel = "live") \
      and placed_at >= 2025-11-11
      """, for: .order)
    let spaced = try Filter(
      "state='paid'  and amount>=100.0 AND province in(33,44) and not channel = live "
        + "and placed_at >= 2025-11-11T00:00:00+08:00", for: .order)

    #expect(filter == spaced)
  }

  @Test("An unknown field is underlined and the nearest is named")
  func unknownField() {
    expectError(
      #"state = "paid" and amont >= 100"#,
      """
      where: expected a field or dimension of order, found 'amont'
        state = "paid" and amont >= 100
                           ^^^^^
      help: the nearest is 'amount'
      """)
  }

  @Test("A value that is none of the field's type is underlined")
  func wrongValue() {
    expectError(
      "amount >= ten",
      """
      where: expected an amount such as 100.00, found 'ten'
        amount >= ten
                  ^^^
      """)
    expectError(
      "week = 2026-23",
      """
      where: expected a value of week such as 2026-W23, found '2026-23'
        week = 2026-23
               ^^^^^^^
      """)
  }

  @Test("A wrong sign, a text that ends too early, an open quote and a missing bracket are shown")
  func structure() {
    expectError(
      "amount => 5",
      """
      where: expected a comparison, found '=>'
        amount => 5
               ^^
      help: the nearest is '>='
      """)
    expectError(
      "amount",
      """
      where: expected =, !=, <, <=, >, >=, in, like or 'is absent' after 'amount'
        amount
              ^
      """)
    expectError(
      "state = \"paid",
      """
      where: expected a closing quote, found '"paid'
        state = "paid
                ^^^^^
      """)
    expectError(
      "(state = paid",
      """
      where: expected 'and', 'or' or ')'
        (state = paid
                     ^
      """)
  }

  @Test("The caret stands under a word behind wide characters")
  func wideCharacters() {
    expectError(
      "platform = \"京东\" adn state = paid",
      """
      where: expected 'and', 'or' or the end, found 'adn'
        platform = "京东" adn state = paid
                          ^^^
      help: the nearest is 'and'
      """)
  }

  @Test("Brackets inside brackets without end are refused, not followed")
  func deep() {
    let text = String(repeating: "(", count: 100_000)

    #expect(throws: QueryError.self) { try Filter(text, for: .order) }
  }

  @Test(
    "Each measure of the reference is read and named without blanks",
    arguments: [
      ("count()", "count()"), ("sum( amount )", "sum(amount)"),
      ("mean(quantity)", "mean(quantity)"),
      ("quantile(amount, 0.95)", "quantile(amount,0.95)"), ("p99(delivery_hours)", ""),
      ("growth(sum(amount), 1mo)", "growth(sum(amount),1mo)"),
      ("hhi(sum(amount), seller)", "hhi(sum(amount),seller)"),
      ("cr(sum(amount), platform, 4)", "cr(sum(amount),platform,4)"),
    ])
  func measures(text: String, name: String) throws {
    let recordClass = text.contains("hours") ? RecordClass.waybill : .order

    let measure = try Measure(text, of: recordClass)

    #expect(measure.text == (name.isEmpty ? text : name))
  }

  @Test(
    "A measure of the wrong type or form says what it needs",
    arguments: [
      (
        "sum(seller)",
        """
        measure: expected a number or money of order, found 'seller'
          sum(seller)
              ^^^^^^
        help: the nearest is 'amount'
        """
      ),
      (
        "summ(amount)",
        """
        measure: expected a measure such as sum(amount), found 'summ'
          summ(amount)
          ^^^^
        help: the nearest is 'sum'
        """
      ),
      (
        "quantile(amount, 95)",
        """
        measure: expected a rank from 0 to 1 such as 0.95, found '95'
          quantile(amount, 95)
                           ^^
        """
      ),
      (
        "growth(sum(amount), 2d)",
        """
        measure: expected 1d, 7d, 1mo or 1y, found '2d'
          growth(sum(amount), 2d)
                              ^^
        help: the nearest is '1d'
        """
      ),
    ])
  func wrongMeasures(text: String, message: String) {
    #expect(throws: QueryError.self) { try Measure(text, of: .order) }
    do {
      _ = try Measure(text, of: .order)
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("Windows are minutes, hours, days or all; lines of orders have none")
  func windows() throws {
    let day = try Query(.order, measures: ["count()"], window: "24h")
    let all = try Query(.order, measures: ["count()"], window: "all")

    #expect(day.window?.microseconds == 86_400_000_000)
    #expect(all.window == nil)
    #expect(throws: QueryError.self) { try Query(.order, measures: ["count()"], window: "1w") }
    #expect(throws: QueryError.self) { try Query(.orderLine, measures: ["count()"], window: "1h") }
  }
}

private func expectError(
  _ text: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  do {
    _ = try Filter(text, for: .order)
    Issue.record("no error", sourceLocation: sourceLocation)
  } catch {
    #expect(error.description == message, sourceLocation: sourceLocation)
  }
}
