extension KeyTable {
  /// The codes (cells × 1) of a column of packed cells: offset into `bytes` above, length in the low
  /// 24 bits, negative for no text.
  ///
  /// A block is hashed, then all its slots are read, then all texts that they name, and only then is
  /// each cell looked up: the memory is waited for once a block, not once a cell.
  public func codes(
    of cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    precondition(cells.count == codes.count, "KeyTable.codes: as many codes as cells")
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: KeyTable.blockCells) { hashes in
      var start = 0
      while start < cells.count {
        let end = min(start + KeyTable.blockCells, cells.count)
        let block = UnsafeBufferPointer(rebasing: cells[start..<end])
        let target = UnsafeMutableBufferPointer(rebasing: codes[start..<end])
        codeBlock(block, in: bytes, hashes: hashes, into: target)
        start = end
      }
    }
  }

  private static let blockCells = 64

  private func codeBlock(
    _ cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    hashes: UnsafeMutableBufferPointer<UInt64>, into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in cells.indices {
      hashes[index] = hashBytes(slice(cells[index], of: bytes))
    }
    warm(hashes, codes)
    for index in cells.indices {
      let text = slice(cells[index], of: bytes)
      codes[index] = text.isEmpty ? 0 : code(of: text, hash: hashes[index])
    }
  }

  /// Reads the first slot of each hash and the first byte of the text that it names.
  private func warm(
    _ hashes: UnsafeMutableBufferPointer<UInt64>, _ codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in codes.indices {
      let entry = slots[Int(truncatingIfNeeded: hashes[index]) & mask]
      let isLikely = entry &>> 32 == hashes[index] &>> 32
      codes[index] = isLikely ? UInt32(truncatingIfNeeded: entry) : 0
    }
    var sum: UInt8 = 0
    for index in codes.indices where codes[index] != 0 {
      sum &+= self.bytes(codes[index]).first ?? 0
    }
    codes[0] = UInt32(sum)
  }

  @inline(__always)
  private func slice(_ cell: Int64, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cell >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let offset = Int(cell &>> 24)
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(cell & 0xFF_FFFF)])
  }
}
