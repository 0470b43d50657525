import CProcessor

extension KeyTable {
  /// The codes (cells × 1) of a column of packed cells: offset into `bytes` above, length in the low
  /// 24 bits, negative for no text.
  ///
  /// Cells go through in blocks, and each step asks for the memory that the next step reads: slots
  /// when a text is hashed, one block ahead; the form of the text that a slot names; the bytes of one
  /// that has no word; and only then are texts compared. So memory is waited for once a block, not
  /// once a cell.
  public func codes(
    of cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    precondition(cells.count == codes.count, "KeyTable.codes: as many codes as cells")
    guard count > KeyTable.fewTexts else { return codesOfFew(cells, in: bytes, into: codes) }
    let size = KeyTable.blockCells
    withUnsafeTemporaryAllocation(of: Sought.self, capacity: size * 2) { scratch in
      var sought = UnsafeMutableBufferPointer(rebasing: scratch[..<size])
      var next = UnsafeMutableBufferPointer(rebasing: scratch[size...])
      var start = 0
      seek(block(cells, from: 0), in: bytes, into: sought)
      while start < cells.count {
        let cellBlock = block(cells, from: start)
        let end = start + cellBlock.count
        let target = UnsafeMutableBufferPointer(rebasing: codes[start..<end])
        seek(block(cells, from: end), in: bytes, into: next)
        guess(sought, into: target)
        confirm(cellBlock, in: bytes, sought, target)
        swap(&sought, &next)
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

  /// Takes words and hashes of texts; asks for their slots.
  private func seek(
    _ cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    into sought: UnsafeMutableBufferPointer<Sought>
  ) {
    let slots = slots
    for index in cells.indices {
      let text = slice(cells[index], of: bytes)
      guard let start = text.baseAddress else {
        sought[index] = Sought(word: 0, hash: 0)
        continue
      }
      let word = heads.word(start, text.count)
      let hash = word == 0 ? hashBytes(text) : KeyTable.hash(word)
      sought[index] = Sought(word: word, hash: hash)
      prefetch_line(slots.base + slots.home(hash))
    }
  }

  /// The code in each hash's slot whose tag is the same, 0 for none; asks for its form.
  private func guess(
    _ sought: UnsafeMutableBufferPointer<Sought>, into codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    let slots = slots
    for index in codes.indices {
      let hash = sought[index].hash
      var slot = slots.home(hash)
      while slots.base[slot] != 0, slots.base[slot] &>> 32 != hash &>> 32 { slot &+= 1 }
      let code = UInt32(truncatingIfNeeded: slots.base[slot])
      codes[index] = code
      prefetch_line(forms.address(of: Int(code)))
    }
  }

  /// Replaces the guesses by the codes, new ones for texts never seen, in the order of the cells.
  private func confirm(
    _ cells: UnsafeBufferPointer<Int64>, in bytes: UnsafeRawBufferPointer,
    _ sought: UnsafeMutableBufferPointer<Sought>, _ codes: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in cells.indices where sought[index].word == 0 { askForBytes(of: codes[index]) }
    for index in cells.indices {
      let (word, code) = (sought[index].word, codes[index])
      if word != 0 {
        if code != 0, forms[Int(code)] == word | KeyTable.isWord { continue }
        codes[index] = self.code(ofWord: word, hash: sought[index].hash)
      } else {
        let text = slice(cells[index], of: bytes)
        codes[index] = text.isEmpty ? 0 : confirm(code, text, hash: sought[index].hash)
      }
    }
  }

  /// Asks for the bytes of a code, both their ends.
  @inline(__always)
  private func askForBytes(of code: UInt32) {
    let form = forms[Int(code)]
    guard code != 0, form < KeyTable.isWord else { return }
    let bytes = bytes(at: KeyPlace(packed: form))
    guard let start = bytes.baseAddress else { return }
    prefetch_line(start)
    prefetch_line(start + bytes.count)
  }

  /// The code of a text that has no word, which may be `guess`.
  @inline(__always)
  private func confirm(
    _ guess: UInt32, _ text: UnsafeRawBufferPointer, hash: UInt64
  ) -> UInt32 {
    guess != 0 && isForm(forms[Int(guess)], of: text) ? guess : code(of: text, hash: hash)
  }

  @inline(__always)
  private func slice(_ cell: Int64, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cell >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let offset = Int(cell &>> 24)
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(cell & 0xFF_FFFF)])
  }
}

/// What a cell is looked for by.
private struct Sought {
  /// 0 where the text has none.
  var word: UInt64
  var hash: UInt64
}
