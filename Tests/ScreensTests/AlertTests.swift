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

    #expect(monitor.text.contains("orders.csv: feed not readable: no such file"))
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

  @Test("What was wrong when the feeds were first read does not claim a time")
  func fromStart() throws {
    var monitor = try Monitor(columns: 120, rows: 40)

    #expect(monitor.text.contains("from start"))
    for _ in 0..<3 { monitor.refresh(after: 30) }
    monitor.change = { $0.feeds[2].status.state = .failed(reason: "no such file") }
    monitor.refresh(after: 30)

    // 13:57:02 and two minutes.
    let line = monitor.text.split(separator: "\n").first { $0.contains("feed not readable") }
    #expect(line?.hasSuffix("since 13:59") == true)
  }

  @Test("Silence begins with the last record, and is told although no snapshot comes")
  func silenceBegins() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    monitor.change = {
      $0.flow.lastArrival = FixedLibrary.now
      $0.flow.read += 1
    }
    monitor.refresh(after: 1)

    for minute in 1...3 {
      monitor.send(.tick(Timestamp(seconds: FixedLibrary.now.seconds + Int64(minute) * 60)))
    }

    let silence = monitor.state.raisedAlerts.first { $0.ruleID == "silence" }
    #expect(silence?.since == FixedLibrary.now)
  }

  @Test("The only feed is missing: the overview says which and why, at the first snapshot")
  func missingFeed() throws {
    var state = try Monitor(columns: 120, rows: 40).state
    state = MonitorState(panels: state.panels, size: state.size, now: FixedLibrary.now)
    var snapshot = Snapshot(now: FixedLibrary.now)
    var status = FeedStatus(name: "data/orders.csv", classes: [])
    status.state = .waiting(reason: "no such file")
    snapshot.feeds = [FeedReading(status: status)]

    _ = update(&state, with: .snapshot(snapshot))

    let text = view(state, size: state.size).text
    #expect(text.contains("feeds 0/1 orders.csv waiting: no such file"))
    #expect(text.contains("WARN  orders.csv: feed not readable: no such file"))
  }
}
