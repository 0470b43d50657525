extension DelimitedRows {
  /// Where a row is looked for: it begins at `start`, and bytes are there up to `end`.
  private struct Search {
    let base: UnsafeRawPointer
    let start: Int
    let end: Int
    /// Whether no bytes will follow `end`.
    let isLast: Bool

    var incomplete: RowScan { RowScan(kind: .incomplete, end: start) }
  }

  /// How a cell ended.
  private enum CellEnd {
    /// `at` is on a delimiter, on a line end, or at the end of the last bytes.
    case whole(at: Int)
    case incomplete
    /// The quote is never closed, or text follows its closing.
    case wrongQuote
  }

  /// A quoted cell that holds line ends: its opening, and the line ends of the row before it.
  private typealias SpanningCell = (opening: Int, linesBefore: Int)

  /// Finds the row that begins at `start` and has a quoted cell.
  mutating func quotedRow(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan {
    let search = Search(base: base, start: start, end: end, isLast: isLast)
    var row = RowScan(kind: .row, end: start, mayHaveHighBytes: true)
    var spanning: SpanningCell?
    count = 0
    unescapedCount = 0
    mayBeProtected = false
    while true {
      let opening = row.end
      let linesBefore = row.lineEnds
      let isQuoted = opening < end && byte(base, opening) == quote
      switch isQuoted ? quotedCell(search, opening, &row) : plainCell(search, opening, &row) {
      case .incomplete: return search.incomplete
      case .wrongQuote: return openingLine(search, opening, linesBefore)
      case .whole(let at): row.end = at
      }
      if spanning == nil, row.lineEnds > linesBefore { spanning = (opening, linesBefore) }
      if row.end - start > rowLimit {
        return RowScan(
          kind: .long, end: min(row.end, start + rowLimit + 1), lineEnds: row.lineEnds)
      }
      guard row.end < end, byte(base, row.end) == delimiter else {
        return checkedRow(search, row, spanning)
      }
      row.end += 1
    }
  }

  /// The row, unless its number of cells shows that a quote was never meant to span lines.
  private func checkedRow(
    _ search: Search, _ row: RowScan, _ spanning: SpanningCell?
  ) -> RowScan {
    guard let spanning, expectedCells > 0, count != expectedCells,
      isRowAlone(search.base, after: spanning.opening, to: row.end)
    else { return row }
    return openingLine(search, spanning.opening, spanning.linesBefore)
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == lineFeed || byte == carriageReturn
  }

  /// Reads the cell without quotes that begins at `cellStart`, and adds it.
  private mutating func plainCell(
    _ search: Search, _ cellStart: Int, _ row: inout RowScan
  ) -> CellEnd {
    var at = cellStart
    while at < search.end, !endsCell(byte(search.base, at)) {
      let byte = byte(search.base, at)
      if byte == 0 { row.hasNul = true }
      if byte == quote || byte == tab { mayBeProtected = true }
      at += 1
    }
    if at >= search.end, !search.isLast, at - search.start <= rowLimit { return .incomplete }
    add(CellSlice(cellStart, at))
    return .whole(at: at)
  }

  /// Reads the quoted cell that opens at `opening`, and adds it.
  private mutating func quotedCell(
    _ search: Search, _ opening: Int, _ row: inout RowScan
  ) -> CellEnd {
    let base = search.base
    let stop = min(search.end, search.start + rowLimit)
    let unescapedStart = unescapedCount
    var from = opening + 1
    var at = from
    while at < stop {
      let mask = bytesBelow(word(base, at), addend: spread(0x80 - quote - 1))
      guard mask != 0 else {
        at += 8
        continue
      }
      at += firstByte(mask)
      guard at < stop else { break }
      if byte(base, at) != quote {
        row.note(base, at)
        if byte(base, at) == tab { mayBeProtected = true }
        at += 1
      } else if at + 1 >= search.end, !search.isLast {
        return givesUpQuotes ? .wrongQuote : .incomplete
      } else if at + 1 < search.end, byte(base, at + 1) == quote {
        unescape(base, from: from, to: at + 1)
        mayBeProtected = true
        at += 2
        from = at
      } else {
        addQuoted(base, from: from, to: at, unescapedStart)
        return afterQuote(search, at + 1)
      }
    }
    let isOver = search.end - search.start > rowLimit || search.isLast || givesUpQuotes
    return isOver ? .wrongQuote : .incomplete
  }

  /// Adds the cell whose last part, after doubled quotes, is `from..<end`.
  private mutating func addQuoted(
    _ base: UnsafeRawPointer, from: Int, to end: Int, _ unescapedStart: Int
  ) {
    guard unescapedCount > unescapedStart else {
      add(CellSlice(from, end))
      return
    }
    unescape(base, from: from, to: end)
    add(CellSlice(unescapedStart, unescapedCount, isUnescaped: true))
  }

  /// What follows a closing quote.
  private func afterQuote(_ search: Search, _ at: Int) -> CellEnd {
    guard at < search.end else { return search.isLast ? .whole(at: at) : .incomplete }
    return endsCell(byte(search.base, at)) ? .whole(at: at) : .wrongQuote
  }

  private mutating func unescape(_ base: UnsafeRawPointer, from: Int, to end: Int) {
    unescaped.reserve(unescapedCount + end - from, keeping: unescapedCount)
    unescaped.base.advanced(by: unescapedCount)
      .copyMemory(from: base + from, byteCount: end - from)
    unescapedCount += end - from
  }

  /// The row up to the end of the line on which a wrong quote opened: that line alone is given up.
  private func openingLine(_ search: Search, _ opening: Int, _ linesBefore: Int) -> RowScan {
    let stop = min(search.end, search.start + rowLimit + 1)
    let line = scanLine(search.base, from: opening, to: stop)
    guard line.end == stop else {
      return RowScan(kind: .openQuote, end: line.end, lineEnds: linesBefore)
    }
    if stop - search.start > rowLimit {
      return RowScan(kind: .long, end: stop, lineEnds: linesBefore)
    }
    return search.isLast
      ? RowScan(kind: .openQuote, end: stop, lineEnds: linesBefore) : search.incomplete
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

extension RowScan {
  /// Takes note of a special byte within a quoted cell: a line end, or NUL.
  fileprivate mutating func note(_ base: UnsafeRawPointer, _ at: Int) {
    switch byte(base, at) {
    case carriageReturn: lineEnds += 1
    case lineFeed: if byte(base, at - 1) != carriageReturn { lineEnds += 1 }
    case 0: hasNul = true
    default: break
    }
  }
}
