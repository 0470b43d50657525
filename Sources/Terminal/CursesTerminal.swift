import CNCurses
public import Canvas
import Glibc

/// The terminal while it is ours: taken by `init`, handed back when the value ends.
///
/// Belongs to one thread; one value at a time. Make a `SignalPipe` first: then Ctrl-C, Ctrl-Z and a
/// change of size arrive as signals there.
public struct CursesTerminal: ~Copyable {
  let window: UnsafeMutablePointer<WINDOW>
  private let screen: OpaquePointer
  /// Readable when a key has been pressed.
  public let inputDescriptor: Int32
  var palette: Palette
  let environment: TerminalEnvironment
  /// What may be drawn; falls to ASCII when the terminal is found to draw blocks two cells wide.
  public internal(set) var glyphs: GlyphLevel
  /// As of the last time it was asked for.
  public private(set) var size: Size
  /// `nil` when nothing is known of what the terminal shows.
  var shown: Frame?
  var isCursorVisible = true
  private var usesMouse: Bool
  /// Whether the terminal may still be asked how wide it draws a block.
  var mayProbe: Bool
  var typed = TypedBytes()
  /// Read but not yet given out.
  var unread: [RawKey] = []
  /// What has been pasted so far, while a paste is under way.
  var pasted: String?

  /// Opens the terminal that standard output leads to; keys come from it also when standard input
  /// is a feed.
  public init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    let environment = try TerminalEnvironment()
    guard let input = cncurses_input() else { throw .noKeyboard }
    TerminalRestore.arm(output: STDOUT_FILENO)
    use_env(true)
    use_tioctl(true)
    guard let screen = cncurses_open(input), let window = cncurses_screen() else {
      TerminalRestore.disarm()
      throw .unusableTerminalType(environment.type)
    }
    TerminalRestore.useCapabilities()
    self.screen = screen
    self.window = window
    self.environment = environment
    inputDescriptor = fileno(input)
    glyphs = options.glyphs ?? environment.glyphs
    mayProbe = options.glyphs == nil && environment.glyphs > .ascii
    usesMouse = options.usesMouse
    let isColorful = options.colors == .automatic && !environment.refusesColors
    palette = isColorful ? Palette.defined() : Palette()
    size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    setModes()
  }

  deinit {
    sendModes(on: false, isPlain: environment.isPlain)
    endwin()
    TerminalRestore.restoreModes()
    TerminalRestore.disarm()
    delscreen(screen)
  }

  /// Keys at once and unechoed; signals stay signals.
  private func setModes() {
    cbreak()
    noecho()
    nonl()
    keypad(window, true)
    nodelay(window, true)
    intrflush(window, false)
    meta(window, true)
    set_escdelay(25)
    defineUsualKeys()
    defineReplies()
    cncurses_set_mouse(usesMouse ? 1 : 0)
    sendModes(on: true, isPlain: environment.isPlain)
  }

  /// Turns the mouse on or off.
  public mutating func setMouse(_ isOn: Bool) {
    usesMouse = isOn
    cncurses_set_mouse(isOn ? 1 : 0)
  }

  /// Turns colours on or off, also against NO_COLOR: this was asked for later.
  public mutating func setColors(_ isOn: Bool) {
    palette = isOn ? .defined() : Palette()
    redraw()
  }

  /// Learns the terminal's size after it has changed.
  public mutating func updateSize() -> Size {
    var reported = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &reported) == 0, reported.ws_row > 0,
      reported.ws_col > 0
    {
      resize_term(Int32(reported.ws_row), Int32(reported.ws_col))
    }
    size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    redraw()
    return size
  }

  /// Paints everything anew with the next frame, whatever the terminal shows now.
  public mutating func redraw() {
    shown = nil
    clearok(window, true)
  }

  /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when
  /// it goes on.
  ///
  /// The next frame is painted whole; `size` is asked for anew.
  public mutating func suspend() {
    sendModes(on: false, isPlain: environment.isPlain)
    endwin()
    // Keys that nobody has read would be typed into the shell.
    tcflush(inputDescriptor, TCIFLUSH)
    TerminalRestore.restoreModes()
    stopProcess()
    resume()
  }

  /// Takes the terminal again after the process was stopped in a way that it cannot catch; the next
  /// frame is painted whole.
  public mutating func resume() {
    reset_prog_mode()
    sendModes(on: true, isPlain: environment.isPlain)
    _ = updateSize()
  }

  /// Rings the terminal's bell.
  public func ring() { beep() }

  /// Offers text to the clipboard of the terminal's user; false where it is too long.
  ///
  /// Whether the terminal takes it is not known.
  public func copyToClipboard(_ text: String) -> Bool {
    guard let sequence = clipboardSequence(text) else { return false }
    writeAll(sequence)
    return true
  }
}

/// Marks of where a paste begins and ends, for terminals that can.
private func sendModes(on isOn: Bool, isPlain: Bool) {
  if !isPlain { writeAll(Array((isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l").utf8)) }
}

/// Stops until SIGCONT; the handler of SIGTSTP is put back then.
private func stopProcess() {
  var former = sigaction()
  var standard = sigaction()
  standard.__sigaction_handler.sa_handler = SIG_DFL
  sigaction(SIGTSTP, &standard, &former)
  raise(SIGTSTP)
  sigaction(SIGTSTP, &former, nil)
}

/// Writes past ncurses, whose own output has been flushed.
func writeAll(_ bytes: [UInt8]) {
  var first = 0
  while first < bytes.count {
    let written = bytes[first...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if written > 0 { first += written } else if errno != EINTR { return }
  }
}
