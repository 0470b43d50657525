import Glibc

/// Starts a thread of the operating system's own.
///
/// Feeds and the engine block, which the pool of Swift's concurrency must not. `name`: up to 15 bytes,
/// as the system's tools show it.
///
/// - Returns: 0, or the system's error number where there is none to be had.
public func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) -> Int32 {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  pthread_attr_setstacksize(&attributes, 8 << 20)
  defer { pthread_attr_destroy(&attributes) }
  let box = Unmanaged.passRetained(ThreadBody(name: name, body))
  var thread = pthread_t()
  let failure = pthread_create(
    &thread, &attributes,
    { context in
      guard let context else { return nil }
      Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }, box.toOpaque())
  if failure != 0 { box.release() }
  return failure
}

private final class ThreadBody: Sendable {
  private let name: String
  private let body: @Sendable () -> Void

  init(name: String, _ body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }

  func run() {
    if let file = fopen("/proc/thread-self/comm", "w") {
      fputs(name, file)
      fclose(file)
    }
    body()
  }
}
