import Statistics
import Testing

@Suite("A queue of events")
struct EventQueueTests {
  @Test(
    "Gives every row between two instants once, and none that is more than a bucket outside",
    arguments: 0..<32)
  func anyOrder(seed: Int) {
    var random = SeededNumbers(seed)
    let width = Int64.random(in: 1...50, using: &random)
    var queue = EventQueue(width: width)
    // In order for a while, then anywhere: both kinds of feeds.
    let times = (0..<400).map { row in
      row % 100 < 60 ? Int64(row) : Int64.random(in: -200...600, using: &random)
    }
    var forgotten = Int64.min
    for (row, time) in times.enumerated() {
      queue.add(UInt32(row), at: time)
      guard row % 90 == 89 else { continue }
      let start = Int64.random(in: -300...700, using: &random)
      let end = start + Int64.random(in: 0...400, using: &random)
      let found = queue.rows(after: start, upTo: end)

      let wanted = times[...row].indices.filter {
        start < times[$0] && times[$0] <= end && times[$0] > forgotten
      }
      #expect(Set(found).count == found.count)
      #expect(Set(wanted).isSubset(of: Set(found.map(Int.init))))
      #expect(found.allSatisfy { times[Int($0)] > start - width && times[Int($0)] < end + width })
      forgotten = max(forgotten, Int64.random(in: -300...100, using: &random))
      queue.removeAll(upTo: forgotten)
    }
  }
}
