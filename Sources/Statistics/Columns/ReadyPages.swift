import Glibc
import Workers

/// A few huge pages that have memory already, made ready by a thread that runs only when no other
/// would: to clear a page takes the system as long as it takes a load to fill it.
///
/// `@unchecked`: everything is under `mutex`.
final class ReadyPages: @unchecked Sendable {
  static let shared = ReadyPages()

  /// 16 MiB.
  private static let wanted = 8

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let isWanted: UnsafeMutablePointer<pthread_cond_t>
  private var pages: [UnsafeMutableRawPointer] = []
  private var hasStarted = false

  private init() {
    mutex = .allocate(capacity: 1)
    isWanted = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(isWanted, nil)
  }

  /// A page of zeros; `nil` where none is ready.
  func take() -> UnsafeMutableRawPointer? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if !hasStarted {
      hasStarted = true
      _ = startThread("pages") { self.work() }
    }
    pthread_cond_signal(isWanted)
    return pages.popLast()
  }

  private func work() -> Never {
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    pthread_mutex_lock(mutex)
    while true {
      while pages.count >= ReadyPages.wanted { pthread_cond_wait(isWanted, mutex) }
      pthread_mutex_unlock(mutex)
      let page = HugePages.map(HugePages.pageBytes)
      // Written to by the system, all at once where it has a huge page, else bit by bit.
      for place in stride(from: 0, to: HugePages.pageBytes, by: 4096) {
        page.storeBytes(of: 0, toByteOffset: place, as: UInt8.self)
      }
      pthread_mutex_lock(mutex)
      pages.append(page)
    }
  }
}
