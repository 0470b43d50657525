import Glibc
import Synchronization

/// Threads that share out the parts of one piece of work; the thread that asks takes parts, too.
///
/// Work with one part, or on a machine with one processor, runs on the asking thread alone, so that
/// a result must never depend on who did which part. `@unchecked`: the list of works is under
/// `mutex`, and each work's parts are taken by an atomic counter.
public final class WorkerPool: @unchecked Sendable {
  /// As many threads as there are processors, the asking one included; as `TRADEWATCH_THREADS` says
  /// where it is given.
  public static let shared = WorkerPool(width: wantedWidth ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  private static var wantedWidth: Int? {
    getenv("TRADEWATCH_THREADS").flatMap { Int(String(cString: $0)) }
  }

  /// Threads that work at the same time at most, the asking one included.
  public let width: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let hasWork: UnsafeMutablePointer<pthread_cond_t>
  private let hasEnded: UnsafeMutablePointer<pthread_cond_t>
  /// Works that may have parts nobody has taken yet.
  private var works: [SharedWork] = []

  /// A pool of `width` threads; at least the asking one.
  public init(width: Int) {
    self.width = max(1, width)
    mutex = .allocate(capacity: 1)
    hasWork = .allocate(capacity: 1)
    hasEnded = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(hasWork, nil)
    pthread_cond_init(hasEnded, nil)
    // Where a thread is not to be had, those that are share the work.
    for _ in 1..<self.width { _ = startThread("worker") { self.work() } }
  }

  /// Calls `body` with each number below `count` once, on several threads; returns when all are done.
  ///
  /// Parts that run at the same time must not write what another reads: the caller answers for it,
  /// the compiler does not check.
  public func forEach(_ count: Int, _ body: (Int) -> Void) {
    guard count > 1, width > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let work = SharedWork(count, body)
      pthread_mutex_lock(mutex)
      works.append(work)
      pthread_cond_broadcast(hasWork)
      pthread_mutex_unlock(mutex)
      work.run()
      pthread_mutex_lock(mutex)
      works.removeAll { $0 === work }
      while !work.isDone { pthread_cond_wait(hasEnded, mutex) }
      work.body = nil
      pthread_mutex_unlock(mutex)
    }
  }

  /// Takes parts of whatever work there is, for as long as the process lives.
  private func work() {
    pthread_mutex_lock(mutex)
    while true {
      guard let work = works.first else {
        pthread_cond_wait(hasWork, mutex)
        continue
      }
      work.helpers += 1
      pthread_mutex_unlock(mutex)
      work.run()
      pthread_mutex_lock(mutex)
      work.helpers -= 1
      works.removeAll { $0 === work }
      if work.isDone { pthread_cond_broadcast(hasEnded) }
    }
  }
}

/// One piece of work and how far its parts are taken.
private final class SharedWork {
  private let count: Int
  private let next = Atomic<Int>(0)
  /// Workers that may be running a part; under the pool's mutex.
  var helpers = 0
  var body: ((Int) -> Void)?

  init(_ count: Int, _ body: @escaping (Int) -> Void) {
    self.count = count
    self.body = body
  }

  /// Whether every part was taken and no worker is busy with one.
  var isDone: Bool { helpers == 0 && next.load(ordering: .relaxed) >= count }

  func run() {
    guard let body else { return }
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }
}
