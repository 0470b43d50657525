extension KeyTable {
  /// The codes (cells × 1) of a column of packed cells: offset into `bytes` above, length in the low
  /// 24 bits, negative for no text.
  ///
  /// A block is hashed, then all its slots are read, then where the texts lie that they name, then
  /// those texts, and only then is each cell compared: the memory is waited for once a block, not once
  /// a cell.
  public func codes(
    of cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    precondition(cells.count == codes.count, "KeyTable.codes: as many codes as cells")
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: KeyTable.blockCells * 2) { scratch in
      let hashes = UnsafeMutableBufferPointer(rebasing: scratch[..<KeyTable.blockCells])
      let texts = UnsafeMutableBufferPointer(rebasing: scratch[KeyTable.blockCells...])
      var start = 0
      while start < cells.count {
        let end = min(start + KeyTable.blockCells, cells.count)
        let block = UnsafeBufferPointer(rebasing: cells[start..<end])
        let target = UnsafeMutableBufferPointer(rebasing: codes[start..<end])
        for index in block.indices { hashes[index] = hashBytes(slice(block[index], of: bytes)) }
        guess(hashes, into: target)
        locate(target, into: texts)
        confirm(block, in: bytes, hashes, texts, target)
        start = end
      }
    }
  }

  private static let blockCells = 64

  /// The code in each hash's slot whose tag is the same, 0 for none.
  private func guess(
    _ hashes: UnsafeMutableBufferPointer<UInt64>, into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    let (slots, mask, shift) = (slots, mask, shift)
    var sum: UInt64 = 0
    for index in codes.indices { sum |= slots[Int(truncatingIfNeeded: hashes[index] &>> shift)] }
    readAhead = sum
    for index in codes.indices {
      var slot = Int(truncatingIfNeeded: hashes[index] &>> shift)
      while slots[slot] != 0, slots[slot] &>> 32 != hashes[index] &>> 32 {
        slot = (slot &+ 1) & mask
      }
      codes[index] = UInt32(truncatingIfNeeded: slots[slot])
    }
  }

  /// Where the text of each guess lies, both its ends read.
  private func locate(
    _ codes: UnsafeMutableBufferPointer<UInt32>, into texts: UnsafeMutableBufferPointer<UInt64>
  ) {
    for index in codes.indices { texts[index] = places[Int(codes[index])] }
    var sum: UInt8 = 0
    let chunks = chunks
    for index in codes.indices where codes[index] != 0 {
      let place = KeyPlace(packed: texts[index])
      let start = chunks[place.chunk].advanced(by: place.offset)
      sum |= start[0] | start[place.length &- 1]
    }
    readAhead = UInt64(sum)
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
