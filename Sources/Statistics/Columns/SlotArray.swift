/// Zeroed words for open addressing, a power of two of them.
struct SlotArray: ~Copyable {
  let base: UnsafeMutablePointer<UInt64>
  let count: Int

  private var isHuge: Bool { count * 8 >= HugePages.pageBytes }

  init(_ count: Int) {
    self.count = count
    if count * 8 >= HugePages.pageBytes {
      base = HugePages.allocate(count * 8).bindMemory(to: UInt64.self, capacity: count)
    } else {
      base = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
      base.initialize(repeating: 0, count: count)
    }
  }

  deinit {
    if isHuge {
      HugePages.free(base, count * 8)
    } else {
      base.deallocate()
    }
  }
}
