import Canvas
import Commerce
import Glibc
import Loading
import Screens
import Terminal

/// The effect loop of the monitor: waits, takes messages into the state, has effects done, paints.
///
/// Keys are painted at once. Figures come as snapshots, at most two a second, so they are painted
/// as they come; a frame that equals the last one sends nothing to the terminal.
struct MonitorLoop: ~Copyable {
  private var state: MonitorState
  private var terminal: CursesTerminal
  private let signals: SignalPipe
  private let engine: EngineHandle
  /// Set once the loop is to end.
  private var status: Int32?
  private var nextMinute: Timestamp
  private let leavesAtEnd: Bool
  /// Whether an alert that becomes critical is heard.
  private let ringsBell: Bool

  init(
    state: MonitorState, terminal: consuming CursesTerminal, signals: consuming SignalPipe,
    engine: EngineHandle, leavesAtEnd: Bool, ringsBell: Bool
  ) {
    self.state = state
    self.terminal = terminal
    self.signals = signals
    self.engine = engine
    self.leavesAtEnd = leavesAtEnd
    self.ringsBell = ringsBell
    nextMinute = WallClock.now.nextMinute
  }

  /// Where rejected rows are, as far as was told.
  var quarantine: QuarantineReading? { state.newestQuarantine }

  /// When time alone changes what is shown: the next minute, or a silence that becomes too long.
  private var nextTick: Timestamp {
    state.nextEvaluation.map { min($0, nextMinute) } ?? nextMinute
  }

  /// Runs until the user leaves or a signal says so; gives the exit code.
  mutating func run() -> Int32 {
    resize()
    take(.tick(WallClock.now))
    paint()
    while status == nil {
      wait()
      takeSignals()
      takeKeys()
      takeMail()
      let now = WallClock.now
      if now >= nextTick {
        nextMinute = now.nextMinute
        take(.tick(now))
      }
      if status == nil { paint() }
    }
    engine.stop()
    return status ?? 0
  }

  /// Waits for a key, a signal, mail from the engine, or the next minute.
  private mutating func wait() {
    var files = [terminal.inputDescriptor, signals.descriptor, engine.mail.file].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let left = (nextTick.microseconds - WallClock.now.microseconds) / 1000 + 1
    poll(&files, nfds_t(files.count), Int32(max(0, min(left, 60_000))))
    // A terminal that is gone gives no key and no further signal: nobody is left to quit.
    if files[0].revents & Int16(POLLHUP | POLLERR) != 0 { status = 128 + SIGHUP }
  }

  private mutating func takeSignals() {
    while let signal = signals.next() {
      switch signal {
      case SIGWINCH: resize()
      case SIGTSTP: take(.key(.control("z")))
      case SIGINT: take(.key(.control("c")))
      case SIGCONT: redraw()
      default: status = 128 + signal
      }
    }
  }

  private mutating func takeKeys() {
    while status == nil, let key = terminal.nextKey() {
      if key == .resize {
        state.glyphs = terminal.glyphs
        resize()
      } else {
        take(.key(key))
      }
    }
  }

  private mutating func takeMail() {
    for letter in engine.mail.takeAll() where status == nil {
      switch letter {
      case .message(let message): take(message)
      case .ended:
        if leavesAtEnd { status = 0 }
      case .failed(let failure):
        take(.notice(failure))
      }
    }
  }

  private mutating func take(_ message: Message) {
    for effect in update(&state, with: message) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .show, .records, .record, .raw, .search, .filterTail, .export, .cancel:
      engine.ask(effect)
    case .copy(let text): copy(text)
    case .setColour(let isOn):
      terminal.setColors(isOn)
      redraw()
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .bell: if ringsBell { terminal.ring() }
    case .suspend:
      terminal.suspend()
      resize()
    case .redraw: redraw()
    case .quit(let code): status = code
    }
  }

  private mutating func copy(_ text: String) {
    if !terminal.copyToClipboard(text) { take(.notice("too long for the clipboard")) }
  }

  private mutating func redraw() {
    terminal.redraw()
    resize()
  }

  private mutating func resize() { take(.resized(terminal.updateSize())) }

  private mutating func paint() { terminal.show(view(state, size: state.size)) }
}

extension Timestamp {
  /// The next full minute.
  fileprivate var nextMinute: Timestamp {
    Timestamp(seconds: (floorDivide(seconds, 60) + 1) * 60)
  }
}
