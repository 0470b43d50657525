import Commerce
import Library
import Testing
import Workers

@Suite("Views whose rows are read side by side")
struct ViewPartsTests {
  @Test("The answers are those of one worker, to the last digit")
  func sameAnswers() throws {
    let one = market(workers: WorkerPool(width: 1))
    for width in [2, 3, 8] {
      let many = market(workers: WorkerPool(width: width))
      for query in try ViewPartsTests.queries() {
        let expected = try View(query, over: one)
        let view = try View(query, over: many)
        expected.refresh()
        view.refresh()
        #expect(view.answer == expected.answer, "\(query.measures.map(\.text)), \(width) workers")
        #expect(view.rowsBehind == 0)
      }
    }
  }

  @Test("Views that are refreshed together answer as they do alone, and follow what comes later")
  func together() throws {
    let library = market(workers: WorkerPool(width: 3))
    let together = try ViewPartsTests.queries().map { try View($0, over: library) }
    View.refresh(together + together)
    for round in 0..<3 {
      var random = SeededGenerator(round)
      library.append(orders(2000, &random), arrived: Timestamp(seconds: 0))
      View.refresh(together + together)
      for view in together {
        let alone = try View(view.query, over: library)
        alone.refresh()
        #expect(view.answer.rows.count == alone.answer.rows.count)
        for (row, expected) in zip(view.answer.rows, alone.answer.rows) {
          for (value, other) in zip(row, expected) { #expect(isSame(value, other), "\(row)") }
        }
      }
    }
  }

  /// Measures of concentration add up binary64 numbers in the order in which members came, which is
  /// another where versions were taken out in between.
  private func isSame(_ left: FieldValue, _ right: FieldValue) -> Bool {
    guard case .number(let left) = left, case .number(let right) = right else {
      return left == right
    }
    return abs(left - right) <= 1e-12 * abs(right)
  }

  private static func queries() throws -> [Query] {
    try [
      Query(.order, measures: ["count()", "sum(amount)"], by: ["state"]),
      Query(
        .order, measures: ["sum(amount)", "mean(amount)", "min(amount)"],
        by: ["category", "hour_of_day"]),
      Query(.order, measures: ["sum(amount)", "count()"], by: ["seller"], top: 20),
      Query(.order, measures: ["distinct(buyer)", "distinct(amount)"], by: ["category"]),
      Query(.order, measures: ["distinct(buyer)"]),
      Query(.order, measures: ["distinct(category)"], by: ["seller"]),
      Query(.order, measures: ["p50(amount)", "p99(amount)"], by: ["category"]),
      Query(
        .order, measures: ["hhi(sum(amount), seller)", "gini(count(), buyer)"], by: ["category"]),
      Query(.order, measures: ["sum(amount)"], by: ["day", "state"], where: "category != \"c3\""),
    ]
  }

  /// As many orders as are read side by side, some of them versions of others.
  private func market(workers: WorkerPool) -> Library {
    let library = Library(workers: workers)
    var random = SeededGenerator(5)
    for _ in 0..<38 {
      library.append(orders(8000, &random), arrived: Timestamp(seconds: 0))
    }
    return library
  }

  private func orders(_ count: Int, _ random: inout SeededGenerator) -> RecordBatch {
    batch(
      .order,
      (0..<count).map { _ in
        [
          "order_id": "\(random.next() % 280_000)", "version": "\(random.next() % 3 + 1)",
          "placed_at": "2026-06-\(10 + random.next() % 19)T\(10 + random.next() % 14):00:00+08:00",
          "seller": "s\(random.next() % 400)", "buyer": "b\(random.next() % 9000)",
          "category": "c\(random.next() % 12)", "state": random.next() % 2 == 0 ? "paid" : "signed",
          "amount": "\(random.next() % 5000).\(10 + random.next() % 90)",
        ]
      })
  }
}
