import Glibc
import Synchronization

/// Values from another thread for a thread that waits with `poll`: a file descriptor says that
/// there are some.
final class Postbox<Letter: Sendable>: Sendable {
  private let letters = Mutex<[Letter]>([])
  /// Readable while letters wait.
  let file: Int32
  private let wakeFile: Int32

  init() throws(CommandFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw CommandFailure(reason: "pipe: \(String(cString: strerror(errno)).lowercased())")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    file = ends[0]
    wakeFile = ends[1]
  }

  deinit {
    close(file)
    close(wakeFile)
  }

  /// Puts a letter in and wakes the receiver; waiting letters that the new one makes needless go.
  func send(_ letter: Letter, replacing isOutdated: (Letter) -> Bool = { _ in false }) {
    let wasEmpty = letters.withLock { waiting in
      let wasEmpty = waiting.isEmpty
      waiting.removeAll(where: isOutdated)
      waiting.append(letter)
      return wasEmpty
    }
    guard wasEmpty else { return }
    var byte: UInt8 = 1
    _ = write(wakeFile, &byte, 1)
  }

  /// All letters, oldest first.
  func takeAll() -> [Letter] {
    var bytes: UInt64 = 0
    while read(file, &bytes, 8) > 0 {}
    return letters.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
