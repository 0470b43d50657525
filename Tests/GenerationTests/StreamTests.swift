import Commerce
import Foundation
import Generation
import Testing

@Suite("The stream of JSON Lines")
struct StreamTests {
  private let plan = GenerationPlan(orders: 1_500, seed: 4, defectsPerMillion: 60_000, days: 5)

  @Test("The checks find exactly what was planted in a mixed stream")
  func exactly() {
    var stream = JSONStream(plan)

    let bytes = stream.next(until: Timestamp(CivilDate(year: 2026, month: 6, day: 15)))

    let held = HeldChecks([("-", nil, bytes)])
    #expect(held.read == stream.lines)
    #expect(held.found == HeldChecks.expected(stream.planted))
  }

  @Test("Asking for lines gives as many, whatever the portions", arguments: [1, 7, 1_000])
  func counted(portion: Int) {
    var stream = JSONStream(plan)
    var bytes: [UInt8] = []
    for _ in 0..<3_000 / portion { bytes += stream.next(count: portion) }

    let lines = bytes.count { $0 == 10 }

    // The records beside one defect stay together: at most three lines beyond.
    #expect((0...3).contains(lines - 3_000 / portion * portion))
  }

  @Test("Portions do not change what is told")
  func portions() {
    var whole = JSONStream(plan)
    var parts = JSONStream(plan)
    let end = Timestamp(CivilDate(year: 2026, month: 5, day: 27))

    let expected = whole.next(until: end)
    var told: [UInt8] = []
    for hour in 0...48 {
      told += parts.next(until: Timestamp(seconds: end.seconds - Int64(48 - hour) * 3_600))
    }

    #expect(told == expected)
  }

  @Test("Orders are told as they happen, and the next round brings new ones")
  func rounds() throws {
    var stream = JSONStream(GenerationPlan(orders: 300, seed: 4, days: 2))
    let bytes = stream.next(until: Timestamp(CivilDate(year: 2026, month: 6, day: 3)))

    var versions: [String: Int] = [:]
    for line in bytes.split(separator: 10) {
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      guard record["record_class"] as? String == "order" else { continue }
      let id = try #require(record["order_id"] as? String)
      let version = try #require(record["version"] as? Int)
      #expect(version > versions[id, default: 0])
      versions[id] = version
    }
    // Nine days at 300 orders in two.
    #expect((1_300...1_360).contains(versions.count))
  }

  @Test("A stream that begins in the middle names no order that it did not tell")
  func middle() {
    let start = Timestamp(CivilDate(year: 2026, month: 5, day: 27), secondOfDay: 50_000)
    var stream = JSONStream(GenerationPlan(orders: 1_500, seed: 4, days: 5), from: start)

    let bytes = stream.next(until: Timestamp(seconds: start.seconds + 300_000))

    #expect(HeldChecks([("-", nil, bytes)]).found.isEmpty)
    #expect(stream.nextTime > start)
  }

  @Test("A live stream keeps pace with the clock", arguments: [1, 50, 5_000])
  func live(linesPerSecond: Int) {
    let now = Timestamp(CivilDate(year: 2026, month: 11, day: 24), secondOfDay: 50_123)
    var stream = JSONStream(.live(linesPerSecond: linesPerSecond, at: now), from: now)
    _ = stream.next(until: Timestamp(seconds: now.seconds - 1))
    let masters = stream.lines

    _ = stream.next(until: Timestamp(seconds: now.seconds + 600))

    // Ten minutes: two lines an order, less those not yet paid and those never paid.
    let lines = Double(stream.lines - masters)
    #expect((0.7...1.1).contains(lines / Double(600 * linesPerSecond)))
  }

  @Test("The replay reaches now, and its history has orders in all states and clean links")
  func replay() throws {
    let now = Timestamp(CivilDate(year: 2026, month: 11, day: 24), secondOfDay: 50_000)
    let history = Int64(GenerationPlan.replayHistoryDays) * 86_400
    let start = Timestamp(seconds: now.seconds - history)
    var plan = GenerationPlan.replay(at: now)
    plan.defectsPerMillion = 0
    var stream = JSONStream(plan, from: start)

    let bytes = stream.next(until: now)

    #expect(stream.nextTime > now && stream.nextTime.seconds - now.seconds < 600)
    #expect(HeldChecks([("-", nil, bytes)]).found.isEmpty)
    let text = String(decoding: bytes, as: UTF8.self)
    for word in ["placed", "paid", "shipped", "signed", "completed", "refunded", "cancelled"] {
      #expect(text.contains("\"state\":\"\(word)\""), "\(word)")
    }
    #expect(text.split(separator: "\n").count { $0.contains("\"invoice\"") } > 1_000)
  }
}
