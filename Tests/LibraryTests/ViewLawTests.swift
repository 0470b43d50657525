import Commerce
import Library
import Testing

@Suite("Views, against a naive answer")
struct ViewLawTests {
  /// Queries with the filter as a closure beside its text.
  struct Case {
    let query: Query
    let isSelected: (NaiveAnswer.Record) -> Bool
  }

  @Test(
    "After any appends, amendments, links and findings a view answers as a naive scan does",
    arguments: 0..<16)
  func anyInterleaving(seed: Int) throws {
    var random = SeededGenerator(seed)
    let library = Library()
    let cases = try cases()
    let views = try cases.map { try View($0.query, over: library) }
    var market = RandomMarket()

    for step in 0..<12 {
      let isQuiet = Int.random(in: 0..<6, using: &random) == 0
      if !isQuiet {
        library.append(
          market.nextBatch(&random), arrived: Timestamp(seconds: 1_780_000_000 + Int64(step)))
      }
      for (view, example) in zip(views, cases) where Bool.random(using: &random) || step == 11 {
        view.refresh()
        expectAnswer(view, example, library, "step \(step)")
        let fresh = try View(example.query, over: library)
        fresh.refresh()
        #expect(fresh.answer == view.answer)
        #expect(view.refresh() == false)
      }
    }
  }

  @Test("A window that follows the clock lets rows go one by one", arguments: 0..<8)
  func movingWindow(seed: Int) throws {
    var random = SeededGenerator(seed)
    let library = Library()
    var market = RandomMarket()
    let example = Case(
      query: try Query(
        .order, measures: ["sum(amount)", "min(amount)", "growth(sum(amount), 1d)"], by: ["state"],
        window: "24h")
    ) { _ in true }
    let view = try View(example.query, over: library)
    for _ in 0..<5 { library.append(market.nextBatch(&random), arrived: Timestamp(seconds: 0)) }
    let newest = library.newestEventTime(.order)?.microseconds ?? 0

    for minute in stride(from: Int64(0), to: 3000, by: Int.random(in: 1...200, using: &random)) {
      let now = Timestamp(microseconds: newest + minute * 60_000_000)
      view.refresh(now: now)
      expectAnswer(view, example, library, "minute \(minute)", now: now)
    }
  }

  @Test(
    "A view that is advanced in parts answers as one that reads everything at once",
    arguments: 0..<8)
  func advancedInParts(seed: Int) throws {
    var random = SeededGenerator(seed)
    let library = Library()
    let views = try cases().map { try View($0.query, over: library) }
    var market = RandomMarket()

    for step in 0..<12 {
      library.append(
        market.nextBatch(&random), arrived: Timestamp(seconds: 1_780_000_000 + Int64(step)))
      for view in views where Bool.random(using: &random) {
        view.advance(atMost: Int.random(in: 0..<20, using: &random))
      }
    }
    for view in views {
      while view.rowsBehind > 0 { view.advance(atMost: 7) }
      view.refresh()
      let whole = try View(view.query, over: library)
      whole.refresh()
      #expect(view.answer == whole.answer)
      #expect(view.refresh() == false)
    }
  }

  private func cases() throws -> [Case] {
    let all: (NaiveAnswer.Record) -> Bool = { _ in true }
    return [
      Case(query: try Query(.order, measures: ["count()", "sum(amount)"], by: ["province"])) { _ in
        true
      },
      Case(
        query: try Query(
          .order, measures: ["count()", "sum(amount)", "mean(quantity)", "min(quantity)"]),
        isSelected: all),
      Case(
        query: try Query(
          .order,
          measures: [
            "p50(amount)", "quantile(quantity, 0.9)", "max(amount)", "distinct(seller)",
            "share(sum(amount))", "sum(quantity)",
          ], by: ["state", "day"]), isSelected: all),
      Case(
        query: try Query(
          .order, measures: ["sum(amount)", "count()"], by: ["seller"],
          where: #"state in (paid, "signed") and not (amount < 50)"#, top: 3)
      ) { record in
        [.text("paid"), .text("signed")].contains(record["state"])
          && (record["amount"]?.double ?? 0) >= 50
      },
      Case(
        query: try Query(
          .order,
          measures: [
            "count()", "sum(invoiced)", "distinct(invoice_count)", "max(invoice_difference)",
          ],
          by: ["flows", "seller_province"]), isSelected: all),
      Case(
        query: try Query(
          .order, measures: ["count()", "max(placed_at)"], by: ["month"],
          where: "matched or findings > 0")
      ) { $0["matched"] == .flag(true) || $0["findings"] != .integer(0) },
      Case(
        query: try Query(
          .order,
          measures: [
            "hhi(sum(amount), seller)", "cr(count(), seller, 2)", "gini(sum(amount), seller)",
          ], by: ["state"]), isSelected: all),
      Case(
        query: try Query(
          .order, measures: ["sum(amount)", "growth(sum(amount), 1d)", "growth(count(), 7d)"],
          by: ["day", "state"]), isSelected: all),
      Case(
        query: try Query(
          .order,
          measures: ["growth(sum(amount), 1d)", "p90(amount)", "distinct(buyer)", "count()"],
          by: ["state"], where: "matched = false", window: "24h")
      ) { $0["matched"] == .flag(false) },
      Case(
        query: try Query(
          .order, measures: ["count()", "growth(sum(amount), 7d)"], by: ["day"], window: "7d"),
        isSelected: all),
      Case(
        query: try Query(
          .order, measures: ["count()"], by: ["hour_of_day", "year"],
          where: #"channel is absent or channel like "%i%" or state != "paid""#)
      ) { record in
        if record["channel"] == .absent || record["state"] != .text("paid") {
          return record["channel"] == .absent || record["state"] != .absent
            || record["channel"]?.description.contains("i") == true
        }
        return record["channel"]?.description.contains("i") == true
      },
      Case(
        query: try Query(.invoice, measures: ["count()", "sum(gross)", "mean(rate)"], by: ["day"]),
        isSelected: all),
    ]
  }

  private func expectAnswer(
    _ view: View, _ example: Case, _ library: Library, _ step: String, now: Timestamp? = nil
  ) {
    let naive = NaiveAnswer(library: library, query: example.query, isSelected: example.isSelected)
    let expected = naive.rows(now: now)
    let isEqual =
      view.answer.rows.count == expected.count
      && zip(view.answer.rows, expected).allSatisfy { zip($0, $1).allSatisfy(isClose) }
    let name = example.query.measures.map(\.text).joined(separator: " ")
    #expect(isEqual, "\(step) \(name)\n\(view.answer.rows)\n\(expected)")
  }

  /// Equal, or doubles within a few roundings of each other.
  private func isClose(_ left: FieldValue, _ right: FieldValue) -> Bool {
    guard case .number(let left) = left, case .number(let right) = right else {
      return left == right
    }
    return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
  }
}
