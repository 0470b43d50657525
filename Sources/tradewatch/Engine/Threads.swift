import Foundation

/// Starts a thread of the operating system's own: feeds and the engine block, which the pool of
/// Swift's concurrency must not.
func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
  let thread = Thread(block: body)
  thread.name = name
  thread.stackSize = 8 << 20
  thread.start()
}
