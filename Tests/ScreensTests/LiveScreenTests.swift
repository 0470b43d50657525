import Canvas
import Commerce
import Screens
import Testing

@Suite("Screens while data arrives")
struct LiveScreenTests {
  @Test("While feeds are read, each shows how far it is, and panels say that they are partial")
  func loading() throws {
    let monitor = try Monitor(columns: 120, rows: 40) { snapshot in
      snapshot.feeds[2].status.state = .loading
      snapshot.feeds[2].status.bytesRead = 54_000_000
      snapshot.feeds[2].status.bytesTotal = 100_000_000
      snapshot.feeds[2].rowsPerSecond = 1_200_000
      snapshot.feeds[2].secondsLeft = 3
      for index in [0, 1, 3, 4, 5] {
        snapshot.feeds[index].status.bytesRead = 0
        snapshot.feeds[index].status.bytesTotal = 0
      }
    }

    #expect(monitor.text.contains("LOADING 54%"))
    #expect(monitor.text.contains("partial 54%"))
    #expect(monitor.text.contains("54.0 MB/100.0 MB  1.20M/s  left 0:03  102 rejects"))
  }

  @Test("While a feed of unknown size is read, figures are partial all the same")
  func loadingUnknown() throws {
    let monitor = try Monitor(columns: 120, rows: 40) { snapshot in
      for index in snapshot.feeds.indices {
        snapshot.feeds[index].status.state = .loading
        snapshot.feeds[index].status.bytesTotal = nil
      }
    }

    #expect(monitor.text.contains("LOADING "))
    #expect(monitor.text.contains("partial  "))
  }

  @Test("Ages are counted from the instant that the snapshot says, windows from its newest data")
  func ages() throws {
    let monitor = try Monitor(columns: 120, rows: 40) { snapshot in
      snapshot.dataTime = Timestamp(seconds: 1_780_000_000)
      snapshot.ageTime = Timestamp(seconds: 1_770_000_000)
    }

    let scope = monitor.state.scope
    #expect(scope.expanded("{1h}") == "2026-02-02T09:00:00+08:00")
    #expect(scope.bounds(of: .day)?.to == Timestamp(seconds: 1_780_000_020))
  }

  @Test("Under a flood the newest records beside the panels change once a second")
  func floodedTail() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    let former = monitor.state.snapshot.tail
    monitor.change = { $0.tail.removeLast() }

    monitor.refresh()
    #expect(monitor.state.snapshot.tail == former)
    monitor.refresh(after: 1)
    #expect(monitor.state.snapshot.tail == former.dropLast())

    monitor.press(.character("8"))
    monitor.change = { _ in }
    monitor.refresh()
    #expect(monitor.state.snapshot.tail == former)
  }

  @Test(
    "In the smallest size the screens of alerts, feeds and the tail show these first",
    arguments: [("9", "CRIT! "), ("0", "orders.csv"), ("8", "ORD PO")])
  func smallest(digit: Character, text: String) throws {
    var monitor = try Monitor(columns: 40, rows: 10)

    monitor.press(.character(digit))

    #expect(monitor.text.split(separator: "\n")[1].contains(">"))
    #expect(monitor.text.contains(text))
  }

  @Test("A frozen list is in its order, although the order was held until then")
  func freezing() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    monitor.refresh(after: 2)
    monitor.press(.down)
    monitor.library.rotation = 2
    monitor.refresh()

    monitor.press(.character(" "))

    let lines = monitor.text.split(separator: "\n").map(String.init)
    let former = try #require(lines.firstIndex { $0.contains("深圳市华强") })
    let first = try #require(lines.firstIndex { $0.contains("東京商事") })
    #expect(first < former)
  }

  @Test("Lists are not sorted again within a second, nor while the user moves")
  func sorting() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    monitor.refresh(after: 2)
    let first = { (text: String) in
      text.split(separator: "\n").firstIndex { $0.contains("深圳市华强") }
    }
    let before = first(monitor.text)

    monitor.press(.down)
    monitor.library.rotation = 2
    monitor.refresh()
    #expect(first(monitor.text) == before)
    monitor.refresh(after: 3)

    #expect(first(monitor.text) != before)
    #expect(monitor.text.contains(">上海宝山钢铁"))
  }

  @Test("Records behind are shown as lag")
  func lag() throws {
    let monitor = try Monitor { snapshot in
      snapshot.flow.lagRecords = 12_311
      snapshot.flow.lagSeconds = 4
    }

    #expect(monitor.text.contains("lag 12,311 <10s"))
  }

  @Test("Going up in the tail stops it; new lines are counted, f follows again")
  func tail() throws {
    var monitor = try Monitor { $0.flow.recordsPerSecond = 5 }
    monitor.press(.character("8"), .up, .up)
    let lines = monitor.state.snapshot.tail.count

    monitor.change = { snapshot in
      snapshot.flow.recordsPerSecond = 5
      for index in 0..<40 {
        var line = snapshot.tail[0]
        line.sequence = 5000 + index
        snapshot.tail.append(line)
      }
    }
    monitor.refresh(after: 1)
    #expect(lines == 22)
    #expect(monitor.text.contains("new below, f to follow"))
    monitor.press(.character("f"))

    #expect(!monitor.text.contains("new below"))
  }

  @Test("Under flood the tail shows one of many, says so, and shows rejects")
  func flood() throws {
    var monitor = try Monitor { $0.flow.recordsPerSecond = 9812 }

    monitor.press(.character("8"))

    #expect(monitor.text.contains("1 in 2 shown, counts are exact"))
    #expect(monitor.text.contains("REJ orders.csv line 88,412"))
  }

  @Test("Unknown columns and notices of the selected feed are told whole")
  func notices() throws {
    var monitor = try Monitor { $0.feeds[2].status.notice = "truncated: read again from the start" }

    monitor.press(.character("0"), .down, .down)

    #expect(
      monitor.text.contains(
        "orders.csv: truncated: read again from the start; unknown columns: gift_note"))
  }

  @Test("The border between two panels stands in one column on every row, whatever the script")
  func aligned() throws {
    for language in Language.allCases {
      let frame = try Monitor(columns: 120, rows: 40, language: language).frame
      for row in 15...23 {
        #expect(frame[row: row, column: 59].character == "|", "row \(row)")
      }
    }
  }

  @Test("Equal states give equal frames, and an idle tick within a minute changes nothing")
  func idle() throws {
    var monitor = try Monitor { snapshot in
      snapshot.flow.recordsPerSecond = 0
      snapshot.flow.lastArrival = FixedLibrary.now
    }
    monitor.refresh(after: 20)
    let before = monitor.frame

    monitor.send(.tick(Timestamp(seconds: FixedLibrary.now.seconds + 30)))

    #expect(monitor.frame == before)
  }

  @Test("Marked rows are copied together")
  func marks() throws {
    var monitor = try Monitor()
    _ = monitor.takeEffects()

    monitor.press(.character("m"), .character("m"), .character("y"))

    let copies = monitor.takeEffects().compactMap { effect in
      if case .copy(let text) = effect { text } else { nil }
    }
    #expect(copies.first?.split(separator: "\n").count == 2)
    #expect(copies.first?.hasPrefix("深圳市华强电子有限公司\t") == true)
  }
}
