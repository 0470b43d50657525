import Statistics
import Testing

@Suite("Concentration")
struct ConcentrationTests {
  // Computed by hand from the formulas: 0.4, 3250 and 70 % belong to 10, 20, 30, 40 and 100.
  @Test("Published values of an uneven total")
  func published() throws {
    let spread = try #require(Concentration([40, 10, 100, 30, 20]))

    #expect(abs(spread.gini - 0.4) < 1e-12)
    #expect(abs(spread.herfindahl - 3250) < 1e-9)
    #expect(abs(spread.share(ofLargest: 2) - 0.7) < 1e-12)
  }

  @Test("Equal members have Gini 0; one member alone has 10,000 points")
  func limits() throws {
    let equal = try #require(Concentration([5, 5, 5, 5]))
    let alone = try #require(Concentration([9]))

    #expect(equal.gini == 0 && equal.herfindahl == 2500)
    #expect(alone.herfindahl == 10_000 && alone.share(ofLargest: 4) == 1)
  }

  @Test("Shares of nothing have no meaning")
  func nothing() {
    #expect(Concentration([]) == nil)
    #expect(Concentration([0, 0]) == nil)
    #expect(Concentration([3, -5]) == nil)
  }
}
