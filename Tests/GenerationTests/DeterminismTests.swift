import Commerce
import Generation
import Testing

@Suite("Generation by seed")
struct DeterminismTests {
  @Test("Equal plans give equal bytes", arguments: [UInt64(0), 1, 2016])
  func equalPlans(seed: UInt64) {
    let plan = GenerationPlan(orders: 3_000, seed: seed, defectsPerMillion: 20_000)

    #expect(GeneratedFiles(plan).bytes == GeneratedFiles(plan).bytes)
  }

  @Test("Another seed gives other orders")
  func otherSeed() {
    let one = GeneratedFiles(GenerationPlan(orders: 200, seed: 1))
    let other = GeneratedFiles(GenerationPlan(orders: 200, seed: 2))

    #expect(one.bytes[.order] != other.bytes[.order])
  }

  @Test("One order, one day and every order defective are plans too")
  func extremes() {
    let one = GeneratedFiles(GenerationPlan(orders: 1, seed: 9, days: 1))
    let spoiled = GeneratedFiles(GenerationPlan(orders: 40, seed: 9, defectsPerMillion: 1_000_000))

    #expect(one.rows(.order).count == 1)
    #expect(spoiled.manifest.keys.values.map(\.count).reduce(0, +) == 40)
  }
}
