import Synchronization
import Testing
import Workers

@Suite("A pool of workers")
struct WorkerPoolTests {
  @Test("Every part runs once, whatever the number of threads", arguments: [1, 2, 3, 8])
  func everyPartOnce(width: Int) {
    let pool = WorkerPool(width: width)
    for count in [0, 1, 2, 7, 1000] {
      let runs = (0..<count).map { _ in Counter() }
      pool.forEach(count) { runs[$0].add() }
      #expect(runs.allSatisfy { $0.value == 1 }, "\(count) parts on \(width) threads")
    }
  }

  @Test("A part may share out work of its own, and several threads may ask at once")
  func nestedWork() {
    let pool = WorkerPool(width: 3)
    let total = Counter()
    for _ in 0..<200 {
      pool.forEach(5) { _ in pool.forEach(7) { _ in total.add() } }
    }
    #expect(total.value == 200 * 5 * 7)
  }

  @Test("All parts are done when the work returns")
  func nothingAfterwards() {
    let pool = WorkerPool(width: 4)
    for round in 0..<2000 {
      let sum = Counter()
      pool.forEach(4) { _ in sum.add() }
      #expect(sum.value == 4, "round \(round)")
    }
  }
}

private final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  var value: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
