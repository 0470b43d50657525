import Canvas
import Screens
import Testing

@Suite("Keys")
struct KeyMapTests {
  @Test("No key means two things in one place")
  func unambiguous() {
    for context in KeyContext.allCases {
      var seen: [Key: String] = [:]
      for binding in KeyMap.bindings where binding.contexts.contains(context) {
        for key in binding.keys {
          #expect(seen[key] == nil, "\(key.name) in \(context): \(binding.name)")
          seen[key] = binding.name
        }
      }
    }
  }

  @Test("Ctrl-S and Ctrl-Q, which stop terminals, are no keys of ours")
  func flowControl() {
    let keys = Set(KeyMap.bindings.flatMap(\.keys))

    #expect(keys.isDisjoint(with: [.control("s"), .control("q")]))
  }

  @Test("Every place shows at least five hints, with help first", arguments: KeyContext.allCases)
  func hints(context: KeyContext) {
    let hints = KeyMap.hints(in: context)

    #expect(hints.count >= 5)
    #expect(hints.first?.action == .help)
  }

  @Test("A key that does nothing here says where it works")
  func reason() throws {
    var monitor = try Monitor()

    monitor.press(.character("a"))

    #expect(monitor.text.contains("a does nothing here; it works in: Alerts"))
  }

  @Test("Every action has a name that the command line knows")
  func commands() throws {
    for binding in KeyMap.bindings where binding.action != .suspend {
      var monitor = try Monitor()
      monitor.press(.character(":"))
      monitor.type(binding.name)
      monitor.press(.enter)
      #expect(!monitor.text.contains("no such command"), "\(binding.name)")
    }
  }

  @Test("Tab completes a command; a wrong one names the nearest")
  func completion() throws {
    var monitor = try Monitor()

    monitor.press(.character(":"))
    monitor.type("logi")
    monitor.press(.tab)
    #expect(monitor.text.contains(":logistics"))
    monitor.press(.enter)
    #expect(monitor.state.screen == .logistics)
    monitor.press(.character(":"))
    monitor.type("ordrs")
    monitor.press(.enter)

    #expect(monitor.text.contains("no such command: ordrs; the nearest is 'orders'"))
  }

  @Test("The reference has a row for every binding, in both languages")
  func reference() {
    for language in Language.allCases {
      let rows = KeyMap.reference(in: language)
      #expect(rows.count == KeyMap.bindings.count)
      #expect(rows.allSatisfy { !$0.keys.isEmpty && !$0.help.isEmpty })
    }
  }

  @Test("The help begins with the keys of the place, is searched, and closes")
  func help() throws {
    var monitor = try Monitor()
    monitor.press(.character("?"))
    #expect(monitor.text.contains("Keys here: Top list"))

    monitor.press(.character("/"))
    monitor.type("freeze")
    #expect(!monitor.text.contains("acknowledge"))
    monitor.press(.enter, .escape, .escape)

    #expect(!monitor.text.contains("Keys here"))
  }

  @Test("Ctrl-C quits as interrupted, from anywhere; q from the outermost page quits done")
  func quitting() throws {
    var monitor = try Monitor()
    _ = monitor.takeEffects()

    monitor.press(.character("?"), .control("c"))
    #expect(monitor.takeEffects().contains(.quit(status: 130)))
    monitor.press(.escape, .enter, .character("q"))
    #expect(!monitor.takeEffects().contains(.quit(status: 0)))
    monitor.press(.character("q"))

    #expect(monitor.takeEffects().contains(.quit(status: 0)))
  }
}
