import Commerce
import Generation
import Testing

@Suite("The shape of generated trade")
struct ShapeTests {
  private static let files = GeneratedFiles(GenerationPlan(orders: 40_000, seed: 3))
  private static let orders = files.rows(.order).filter { $0["version"] == "1" }
  private var orders: [[String: String]] { ShapeTests.orders }

  @Test("Evenings are busy, the hours before dawn are quiet")
  func hours() {
    let counts = counts { $0["placed_at"]?.dropFirst(11).prefix(2) }

    // The weights are 136 at 21 o'clock and 5 at 4: a ratio of 27, with 40,000 orders ±20 %.
    let ratio = Double(counts["21"] ?? 0) / Double(counts["04"] ?? 1)
    #expect((20...36).contains(ratio))
  }

  @Test("18 June has about three times the orders of another Thursday")
  func promotion() {
    let counts = counts { $0["placed_at"]?.prefix(10) }

    // 330 % against 100 % on 28 May; ±15 % for rounding to whole orders an hour.
    let ratio = Double(counts["2026-06-18"] ?? 0) / Double(counts["2026-05-28"] ?? 1)
    #expect((2.8...3.8).contains(ratio))
  }

  @Test("Orders stand in the order of their placing")
  func ascending() {
    let times = orders.compactMap { $0["placed_at"] }

    #expect(times == times.sorted())
  }

  @Test("Few sellers have much of the trade, as by Zipf's law")
  func sellers() {
    let counts = counts { $0["seller"]?[...] }.values.sorted(by: >)
    let total = counts.reduce(0, +)

    // Weights 1 ÷ (rank + 5) over 1,000 sellers: the first has 3.7 %, the first hundred 58 %.
    let first = Double(counts[0]) / Double(total)
    let hundred = Double(counts.prefix(100).reduce(0, +)) / Double(total)
    #expect((0.034...0.042).contains(first))
    #expect((0.54...0.63).contains(hundred))
  }

  @Test("Some buyers come often, none has more than a hundredth of the orders")
  func buyers() {
    let counts = counts { $0["buyer"]?.hasPrefix("b") == true ? $0["buyer"]?[...] : nil }

    #expect((counts.values.max() ?? 0) < 400)
    #expect(counts.values.count { $0 > 1 } > 2_000)
  }

  @Test("Every state, channel and kind of parcel occurs")
  func variety() {
    let states = counts { $0["state"]?[...] }
    let channels = counts { $0["channel"]?[...] }
    let parcels = Set(ShapeTests.files.rows(.waybill).map { $0["state"] ?? "" })

    #expect(states.count == 9)
    #expect(channels.count == 9)
    #expect(parcels.isSuperset(of: ["collected", "in_transit", "delivering", "signed", "lost"]))
  }

  private func counts(_ part: ([String: String]) -> Substring?) -> [Substring: Int] {
    orders.reduce(into: [:]) { counts, order in
      if let key = part(order) { counts[key, default: 0] += 1 }
    }
  }
}
