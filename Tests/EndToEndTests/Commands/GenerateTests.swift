import Foundation
import Testing

@Suite("generate")
struct GenerateTests {
  static let names = [
    "enterprises.csv", "commodities.csv", "orders.csv", "contracts.csv", "invoices.csv",
    "waybills.csv", "manifest.json",
  ]

  @Test("makes the same bytes for the same seed and others for another")
  func deterministic() throws {
    try withFeeds([:]) { folder in
      for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
        let outcome = try runTradewatch(
          ["generate", "--orders", "400", "--seed", seed, "--output", name], in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
      }
      for name in GenerateTests.names {
        let first = try Data(contentsOf: folder.appending(path: "a/\(name)"))
        #expect(first == (try Data(contentsOf: folder.appending(path: "b/\(name)"))), "\(name)")
      }
      let orders = try Data(contentsOf: folder.appending(path: "a/orders.csv"))
      #expect(orders != (try Data(contentsOf: folder.appending(path: "c/orders.csv"))))
    }
  }

  @Test("streams all lines of JSON at the rate asked for, until nobody reads on")
  func stream() throws {
    try withFeeds([:]) { folder in
      let line = "tradewatch generate --rate 100000 --seed 3 --defects 0 | head -3000"
      let outcome = try runShellLine(line + " | tradewatch check -", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)

      // Orders go with the clock; the enterprises before them are those of the seed.
      let sum = "tradewatch generate --rate 100000 --seed 3 | head -100 | md5sum"
      let again = try runShellLine(sum, in: folder)
      #expect(again.output == (try runShellLine(sum, in: folder)).output)
    }
  }
}
