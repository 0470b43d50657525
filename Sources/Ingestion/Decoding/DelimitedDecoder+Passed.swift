import Commerce

// Rows that are no records, and rows with other cells than the header: all that is unusual, out of the
// way of the usual rows.
extension DelimitedDecoder {
  /// Decodes a row of the index that has more or fewer cells than the header.
  @inline(never)
  mutating func decodeRagged(
    _ row: RawRow, _ found: RowIndex.UsualRow, _ plan: HeaderPlan,
    _ columns: UnsafeBufferPointer<FieldPlan>, into sink: inout RowSink
  ) {
    let cells = IndexedCells(base: row.base, start: row.start, ends: found.ends)
    if found.count > machine.expectedCells, endsEmpty(cells, count: found.count) {
      decode(row, cells, plan, columns, into: &sink)
      return
    }
    _ = machine.next(row.base, from: row.start, to: row.end, isLast: true)
    decodeRagged(row, into: &sink)
  }

  /// Decodes a row that the machine has found and that has more or fewer cells than the header.
  @inline(never)
  mutating func decodeRagged(_ row: RawRow, into sink: inout RowSink) {
    let cells = slicedCells(row)
    let isWhole = machine.count <= CellStore.capacity
    if isWhole, passesOver(cells, count: machine.count, fixedPlan, into: &sink) { return }
    let mayFill = dialect.shortRows == .fill || machine.count >= leastCells
    if machine.count < machine.expectedCells, mayFill {
      machine.fillUp(at: row.end)
      decodeCells(row, into: &sink)
    } else if isWhole, machine.count > machine.expectedCells,
      endsEmpty(cells, count: machine.count)
    {
      decodeCells(row, into: &sink)
    } else {
      sink.reject(row, wrongCount(machine.count))
    }
  }

  /// Whether a row of a feed with foreign columns is no record: then it is counted as such.
  func passesOver(
    _ row: RawRow, _ foreign: any ForeignRows, into sink: inout RowSink
  ) -> Bool {
    let first = slicedCells(row).cell(0)
    guard isBlank(first) || isTotalsWord(first) else { return false }
    let row = foreignRow(row)
    let cells = (0..<row.count).lazy.map { row.text($0) }
    guard let filled = cells.first(where: { !$0.isEmpty }) else {
      sink.passed.blank += 1
      return true
    }
    guard isTotalsWord(filled), foreign.lacksRequired(row) else { return false }
    sink.passed.totals += 1
    return true
  }

  /// Whether all cells behind those that the header names are empty.
  private func endsEmpty(_ cells: some RowCells, count: Int) -> Bool {
    var cells = cells
    for _ in 0..<machine.expectedCells { _ = cells.next() }
    for _ in machine.expectedCells..<count where !isBlank(cells.next()) { return false }
    return true
  }

  /// Whether a row that cannot be kept is no record at all: then it is counted as such.
  @inline(never)
  func passesOver(
    _ cells: some RowCells, count: Int, _ plan: HeaderPlan?, into sink: inout RowSink
  ) -> Bool {
    var rest = cells
    let texts = (0..<count).map { _ in rest.next() }
    guard let first = texts.first(where: { !isBlank($0) }) else {
      sink.passed.blank += 1
      return true
    }
    if isHeader(texts) {
      sink.passed.headers += 1
      return true
    }
    guard isTotalsWord(first), let plan, lacksRequired(texts, plan) else { return false }
    sink.passed.totals += 1
    return true
  }

  /// Whether the cells are the header's names again.
  func isHeader(_ cells: [Cell]) -> Bool {
    guard let header, cells.count == header.names.count else { return false }
    return zip(cells, header.names).allSatisfy { cell, name in
      guard cell.end - cell.start < RowSink.shownBytes else { return false }
      let text = text(cell).asHeaderName
      return name == text || name == known.canonical([text])[0]
    }
  }

  private func isTotalsWord(_ cell: Cell) -> Bool {
    isTotalsWord(
      UnsafeRawBufferPointer(start: cell.base + cell.start, count: max(0, cell.end - cell.start)))
  }

  private func isTotalsWord(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count < 64, let first = text.first(where: { $0 > blank }),
      totalsOpenings.contains(first | 0x20)
    else { return false }
    let word = String(decoding: text, as: UTF8.self).trimmedBlanks.lowercased()
    return totalsWords.contains(word)
      || totalsWords.contains { word == $0 + ":" || word == $0 + "：" }
  }

  private func lacksRequired(_ cells: [Cell], _ plan: HeaderPlan) -> Bool {
    plan.recordClass.schema.required.contains { field in
      guard let column = plan.columns.firstIndex(where: { $0.field == field }) else { return true }
      return column >= cells.count || isBlank(cells[column])
    }
  }

  private func isBlank(_ cell: Cell) -> Bool {
    guard cell.end > cell.start else { return true }
    let bounds = trimmed(cell.base, cell.start, cell.end)
    return bounds.end == bounds.start
  }
}
