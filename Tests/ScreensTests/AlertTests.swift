import Canvas
import Commerce
import Screens
import Testing

@Suite("Alerts")
struct AlertTests {
  @Test("A level rises at the second evaluation in a row, and falls at the third")
  func hysteresis() {
    let now = FixedLibrary.now
    var alert = Alert(ruleID: "r", subject: "", since: now)

    alert.evaluate(9, level: .critical, at: now)
    #expect(alert.level == .ok)
    alert.evaluate(1, level: .ok, at: now)
    alert.evaluate(9, level: .critical, at: now)
    #expect(alert.level == .ok)
    alert.evaluate(9, level: .critical, at: now)
    #expect(alert.level == .critical)
    alert.evaluate(1, level: .ok, at: now)
    alert.evaluate(1, level: .ok, at: now)
    #expect(alert.level == .critical)
    alert.evaluate(1, level: .ok, at: now)

    #expect(alert.level == .ok)
  }

  @Test("A feed that fails is a critical alert with its reason, and rings once")
  func failure() throws {
    var monitor = try Monitor()
    _ = monitor.takeEffects()

    monitor.change = { $0.feeds[2].status.state = .failed(reason: "no such file") }
    for _ in 0..<5 { monitor.refresh(after: 1) }
    monitor.press(.character("9"))

    #expect(monitor.text.contains("orders.csv: feed not readable no such file"))
    #expect(monitor.takeEffects().filter { $0 == .bell }.count == 1)
    #expect(monitor.text.contains("feeds 5/6") || monitor.text.contains("CRIT!"))
  }

  @Test("Silence of feeds that are followed is told")
  func silence() throws {
    var monitor = try Monitor { $0.flow.lastArrival = FixedLibrary.now }

    for _ in 0..<4 { monitor.refresh(after: 40) }

    #expect(monitor.state.raisedAlerts.contains { $0.ruleID == "silence" })
  }

  @Test("An acknowledged alert says so and no longer colours the header")
  func acknowledge() throws {
    var monitor = try Monitor()
    monitor.press(.character("9"))
    let count = monitor.state.raisedAlerts.count

    for _ in 0..<count { monitor.press(.character("g"), .character("a")) }

    #expect(monitor.text.contains("seen"))
    #expect(monitor.text.contains("\(count) ok"))
  }

  @Test("Enter on an alert opens the records that it counts")
  func open() throws {
    var monitor = try Monitor()
    monitor.press(.character("9"))
    _ = monitor.takeEffects()

    monitor.press(.enter)

    let classes = monitor.takeEffects().compactMap { effect in
      if case .records(let request) = effect { request.recordClass } else { nil }
    }
    #expect(classes.count == 1)
  }
}
