import Glibc

/// A signal that wakes a waiting thread; it stays once it is given, until it is taken back.
final class WakeSignal: Sendable {
  /// Readable while the signal is given; −1 where the system gave none.
  let descriptor: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, writing) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  func give() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  func takeBack() {
    var bytes: UInt64 = 0
    while read(descriptor, &bytes, 8) > 0 {}
  }

  var isGiven: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }
}
