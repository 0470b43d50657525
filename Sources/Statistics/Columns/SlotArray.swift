import Glibc

/// Zeroed words for open addressing, a power of two of them, on huge pages where there are many.
///
/// Probing is random, and with ordinary pages most probes would miss the address translation too.
struct SlotArray: ~Copyable {
  let base: UnsafeMutablePointer<UInt64>
  let count: Int
  /// What the system mapped for it, `nil` where it is ordinary memory.
  private let mapping: UnsafeMutableRawBufferPointer?

  private static let hugePageBytes = 2 << 20

  init(_ count: Int) {
    self.count = count
    let bytes = count * 8
    guard bytes >= SlotArray.hugePageBytes else {
      base = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
      base.initialize(repeating: 0, count: count)
      mapping = nil
      return
    }
    let size = bytes + SlotArray.hugePageBytes
    guard
      let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { preconditionFailure("SlotArray: no memory for \(bytes) bytes") }
    let aligned = start.alignedUp(toMultipleOf: SlotArray.hugePageBytes)
    madvise(aligned, bytes, MADV_HUGEPAGE)
    base = aligned.bindMemory(to: UInt64.self, capacity: count)
    mapping = UnsafeMutableRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let mapping {
      munmap(mapping.baseAddress, mapping.count)
    } else {
      base.deallocate()
    }
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func alignedUp(toMultipleOf alignment: Int) -> UnsafeMutableRawPointer {
    self + (alignment - Int(bitPattern: self) & (alignment - 1)) & (alignment - 1)
  }
}
