extension DelimitedRows {
  /// Takes off what keeps spreadsheets from reading an id as a number: `="0012"`, and tabs around a
  /// cell.
  @inline(never)
  mutating func unprotect(_ base: UnsafeRawPointer) {
    for index in 0..<min(count, CellStore.capacity) {
      let cell = cells[index]
      let text = cell.isUnescaped ? UnsafeRawPointer(unescaped.base) : base
      var (start, end) = (Int(cell.start), Int(cell.end))
      while start < end, byte(text, start) == tab { start += 1 }
      while start < end, byte(text, end - 1) == tab { end -= 1 }
      if quote == quoteMark, end - start >= 3, byte(text, start) == UInt8(ascii: "="),
        byte(text, start + 1) == quoteMark, byte(text, end - 1) == quoteMark
      {
        (start, end) = (start + 2, end - 1)
      }
      cells[index] = CellSlice(start, end, isUnescaped: cell.isUnescaped)
    }
  }

  /// Adds empty cells at the row's end up to `expectedCells`, at `end`.
  mutating func fillUp(at end: Int) {
    while count < expectedCells { add(CellSlice(end, end)) }
  }
}
