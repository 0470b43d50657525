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
    var monitor = try Monitor()
    monitor.change = { $0.feeds[2].status.read += 1 }
    monitor.refresh(after: 1)

    for _ in 0..<4 { monitor.refresh(after: 40) }
    let silent = monitor.state.raisedAlerts.filter { $0.ruleID == "silence" }.map(\.subject)
    monitor.press(.character("0"))

    #expect(silent == ["orders.csv"])
    #expect(monitor.text.contains(/orders.csv +STALLED/))
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
    monitor.change = { $0.feeds[2].status.read += 1 }
    monitor.refresh(after: 1)

    for minute in 1...3 {
      monitor.send(.tick(Timestamp(seconds: FixedLibrary.now.seconds + Int64(minute) * 60)))
    }

    let silence = monitor.state.raisedAlerts.first { $0.ruleID == "silence" }
    #expect(silence?.since == FixedLibrary.now)
  }

  /// The alerts of feeds, as subject, rule and level, after a feed was like this for some time.
  private func raised(
    by change: @escaping (inout FeedReading) -> Void, for count: Int = 3, then calm: Int = 0
  ) throws -> [String] {
    var monitor = try Monitor()
    let known = Set(monitor.state.raisedAlerts.map(\.id))
    monitor.change = { change(&$0.feeds[4]) }
    for _ in 0..<count { monitor.refresh(after: 1) }
    monitor.change = { _ in }
    for _ in 0..<calm { monitor.refresh(after: 1) }
    return monitor.state.raisedAlerts.filter { !known.contains($0.id) }
      .map { "\($0.subject) \($0.ruleID) \($0.level)" }
  }

  @Test("A rate far below the feed's usual one is told of that feed, and taken back")
  func rateCollapse() throws {
    func fall(_ rate: Double) -> (inout FeedReading) -> Void {
      { ($0.usualRate, $0.recentRate) = (50, rate) }
    }

    #expect(try raised(by: fall(11)) == [])
    #expect(try raised(by: fall(10)) == ["invoices.csv rate-collapse warning"])
    #expect(try raised(by: fall(0)) == ["invoices.csv rate-collapse critical"])
    #expect(try raised(by: fall(0), for: 1) == [])
    #expect(try raised(by: fall(0), then: 2) == ["invoices.csv rate-collapse critical"])
    #expect(try raised(by: fall(0), then: 3) == [])
    #expect(try raised(by: { ($0.usualRate, $0.recentRate) = (0.9, 0) }) == [])
  }

  @Test("A feed that is behind is told in seconds and in bytes, but not while it is loaded")
  func lag() throws {
    #expect(try raised(by: { $0.lagSeconds = 9.9 }) == [])
    #expect(try raised(by: { $0.lagSeconds = 10 }) == ["invoices.csv lag warning"])
    #expect(try raised(by: { $0.lagSeconds = 60 }) == ["invoices.csv lag critical"])
    #expect(
      try raised(by: { $0.status.bytesTotal = $0.status.bytesRead + 64_000_000 })
        == ["invoices.csv lag-bytes warning"])
    #expect(
      try raised(by: {
        $0.status.state = .loading
        $0.lagSeconds = 600
      }) == [])
  }

  @Test("Event times ahead of the clock, unknown columns and rejected rows are told of their feed")
  func skewAndDrift() throws {
    #expect(try raised(by: { $0.secondsAhead = 299 }) == [])
    #expect(try raised(by: { $0.secondsAhead = 300 }) == ["invoices.csv clock-skew warning"])
    #expect(try raised(by: { $0.secondsAhead = 7200 }) == ["invoices.csv clock-skew critical"])
    #expect(try raised(by: { $0.secondsAhead = -86_400 }) == [])
    func drift(_ count: Int) -> (inout FeedReading) -> Void {
      { $0.status.unknownColumns = ["colour": count] }
    }
    #expect(try raised(by: drift(9110)) == [])
    #expect(try raised(by: drift(9111)) == ["invoices.csv schema-drift warning"])
    #expect(
      try raised(by: { $0.status.rejected = 18_221 }) == ["invoices.csv reject-share critical"])
  }

  @Test("A rule that names a feed takes the place of the one for all feeds")
  func namedFeed() throws {
    let standard = AlertRule.standard.filter { $0.condition == .lagSeconds }
    var own = standard[0]
    (own.id, own.feed, own.warning, own.critical) = ("slow", "invoices.csv", 100, 1000)
    var state = MonitorState(
      panels: [], size: Size(columns: 80, rows: 24), alertRules: standard + [own],
      now: FixedLibrary.now)
    let snapshot = fixedSnapshot([]) { snapshot in
      for index in snapshot.feeds.indices { snapshot.feeds[index].lagSeconds = 99 }
    }

    for _ in 0..<2 { _ = update(&state, with: .snapshot(snapshot)) }

    #expect(state.raisedAlerts.count == 5)
    #expect(!state.raisedAlerts.contains { $0.subject == "invoices.csv" })
  }

  @Test("A silence is looked at when it becomes too long, not only each minute")
  func nextEvaluation() throws {
    var monitor = try Monitor()
    #expect(monitor.state.nextEvaluation == nil)
    monitor.change = { $0.feeds[2].status.read += 1 }
    monitor.refresh(after: 1)

    let start = FixedLibrary.now.seconds
    var evaluations: [Int64] = []
    while let next = monitor.state.nextEvaluation {
      evaluations.append(next.seconds - start)
      monitor.send(.tick(next))
    }

    // At 60 s and 300 s, and once more each time, since a level takes two evaluations.
    #expect(evaluations == [60, 61, 300, 301])
    #expect(monitor.state.raisedAlerts.contains { $0.ruleID == "silence" && $0.level == .critical })
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
