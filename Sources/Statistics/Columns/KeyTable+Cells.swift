import CProcessor

extension KeyTable {
  /// The codes (cells × 1) of a column of packed cells: offset into `bytes` above, length in the low
  /// 24 bits, negative for no text.
  ///
  /// Cells go through in blocks, and each step asks for the memory that the next step reads: slots
  /// when a text is hashed, one block ahead; the place of the text that a slot names; that text; and
  /// only then are texts compared. So memory is waited for once a block, not once a cell.
  public func codes(
    of cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    precondition(cells.count == codes.count, "KeyTable.codes: as many codes as cells")
    guard count > KeyTable.fewTexts else { return codesOfFew(cells, in: bytes, into: codes) }
    let size = KeyTable.blockCells
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: size * 3) { scratch in
      var hashes = UnsafeMutableBufferPointer(rebasing: scratch[..<size])
      var nextHashes = UnsafeMutableBufferPointer(rebasing: scratch[size..<2 * size])
      let texts = UnsafeMutableBufferPointer(rebasing: scratch[(2 * size)...])
      var start = 0
      hash(block(cells, from: 0), in: bytes, into: hashes)
      while start < cells.count {
        let cellBlock = block(cells, from: start)
        let end = start + cellBlock.count
        let target = UnsafeMutableBufferPointer(rebasing: codes[start..<end])
        hash(block(cells, from: end), in: bytes, into: nextHashes)
        guess(hashes, into: target)
        locate(target, into: texts)
        confirm(cellBlock, in: bytes, hashes, texts, target)
        swap(&hashes, &nextHashes)
        start = end
      }
    }
  }

  private static let blockCells = 64
  /// Up to as many different texts the short ones among them are worth a memory of their own.
  private static let fewTexts = 256

  private func codesOfFew(
    _ cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in cells.indices {
      let text = slice(cells[index], of: bytes)
      guard let start = text.baseAddress, !text.isEmpty else {
        codes[index] = 0
        continue
      }
      codes[index] =
        text.count <= ShortTexts.longest
        ? shortTexts.code(of: start, count: text.count) { code(of: text) } : code(of: text)
    }
  }

  private func block(
    _ cells: UnsafeBufferPointer<Int64>, from start: Int
  ) -> UnsafeBufferPointer<Int64> {
    UnsafeBufferPointer(rebasing: cells[start..<min(start + KeyTable.blockCells, cells.count)])
  }

  /// The hashes of texts; asks for their slots.
  private func hash(
    _ cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into hashes: UnsafeMutableBufferPointer<UInt64>
  ) {
    let slots = slots
    for index in cells.indices {
      let hash = hashBytes(slice(cells[index], of: bytes))
      hashes[index] = hash
      prefetch_line(slots.base + slots.home(hash))
    }
  }

  /// The code in each hash's slot whose tag is the same, 0 for none; asks for the place of its text.
  private func guess(
    _ hashes: UnsafeMutableBufferPointer<UInt64>, into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    let slots = slots
    for index in codes.indices {
      var slot = slots.home(hashes[index])
      while slots.base[slot] != 0, slots.base[slot] &>> 32 != hashes[index] &>> 32 { slot &+= 1 }
      let code = UInt32(truncatingIfNeeded: slots.base[slot])
      codes[index] = code
      prefetch_line(places.address(of: Int(code)))
    }
  }

  /// Where the text of each guess lies; asks for the text, both its ends.
  private func locate(
    _ codes: UnsafeMutableBufferPointer<UInt32>, into texts: UnsafeMutableBufferPointer<UInt64>
  ) {
    chunks.withUnsafeBufferPointer { chunks in
      for index in codes.indices {
        let packed = places[Int(codes[index])]
        texts[index] = packed
        guard codes[index] != 0 else { continue }
        let place = KeyPlace(packed: packed)
        let start = chunks[place.chunk] + place.offset
        prefetch_line(start)
        prefetch_line(start + place.length)
      }
    }
  }

  /// Replaces the guesses by the codes, new ones for texts never seen.
  private func confirm(
    _ cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    _ hashes: UnsafeMutableBufferPointer<UInt64>, _ texts: UnsafeMutableBufferPointer<UInt64>,
    _ codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    let chunks = chunks
    for index in cells.indices {
      let text = slice(cells[index], of: bytes)
      guard let start = text.baseAddress, !text.isEmpty else {
        codes[index] = 0
        continue
      }
      let place = KeyPlace(packed: texts[index])
      if codes[index] != 0, place.length == text.count,
        equalBytes(start, chunks[place.chunk].advanced(by: place.offset), text.count)
      {
        continue
      }
      codes[index] = code(of: text, hash: hashes[index])
    }
  }

  @inline(__always)
  private func slice(_ cell: Int64, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cell >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let offset = Int(cell &>> 24)
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(cell & 0xFF_FFFF)])
  }
}
