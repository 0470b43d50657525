import CNCurses
import Glibc

/// Gives the terminal back when the process dies where no `deinit` runs: in a crash, in `exit`.
///
/// Everything a signal handler needs is laid out before, and the handler only calls `write`,
/// `tcsetattr`, `sigaction` and `raise`. A crash by stack overflow is only caught on the thread that
/// armed it.
public enum TerminalRestore {
  /// Signals by which a program dies of its own fault.
  static let crashSignals = [SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGTRAP]

  /// Keeps the terminal's modes and installs the crash handlers; before ncurses changes anything.
  static func arm(output: Int32) {
    let prepared = preparedRestore
    prepared.pointee.output = output
    prepared.pointee.hasModes = tcgetattr(output, &prepared.pointee.modes) == 0
    setText(
      "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l\u{1B}[0m")
    if !prepared.pointee.isInstalled { install() }
    prepared.pointee.isArmed = true
    prepared.pointee.errors.hold()
  }

  private static func install() {
    preparedRestore.pointee.isInstalled = true
    useAlternateStack()
    for signal in crashSignals { installCrashHandler(signal) }
    atexit { TerminalRestore.restore() }
  }

  /// Takes the terminal's own strings in place of the usual ones, after ncurses knows its type.
  static func useCapabilities() {
    let names = ["rmkx", "cnorm", "sgr0", "rmcup"]
    let strings = names.compactMap { cncurses_capability($0).map { withoutPadding($0) } }
    setText("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l" + strings.joined())
  }

  /// Puts the modes of the keyboard back as they were found.
  static func restoreModes() {
    let prepared = preparedRestore
    if prepared.pointee.hasModes {
      tcsetattr(prepared.pointee.output, TCSADRAIN, &prepared.pointee.modes)
    }
  }

  /// After the terminal has been given back in the usual way.
  static func disarm() {
    preparedRestore.pointee.isArmed = false
    preparedRestore.pointee.errors.release()
  }

  /// Leaves the alternate screen, shows the cursor, and puts the modes back; once, and only while
  /// the terminal is ours.
  ///
  /// May be called in a signal handler.
  public static func restore() {
    let prepared = preparedRestore
    guard prepared.pointee.isArmed else { return }
    prepared.pointee.isArmed = false
    write(prepared.pointee.output, prepared.pointee.text, prepared.pointee.length)
    if prepared.pointee.hasModes {
      tcsetattr(prepared.pointee.output, TCSANOW, &prepared.pointee.modes)
    }
    prepared.pointee.errors.release()
  }

  private static func setText(_ text: String) {
    let prepared = preparedRestore
    let bytes = Array(text.utf8.prefix(textCapacity))
    prepared.pointee.text.update(from: bytes, count: bytes.count)
    prepared.pointee.length = bytes.count
  }
}

/// Where a handler finds what to write; never freed, as a crash may come at any time.
private struct PreparedRestore {
  var output: Int32 = STDOUT_FILENO
  var modes = termios()
  var hasModes = false
  var isArmed = false
  var isInstalled = false
  var errors = HeldErrors()
  var text = UnsafeMutablePointer<UInt8>.allocate(capacity: textCapacity)
  var length = 0
  /// By signal number: what is done on it after the terminal has been restored.
  var nextActions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
}

private let textCapacity = 512

/// Touched only by the thread that owns the terminal, and by a handler when all else has ended.
nonisolated(unsafe) private let preparedRestore: UnsafeMutablePointer<PreparedRestore> = {
  let pointer = UnsafeMutablePointer<PreparedRestore>.allocate(capacity: 1)
  pointer.initialize(to: PreparedRestore())
  return pointer
}()

/// Restores the terminal, then lets the signal end the process.
///
/// Swift's own handler asks on the terminal what to do next and waits; it only has its turn when
/// SWIFT_BACKTRACE is set, by somebody who looks for a fault.
private func installCrashHandler(_ signal: Int32) {
  let next = preparedRestore.pointee.nextActions + Int(signal)
  var action = sigaction()
  action.__sigaction_handler.sa_handler = { signal in
    TerminalRestore.restore()
    sigaction(signal, preparedRestore.pointee.nextActions + Int(signal), nil)
    raise(signal)
  }
  action.sa_flags = SA_ONSTACK
  next.initialize(to: sigaction())
  sigaction(signal, &action, next)
  if getenv("SWIFT_BACKTRACE") == nil { next.pointee.__sigaction_handler.sa_handler = SIG_DFL }
}

/// A stack for handlers of this thread, so that they also run when its own has overflowed.
private func useAlternateStack() {
  let size = 64 * 1024
  var stack = stack_t()
  stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
  stack.ss_size = size
  sigaltstack(&stack, nil)
}

/// A capability without its delays, such as `$<2>`, which only old lines needed.
private func withoutPadding(_ text: UnsafePointer<CChar>) -> String {
  var kept = ""
  var isDelay = false
  for character in String(cString: text) {
    if character == "<", kept.last == "$" {
      kept.removeLast()
      isDelay = true
    } else if isDelay {
      isDelay = character != ">"
    } else {
      kept.append(character)
    }
  }
  return kept
}
