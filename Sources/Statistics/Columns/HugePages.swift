import Glibc

/// Zeroed memory on pages of 2 MiB, for what is large and read at random: with ordinary pages most
/// reads would miss the address translation too.
enum HugePages {
  static let pageBytes = 2 << 20

  /// Whole pages at an address that is a multiple of one; to be given back with `free`.
  static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let size = wholePages(bytes)
    let mapped = size + pageBytes
    guard
      let start = mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { preconditionFailure("HugePages: no memory for \(bytes) bytes") }
    let before = (pageBytes - Int(bitPattern: start) & (pageBytes - 1)) & (pageBytes - 1)
    let aligned = start + before
    if before > 0 { munmap(start, before) }
    munmap(aligned + size, mapped - before - size)
    madvise(aligned, size, MADV_HUGEPAGE)
    return aligned
  }

  static func free(_ memory: UnsafeMutableRawPointer, _ bytes: Int) {
    munmap(memory, wholePages(bytes))
  }

  private static func wholePages(_ bytes: Int) -> Int {
    (bytes + pageBytes - 1) & ~(pageBytes - 1)
  }
}
