import Glibc
import Ingestion

/// What Ctrl-C and its like do to a command without a screen: take the progress bar away and end
/// with 128 + the signal's number.
enum Interruption {
  static func endCleanly() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        if isatty(STDERR_FILENO) == 1 { _ = write(STDERR_FILENO, "\r\u{1B}[K", 4) }
        SocketFiles.removeAll()
        _exit(128 + number)
      }
    }
  }
}
