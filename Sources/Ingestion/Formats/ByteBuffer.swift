/// A growing run of bytes at a fixed address between two growths, with room to load whole words past
/// its end.
///
/// A class, because it owns memory that the hot loops write through a pointer.
package final class ByteBuffer {
  // One decoder owns the buffer, so the run-time check of exclusive access, some 10 ns a read, tells
  // nothing.
  @exclusivity(unchecked) package private(set) var base: UnsafeMutableRawPointer
  private(set) var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = .allocate(byteCount: self.capacity + scanPadding, alignment: 16)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: self.capacity + scanPadding)
  }

  deinit { base.deallocate() }

  /// Makes room for `needed` bytes in all, keeping the first `used`.
  func reserve(_ needed: Int, keeping used: Int) {
    guard needed > capacity else { return }
    let larger = max(needed, capacity * 2)
    let moved = UnsafeMutableRawPointer.allocate(
      byteCount: larger + scanPadding, alignment: 16)
    moved.initializeMemory(as: UInt8.self, repeating: 0, count: larger + scanPadding)
    moved.copyMemory(from: base, byteCount: used)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
