import Synchronization

/// Memory that batches stand in, used again by later batches once the last user has let go.
///
/// Fresh memory costs the system a page fault for every 4 KiB, as much time as decoding the rows in
/// it; so some of it is kept.
///
/// `@unchecked`: it is written by the one that took it, before others are given a view of it.
public final class BatchMemory: @unchecked Sendable {
  /// Bytes past `capacity` that may be read, so that a scan may load whole words.
  package static let padding = 128
  /// The most bytes that are kept for later batches.
  private static let mostKept = 128 << 20
  /// Memory comes in multiples of this, so that one piece serves batches of nearly the same size.
  private static let step = 1 << 16

  package let base: UnsafeMutableRawPointer
  /// In bytes.
  package let capacity: Int

  /// Takes memory for at least `count` bytes; what is in it is not known.
  package init(atLeast count: Int) {
    let wanted = (max(count, 1) + BatchMemory.step - 1) & ~(BatchMemory.step - 1)
    if let piece = BatchMemory.kept.withLock({ $0.take(wanted) }) {
      (base, capacity) = (piece.base, piece.capacity)
      return
    }
    base = .allocate(byteCount: wanted + BatchMemory.padding, alignment: 64)
    capacity = wanted
  }

  deinit {
    let piece = Piece(base: base, capacity: capacity)
    if !BatchMemory.kept.withLock({ $0.keep(piece, atMost: BatchMemory.mostKept) }) {
      base.deallocate()
    }
  }

  private static let kept = Mutex(Kept())

  /// A piece of memory that nobody uses.
  private struct Piece: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
    let capacity: Int
  }

  /// The pieces that are kept, those given back last at the end: they are most likely in the cache.
  private struct Kept {
    var pieces: [Piece] = []
    var byteCount = 0

    /// A piece of at least `count` bytes that is not much larger.
    mutating func take(_ count: Int) -> Piece? {
      let fits = pieces.lastIndex { $0.capacity >= count && $0.capacity / 2 <= count }
      guard let fits else { return nil }
      byteCount -= pieces[fits].capacity
      return pieces.remove(at: fits)
    }

    mutating func keep(_ piece: Piece, atMost limit: Int) -> Bool {
      guard byteCount + piece.capacity <= limit else { return false }
      byteCount += piece.capacity
      pieces.append(piece)
      return true
    }
  }
}
