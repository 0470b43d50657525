import Glibc

/// What was written to standard error while the screen was ours, held back until it is not.
///
/// A message in the middle of a frame spoils it, and is lost with the alternate screen: the reason
/// of a crash most of all. Only where standard error is the terminal.
struct HeldErrors {
  /// Standard error as it was; -1 while nothing is held.
  private var original: Int32 = -1
  /// An unlinked file; -1 while nothing is held.
  private var file: Int32 = -1

  /// Leads standard error into a file.
  mutating func hold() {
    guard original < 0, isatty(STDERR_FILENO) == 1 else { return }
    var name = Array("/tmp/tradewatch-errors-XXXXXX".utf8CString)
    file = mkstemp(&name)
    guard file >= 0 else { return }
    unlink(name)
    original = dup(STDERR_FILENO)
    _ = fcntl(original, F_SETFD, FD_CLOEXEC)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    dup2(file, STDERR_FILENO)
  }

  /// Leads standard error back and writes what was held; may be called in a signal handler.
  mutating func release() {
    guard original >= 0 else { return }
    dup2(original, STDERR_FILENO)
    lseek(file, 0, SEEK_SET)
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      while true {
        let count = read(file, buffer.baseAddress, buffer.count)
        guard count > 0, write(original, buffer.baseAddress, count) == count else { break }
      }
    }
    close(original)
    close(file)
    original = -1
    file = -1
  }
}
