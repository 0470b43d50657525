import Statistics
import Testing

@Suite("Concentration")
struct ConcentrationTests {
  private func spread(_ holdings: [Double]) -> Concentration {
    var spread = Concentration(largestCount: 4, keepsAll: true)
    for holding in holdings { spread.add(holding) }
    return spread
  }

  // 10, 20, 30, 40, 100: Gini 0.4, HHI 3250, CR2 70 % (computed by hand from the formulas).
  @Test("Values of an uneven total that were computed by hand")
  func published() throws {
    let uneven = spread([40, 10, 100, 30, 20])

    #expect(abs(try #require(uneven.gini) - 0.4) < 1e-12)
    #expect(abs(try #require(uneven.herfindahl) - 3250) < 1e-9)
    #expect(abs(try #require(uneven.share(ofLargest: 2)) - 0.7) < 1e-12)
  }

  @Test("Equal members have Gini 0; one member alone has 10,000 points")
  func limits() {
    let equal = spread([5, 5, 5, 5])
    let alone = spread([9])

    #expect(equal.gini == 0 && equal.herfindahl == 2500)
    #expect(alone.herfindahl == 10_000 && alone.share(ofLargest: 4) == 1)
  }

  @Test("Shares of nothing have no meaning", arguments: [[], [0, 0], [3, -5]])
  func nothing(holdings: [Double]) {
    #expect(spread(holdings).gini == nil)
    #expect(spread(holdings).herfindahl == nil)
    #expect(spread(holdings).share(ofLargest: 1) == nil)
  }
}
