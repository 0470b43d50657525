import Glibc

/// Writes data to standard output; the one place that does.
enum StandardOutput {
  /// Writes the whole text, or ends the program where nobody can read it any more.
  static func write(_ text: String) {
    var text = text
    let isWritten = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: STDOUT_FILENO) }
    guard isWritten else {
      let reason = String(cString: strerror(errno)).lowercased()
      StandardError.say("tradewatch: standard output: \(reason)")
      exit(1)
    }
  }

  static func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = writeAll($0, to: STDOUT_FILENO) }
  }
}

/// Writes what is not data: notes, progress, mistakes.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func say(_ line: String) { write(line + "\n") }

  static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }
}

/// Whether every byte could be written; interrupted calls are taken up again.
func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
  var start = 0
  while start < bytes.count {
    let written = Glibc.write(file, bytes.baseAddress?.advanced(by: start), bytes.count - start)
    if written < 0 {
      if errno == EINTR { continue }
      return false
    }
    start += written
  }
  return true
}
