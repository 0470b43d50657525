import Statistics
import Testing

@Suite("Sums of members")
struct MemberSumsTests {
  private struct Row {
    var group: UInt32
    var member: Int64
    var cell: Int64
  }

  @Test("How totals are spread stays right while rows come and go", arguments: 0..<24)
  func following(seed: Int) {
    var random = SeededNumbers(seed)
    // Few members make leaders fall; large holdings leave no room for their squares.
    let memberCount = [30, 2000][seed % 2]
    let most: Int64 = [900, 1 << 40, 1 << 58][seed % 3]
    let sums = MemberSums(areCodes: seed % 4 < 2)
    var plain: [Row] = []

    for round in 0..<30 {
      let added = (0..<(round == 0 ? 12_000 : Int.random(in: 0..<90, using: &random))).map { _ in
        let member = Int64.random(in: 1...Int64(memberCount), using: &random)
        return Row(
          group: UInt32.random(in: 0..<3, using: &random), member: member,
          cell: Int64.random(in: -most / 8...most / member, using: &random))
      }
      plain += added
      change(added) { sums.add($0, members: $1, byGroup: $2) }
      plain.shuffle(using: &random)
      let removed = Array(plain.prefix(round == 0 ? 0 : Int.random(in: 0..<90, using: &random)))
      plain.removeFirst(removed.count)
      change(removed) { sums.subtract($0, members: $1, byGroup: $2) }

      let spreads = sums.concentrations(3, largestCount: 4, keepsAll: false)
      for group in 0..<3 { expectEqual(spreads[group], plain.filter { $0.group == group }) }
    }
  }

  private func change(
    _ rows: [Row],
    _ body: (UnsafeBufferPointer<Int64>, UnsafeBufferPointer<Int64>, UnsafeBufferPointer<UInt32>)
      -> Bool
  ) {
    rows.map(\.cell).withUnsafeBufferPointer { cells in
      rows.map(\.member).withUnsafeBufferPointer { members in
        rows.map(\.group).withUnsafeBufferPointer { groups in
          let isIncomplete = body(cells, members, groups)
          #expect(!isIncomplete)
        }
      }
    }
  }

  private func expectEqual(_ spread: Concentration, _ rows: [Row]) {
    let holdings = Dictionary(grouping: rows, by: \.member).values
      .map { Double($0.reduce(Int128(0)) { $0 + Int128($1.cell) }) }
    var plain = Concentration(largestCount: 4)
    for holding in holdings { plain.add(holding) }
    for (value, expected) in [
      (spread.herfindahl, plain.herfindahl),
      (spread.share(ofLargest: 4), plain.share(ofLargest: 4)),
    ] {
      // Sums of doubles in any order are off by a rounding for each member.
      let bound = Double(holdings.count) * 1e-14 * (abs(expected ?? 0) + 1)
      #expect(value == expected || abs((value ?? 0) - (expected ?? 0)) < bound)
    }
  }
}
