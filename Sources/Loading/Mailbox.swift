import Glibc

/// A queue from some threads to one: bounded for what is ordinary, never full for what is urgent.
///
/// The one place where threads share memory. A full mailbox makes the sender wait, so a fast feed
/// cannot fill the memory while the library is busy. `@unchecked`: every access to the two queues
/// is under `mutex`.
package final class Mailbox<Letter: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let hasLetter: UnsafeMutablePointer<pthread_cond_t>
  private let hasRoom: UnsafeMutablePointer<pthread_cond_t>
  private let capacity: Int
  private var letters = Queue<Letter>()
  private var urgent = Queue<Letter>()
  private var closed = false

  /// `capacity`: ordinary letters that may wait; at least 1.
  package init(capacity: Int) {
    precondition(capacity > 0, "Mailbox: capacity must be positive, is \(capacity)")
    self.capacity = capacity
    mutex = .allocate(capacity: 1)
    hasLetter = .allocate(capacity: 1)
    hasRoom = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(hasLetter, &attributes)
    pthread_cond_init(hasRoom, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(hasRoom)
    pthread_cond_destroy(hasLetter)
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
    hasLetter.deallocate()
    hasRoom.deallocate()
  }

  /// Puts a letter at the end, waiting while the mailbox is full; does nothing once it is closed.
  package func send(_ letter: Letter) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while letters.count >= capacity && !closed { pthread_cond_wait(hasRoom, mutex) }
    guard !closed else { return }
    letters.append(letter)
    pthread_cond_signal(hasLetter)
  }

  /// Puts a letter before all ordinary ones; never waits.
  package func sendUrgent(_ letter: Letter) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !closed else { return }
    urgent.append(letter)
    pthread_cond_signal(hasLetter)
  }

  /// The next letter; `nil` when none came within the time (of which `nil` is endless), or none will
  /// come any more.
  package func receive(milliseconds: Int? = nil) -> Letter? {
    let deadline = milliseconds.map(MonotonicTime.deadline)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let letter = urgent.removeFirst() { return letter }
      if let letter = letters.removeFirst() {
        pthread_cond_signal(hasRoom)
        return letter
      }
      if closed { return nil }
      guard var end = deadline else {
        pthread_cond_wait(hasLetter, mutex)
        continue
      }
      if pthread_cond_timedwait(hasLetter, mutex, &end) == ETIMEDOUT { return nil }
    }
  }

  /// The next urgent letter; `nil` where none waits.
  package func receiveUrgent() -> Letter? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return urgent.removeFirst()
  }

  /// Whether no further letter is taken.
  package var isClosed: Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return closed
  }

  /// Refuses further letters and frees senders that wait; those inside can still be received.
  package func close() {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    closed = true
    pthread_cond_broadcast(hasRoom)
    pthread_cond_broadcast(hasLetter)
  }
}

/// First in, first out, in constant time on average.
private struct Queue<Element> {
  private var elements: [Element] = []
  private var start = 0

  var count: Int { elements.count - start }

  mutating func append(_ element: Element) { elements.append(element) }

  mutating func removeFirst() -> Element? {
    guard start < elements.count else { return nil }
    let first = elements[start]
    start += 1
    if start == elements.count || start >= 64 {
      elements.removeFirst(start)
      start = 0
    }
    return first
  }
}
