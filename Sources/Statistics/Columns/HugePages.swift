import Glibc

/// Zeroed memory on pages of 2 MiB, for what is large and read at random: with ordinary pages most
/// reads would miss the address translation too.
package enum HugePages {
  package static let pageBytes = 2 << 20

  /// Whole pages at an address that is a multiple of one; to be given back with `free`.
  package static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let size = wholePages(bytes)
    return size == pageBytes ? ReadyPages.shared.take() ?? map(size) : map(size)
  }

  /// Pages that have no memory until they are touched.
  static func map(_ size: Int) -> UnsafeMutableRawPointer {
    let mapped = size + pageBytes
    guard
      let start = mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { preconditionFailure("HugePages: no memory for \(size) bytes") }
    let before = (pageBytes - Int(bitPattern: start) & (pageBytes - 1)) & (pageBytes - 1)
    let aligned = start + before
    if before > 0 { munmap(start, before) }
    munmap(aligned + size, mapped - before - size)
    madvise(aligned, size, MADV_HUGEPAGE)
    return aligned
  }

  package static func free(_ memory: UnsafeMutableRawPointer, _ bytes: Int) {
    munmap(memory, wholePages(bytes))
  }

  fileprivate static func wholePages(_ bytes: Int) -> Int {
    (bytes + pageBytes - 1) & ~(pageBytes - 1)
  }
}

/// Addresses set aside for what grows in place; only what is committed has memory.
struct HugeReservation {
  let base: UnsafeMutableRawPointer
  private let bytes: Int

  /// Sets aside `bytes` addresses, or half as many again and again where the system refuses.
  init(_ bytes: Int) {
    var size = HugePages.wholePages(bytes)
    var start = HugeReservation.map(size)
    while start == MAP_FAILED, size > 2 * HugePages.pageBytes {
      size = HugePages.wholePages(size / 2)
      start = HugeReservation.map(size)
    }
    guard let start, start != MAP_FAILED else {
      preconditionFailure("HugeReservation: no room for \(bytes) bytes")
    }
    base = start
    self.bytes = size
    madvise(start, size, MADV_HUGEPAGE)
  }

  /// Gives memory, zeroed, to at least the first `wanted` bytes, and tells to how many.
  func commit(_ wanted: Int) -> Int {
    let size = HugePages.wholePages(wanted)
    guard size <= bytes, mprotect(base, size, PROT_READ | PROT_WRITE) == 0 else {
      preconditionFailure("HugeReservation: no memory for \(wanted) bytes")
    }
    return size
  }

  func free() { munmap(base, bytes) }

  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
  }
}
