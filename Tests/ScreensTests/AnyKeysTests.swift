import Canvas
import Commerce
import Screens
import Testing

@Suite("Whatever is pressed, every frame is whole")
struct AnyKeysTests {
  static let keys: [Key] =
    "abcdefghijklmnoprstuvwxyz0123456789/?&:<>[] ACEFGLNTQD%\"商".map { .character($0) }
    + [
      .enter, .enter, .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left,
      .right, .pageUp, .pageDown, .home, .end, .control("f"), .control("b"), .control("d"),
      .control("u"), .control("c"), .control("l"), .function(1), .function(2), .function(9),
      .mouse(Position(column: 5, row: 9), .click), .mouse(Position(column: 70, row: 1), .wheelDown),
      .paste("a\nb"), .resize,
    ]

  @Test("Random keys, sizes and snapshots never trap, and frames have the size", arguments: 0..<24)
  func anything(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var monitor = try Monitor()
    var columns = 80
    var rows = 24

    for _ in 0..<300 {
      switch random.next() % 12 {
      case 0:
        columns = Int(random.next() % 220)
        rows = Int(random.next() % 70)
        monitor.resize(columns, rows)
      case 1:
        monitor.library.rotation = Int(random.next() % 4)
        monitor.library.scale = Double(random.next() % 100)
        monitor.orders = Array(monitor.orders.dropFirst(Int(random.next() % 300)))
        monitor.refresh(after: Int64(random.next() % 3))
      default:
        monitor.press(AnyKeysTests.keys[Int(random.next() % UInt64(AnyKeysTests.keys.count))])
      }
      let frame = monitor.frame
      #expect(frame.size == Size(columns: columns, rows: rows))
      #expect(frame.cells.count == columns * rows)
    }
  }

  @Test("q always leads out, from any depth", arguments: 0..<8)
  func quits(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var monitor = try Monitor()
    for _ in 0..<60 {
      monitor.press(AnyKeysTests.keys[Int(random.next() % UInt64(AnyKeysTests.keys.count))])
    }
    _ = monitor.takeEffects()

    monitor.press(.escape, .escape)
    for _ in 0..<70 { monitor.press(.character("q")) }

    #expect(monitor.takeEffects().contains(.quit(status: 0)))
  }

  @Test("Growing back shows the same frame, at whatever sizes it was in between")
  func growingBack() throws {
    var monitor = try Monitor(columns: 200, rows: 60)
    monitor.press(.tab, .down, .down)
    monitor.refresh()
    let before = monitor.text

    for (columns, rows) in [(80, 24), (40, 10), (10, 4), (1, 1), (0, 0), (200, 60)] {
      monitor.resize(columns, rows)
      monitor.refresh()
    }

    #expect(monitor.text == before)
  }

  @Test("No snapshot yet, no feed, no record: every screen is drawn all the same")
  func empty() throws {
    for digit in "1234567890" {
      var state = MonitorState(
        panels: try builtInPanels(), size: Size(columns: 80, rows: 24), now: FixedLibrary.now)
      _ = update(&state, with: .key(.character(digit)))
      _ = update(&state, with: .key(.enter))
      #expect(!view(state, size: state.size).text.isEmpty)
    }
  }
}

/// A small generator of the same numbers for the same seed.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
