import Statistics
import Testing

@Suite("One aggregate a group")
struct GroupArrayTests {
  @Test("A long array grows in place and keeps what it holds")
  func growth() {
    let array = GroupArray<Int64>(repeating: -1)
    var count = 0
    var longest: UnsafeMutablePointer<Int64>?
    for size in [1, 17, 5000, 2_100_000, 3_000_000, 9_000_000] {
      array.grow(to: size)
      #expect((count..<size).allSatisfy { array.pointer[$0] == -1 })
      for group in count..<size { array.pointer[group] = Int64(group) * 3 }
      count = size
      if size > 2_100_000 { #expect(array.pointer == longest ?? array.pointer) }
      if size >= 2_100_000 { longest = array.pointer }
    }
    #expect((0..<count).allSatisfy { array.pointer[$0] == Int64($0) * 3 })

    array.removeAll()
    array.grow(to: 300_000)

    #expect((0..<300_000).allSatisfy { array.pointer[$0] == -1 })
  }
}
