import Commerce
import Library
import Testing

@Suite("Views that count and sum many rows at a time")
struct ViewTallyTests {
  private struct Case: CustomStringConvertible {
    var measures: [String]
    var dimensions: [String] = []
    var filter: String?

    var description: String { "\(measures) by \(dimensions) where \(filter ?? "all")" }
  }

  private static let cases = [
    Case(measures: ["count()"]),
    Case(measures: ["count()", "sum(amount)"], dimensions: ["province"]),
    Case(measures: ["sum(quantity)", "sum(amount)"], dimensions: ["category", "hour_of_day"]),
    Case(measures: ["mean(shipping)", "count()"], dimensions: ["state", "weekday", "category"]),
    Case(
      measures: ["sum(amount)", "growth(sum(amount), 1d)"], dimensions: ["state", "day"],
      filter: "channel != app"),
    Case(
      measures: ["count()", "share(sum(amount))"], dimensions: ["month"],
      filter: "amount > 100 and (quantity in (1, 3) or not shipping < 7.5)"),
    Case(
      measures: ["sum(amount)"], dimensions: ["province", "minute"],
      filter: #"channel is absent or category like "%1""#),
    Case(measures: ["count()"], dimensions: ["quantity"], filter: "placed_at >= 2026-06-20"),
  ]

  @Test("Answers are those of views that read row by row, also after records were amended")
  func sameAnswers() throws {
    var random = SeededGenerator(11)
    let library = Library()
    let views = try ViewTallyTests.cases.map { example in
      // The greatest amount is no sum, so that the other view has to read every row.
      let others = try View(query(example, also: ["max(amount)"]), over: library)
      return (example, try View(query(example), over: library), others)
    }
    for round in 0..<3 {
      for part in 0..<18 {
        let hasGaps = round == 1 || part > 15
        library.append(
          orders(4000, hasGaps: hasGaps, &random), arrived: Timestamp(seconds: 0))
      }
      for (example, view, other) in views {
        view.refresh()
        other.refresh()
        let expected = other.answer.rows.map { $0.dropLast() }
        #expect(view.answer.rows.map { $0[...] } == expected, "\(example), round \(round)")
      }
    }
  }

  private func query(_ example: Case, also measures: [String] = []) throws -> Query {
    try Query(
      .order, measures: example.measures + measures, by: example.dimensions, where: example.filter)
  }

  private func orders(
    _ count: Int, hasGaps: Bool, _ random: inout SeededGenerator
  ) -> RecordBatch {
    let rows = (0..<count).map { _ in
      var row = [
        "order_id": "\(random.next() % 180_000)", "version": "\(random.next() % 3 + 1)",
        "placed_at":
          "2026-06-\(10 + random.next() % 19)T\(10 + random.next() % 14):0\(random.next() % 6):00+08:00",
        "category": "c\(random.next() % 12)", "state": random.next() % 2 == 0 ? "paid" : "signed",
        "channel": ["app", "web", "live"][Int(random.next() % 3)],
        "ship_to": "\(11 + random.next() % 5)0100", "quantity": "\(random.next() % 5 + 1)",
        "shipping": "\(random.next() % 20).5",
        "amount": "\(random.next() % 5000).\(10 + random.next() % 90)",
      ]
      for field in ["placed_at", "category", "channel", "amount"]
      where hasGaps && random.next() % 50 == 0 {
        row[field] = nil
      }
      return row
    }
    return batch(.order, rows)
  }
}
