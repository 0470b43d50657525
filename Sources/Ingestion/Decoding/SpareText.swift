/// Text that stands nowhere in the block as it is meant: cells whose quotes or escapes were resolved,
/// and keys that nested rows take over.
///
/// It is put behind the block's bytes once all rows of the block are decoded; until then text cells
/// count on where it will stand.
///
/// A class, because the builders of all classes write it, one row after the other.
final class SpareText {
  /// The place in the block that the first byte will have.
  private(set) var origin = 0
  private(set) var count = 0
  private var committed = 0
  private let bytes = ByteBuffer(capacity: 1 << 12)

  /// Begins with the rows of a block behind whose first `origin` bytes the text will stand.
  func begin(at origin: Int) {
    self.origin = origin
    (count, committed) = (0, 0)
  }

  /// Adds bytes of the row that is being written; gives the place in the block that they will have.
  func append(_ source: UnsafeRawPointer, count added: Int) -> Int {
    let start = count
    bytes.reserve(start + added, keeping: start)
    bytes.base.advanced(by: start).copyMemory(from: source, byteCount: added)
    count = start + added
    return origin + start
  }

  /// Keeps what was added: a row that counts points into it.
  @inline(__always)
  func commit() { committed = count }

  /// Takes back what was added since the last `commit`.
  func abandon() { count = committed }

  /// Writes all bytes to their place in the block.
  func write(to block: UnsafeMutableRawPointer) {
    block.advanced(by: origin).copyMemory(from: bytes.base, byteCount: count)
  }
}
