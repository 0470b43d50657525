import Glibc

/// Signals as bytes in a pipe, so that a loop that waits with `poll` hears of them in order.
///
/// One at a time: the handlers write to the pipe of the value that was made last. Make it before
/// the terminal is opened; when the value ends the signals do again what they did before.
public struct SignalPipe: ~Copyable {
  /// Readable when a signal has come.
  public let descriptor: Int32
  private let writeEnd: Int32
  private let formerActions: [(signal: Int32, action: sigaction)]

  /// TERM, HUP, INT, QUIT, WINCH, TSTP and CONT.
  public static let signals = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT]

  public init() throws(TerminalError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw .system(call: "pipe", reason: String(cString: strerror(errno)))
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    writeEnd = ends[1]
    signalWriteEnd.pointee = ends[1]
    formerActions = Self.signals.compactMap(install)
    Self.unblock()
  }

  /// Lets the signals through, whatever mask the program was started with: else Ctrl-C, TERM and
  /// resizes would never come.
  private static func unblock() {
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in signals { sigaddset(&mask, signal) }
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }

  /// The oldest signal that has not been asked for; `nil` for none.
  public func next() -> Int32? {
    var number: UInt8 = 0
    return read(descriptor, &number, 1) == 1 ? Int32(number) : nil
  }

  deinit {
    for (signal, action) in formerActions {
      var action = action
      sigaction(signal, &action, nil)
    }
    signalWriteEnd.pointee = -1
    close(descriptor)
    close(writeEnd)
  }
}

/// Where the handler writes; -1 for nowhere.
///
/// Never freed.
nonisolated(unsafe) private let signalWriteEnd: UnsafeMutablePointer<Int32> = {
  let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  pointer.initialize(to: -1)
  return pointer
}()

/// Installs the handler; `nil` where a hang-up is ignored, as under `nohup`, and stays so.
private func install(_ signal: Int32) -> (signal: Int32, action: sigaction)? {
  var former = sigaction()
  sigaction(signal, nil, &former)
  if signal == SIGHUP, isIgnored(former) { return nil }
  var action = sigaction()
  action.__sigaction_handler.sa_handler = { number in
    let kept = errno
    var byte = UInt8(truncatingIfNeeded: number)
    // A full pipe means that the loop will wake anyway.
    write(signalWriteEnd.pointee, &byte, 1)
    errno = kept
  }
  action.sa_flags = SA_RESTART
  sigaction(signal, &action, nil)
  return (signal, former)
}

private func isIgnored(_ action: sigaction) -> Bool {
  // SIG_IGN is the address 1, which Swift cannot compare as a function.
  unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
}
