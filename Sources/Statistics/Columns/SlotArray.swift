import Glibc

/// Zeroed words for open addressing, a power of two of them, on huge pages where there are many.
///
/// Probing is random, and with ordinary pages most probes would miss the address translation too.
struct SlotArray: ~Copyable {
  let base: UnsafeMutablePointer<UInt64>
  let count: Int

  private static let hugePageBytes = 2 << 20

  init(_ count: Int) {
    self.count = count
    let bytes = count * 8
    var memory: UnsafeMutableRawPointer?
    if bytes < SlotArray.hugePageBytes {
      memory = calloc(count, 8)
    } else if posix_memalign(&memory, SlotArray.hugePageBytes, bytes) == 0, let memory {
      madvise(memory, bytes, MADV_HUGEPAGE)
      memset(memory, 0, bytes)
    }
    guard let memory else { preconditionFailure("SlotArray: no memory for \(bytes) bytes") }
    base = memory.bindMemory(to: UInt64.self, capacity: count)
  }

  deinit { free(base) }
}
