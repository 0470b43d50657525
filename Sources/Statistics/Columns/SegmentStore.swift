/// Memory for the sealed segments of one column, given back all at once.
///
/// The first pieces are allocated one by one, because most tables are small; later ones are cut from
/// blocks of one huge page each, which they fill: their sizes are powers of two.
final class SegmentStore {
  private static let piecesApart = 8

  private var pieces: [UnsafeMutableRawPointer] = []
  private var blocks: [UnsafeMutableRawPointer] = []
  private var usedOfBlock = HugePages.pageBytes

  deinit {
    for piece in pieces { piece.deallocate() }
    for block in blocks { HugePages.free(block, HugePages.pageBytes) }
  }

  /// `bytes`, at most those of a huge page, at an address that is a multiple of 64.
  func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    if pieces.count < SegmentStore.piecesApart {
      let piece = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      pieces.append(piece)
      return piece
    }
    if usedOfBlock + bytes > HugePages.pageBytes {
      blocks.append(HugePages.allocate(HugePages.pageBytes))
      usedOfBlock = 0
    }
    defer { usedOfBlock += bytes }
    return blocks[blocks.count - 1] + usedOfBlock
  }
}
