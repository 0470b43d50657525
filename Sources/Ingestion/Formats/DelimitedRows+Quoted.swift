extension DelimitedRows {
  /// How a quoted cell ended.
  private enum QuotedCell {
    /// `at` is after the closing quote.
    case closed(at: Int)
    case incomplete
    case unclosed
  }

  /// Finds the row that begins at `start` and has a quoted cell.
  mutating func quotedRow(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan {
    var row = RowScan(kind: .row, end: start, mayHaveHighBytes: true)
    var at = start
    var firstSpanning: (opening: Int, linesBefore: Int)?
    count = 0
    unescapedCount = 0
    while true {
      let linesBefore = row.lineEnds
      if at < end, byte(base, at) == quoteMark {
        let opening = at
        switch quotedCell(base, opening, from: start, to: end, isLast: isLast, &row) {
        case .incomplete: return RowScan(kind: .incomplete, end: start)
        case .unclosed:
          return openingLine(base, opening, linesBefore, from: start, to: end, isLast: isLast)
        case .closed(let after): at = after
        }
        if row.lineEnds > linesBefore, firstSpanning == nil {
          firstSpanning = (opening, linesBefore)
        }
        if at >= end {
          guard isLast else { return RowScan(kind: .incomplete, end: start) }
        } else if !endsCell(byte(base, at)) {
          return openingLine(base, opening, linesBefore, from: start, to: end, isLast: isLast)
        }
      } else {
        let cellStart = at
        while at < end, !endsCell(byte(base, at)) {
          if byte(base, at) == 0 { row.hasNul = true }
          at += 1
        }
        if at >= end, !isLast {
          guard at - start > rowLimit else { return RowScan(kind: .incomplete, end: start) }
        }
        add(CellSlice(cellStart, at))
      }
      if at - start > rowLimit {
        return RowScan(
          kind: .long, end: min(at, start + rowLimit + 1), lineEnds: row.lineEnds)
      }
      if at < end, byte(base, at) == delimiter {
        at += 1
        continue
      }
      row.end = at
      guard let firstSpanning, expectedCells > 0, count != expectedCells,
        isRowAlone(base, after: firstSpanning.opening, to: at)
      else { return row }
      return openingLine(
        base, firstSpanning.opening, firstSpanning.linesBefore, from: start, to: end,
        isLast: isLast)
    }
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == lineFeed || byte == carriageReturn
  }

  /// Reads the quoted cell that opens at `opening` and adds it.
  private mutating func quotedCell(
    _ base: UnsafeRawPointer, _ opening: Int, from start: Int, to end: Int, isLast: Bool,
    _ row: inout RowScan
  ) -> QuotedCell {
    let addend = spread(0x80 - quoteMark - 1)
    let stop = min(end, start + rowLimit)
    let unescapedStart = unescapedCount
    var from = opening + 1
    var at = from
    while at < stop {
      let mask = bytesBelow(word(base, at), addend: addend)
      guard mask != 0 else {
        at += 8
        continue
      }
      at += firstByte(mask)
      guard at < stop else { break }
      switch byte(base, at) {
      case quoteMark:
        if at + 1 < end, byte(base, at + 1) == quoteMark {
          unescape(base, from: from, to: at + 1)
          at += 2
          from = at
          continue
        }
        if at + 1 >= end, !isLast { return .incomplete }
        if unescapedCount > unescapedStart {
          unescape(base, from: from, to: at)
          add(CellSlice(unescapedStart, unescapedCount, isUnescaped: true))
        } else {
          add(CellSlice(from, at))
        }
        return .closed(at: at + 1)
      case carriageReturn: row.lineEnds += 1
      case lineFeed: if byte(base, at - 1) != carriageReturn { row.lineEnds += 1 }
      case 0: row.hasNul = true
      default: break
      }
      at += 1
    }
    return end - start > rowLimit || isLast ? .unclosed : .incomplete
  }

  private mutating func unescape(_ base: UnsafeRawPointer, from: Int, to end: Int) {
    unescaped.reserve(unescapedCount + end - from, keeping: unescapedCount)
    unescaped.base.advanced(by: unescapedCount)
      .copyMemory(from: base + from, byteCount: end - from)
    unescapedCount += end - from
  }

  /// The row up to the end of the line on which a wrong quote opened: that line alone is given up.
  private func openingLine(
    _ base: UnsafeRawPointer, _ opening: Int, _ linesBefore: Int, from start: Int, to end: Int,
    isLast: Bool
  ) -> RowScan {
    let stop = min(end, start + rowLimit + 1)
    let line = scanLine(base, from: opening, to: stop)
    guard line.end == stop else {
      return RowScan(kind: .openQuote, end: line.end, lineEnds: linesBefore)
    }
    if stop - start > rowLimit { return RowScan(kind: .long, end: stop, lineEnds: linesBefore) }
    return isLast
      ? RowScan(kind: .openQuote, end: stop, lineEnds: linesBefore)
      : RowScan(kind: .incomplete, end: start)
  }

  /// Whether the line after the one of `opening` has as many cells as a row should have: a sign
  /// that the quote was never meant to span lines.
  ///
  /// Lines up to `end` are looked at.
  private func isRowAlone(_ base: UnsafeRawPointer, after opening: Int, to end: Int) -> Bool {
    let line = scanLine(base, from: opening, to: end)
    guard line.end < end else { return false }
    let isPair =
      byte(base, line.end) == carriageReturn && byte(base, line.end + 1) == lineFeed
    let start = line.end + (isPair ? 2 : 1)
    let next = scanLine(base, from: start, to: end)
    var delimiters = 0
    for index in start..<max(start, next.end) where byte(base, index) == delimiter {
      delimiters += 1
    }
    return delimiters + 1 == expectedCells
  }
}
