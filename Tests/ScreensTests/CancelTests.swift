import Canvas
import Screens
import Testing

@Suite("What runs can be stopped")
struct CancelTests {
  @Test(
    "Ctrl-C and Esc stop an export that runs; the next Ctrl-C quits",
    arguments: [
      Key.control("c"), .escape,
    ])
  func export(key: Key) throws {
    var monitor = try Monitor()
    monitor.press(.character("x"), .enter)
    _ = monitor.takeEffects()
    monitor.press(.down)
    #expect(monitor.text.contains("writing, Esc stops"))

    monitor.press(key)
    #expect(monitor.takeEffects() == [.cancel])
    #expect(monitor.text.contains("stopped"))
    monitor.press(.control("c"))

    #expect(monitor.takeEffects() == [.quit(status: 130)])
  }

  @Test("An export that failed is no longer stopped")
  func failedExport() throws {
    var monitor = try Monitor()
    monitor.press(.character("x"), .enter)
    monitor.send(.reply(.failed(id: 0, reason: "a.csv: permission denied")))
    _ = monitor.takeEffects()

    monitor.press(.control("c"))

    #expect(monitor.takeEffects() == [.quit(status: 130)])
  }
}
