import Commerce

/// Reads the text of cells into the row that a builder is writing.
struct ValueReader {
  private var quickTime: QuickTime
  private let offsetSeconds: Int64

  init(offsetSeconds: Int64) {
    self.offsetSeconds = offsetSeconds
    quickTime = QuickTime(offsetSeconds: offsetSeconds)
  }

  /// Reads the number, time or word in `start..<end` into the field of `plan`; text fields are not
  /// read, they are slices.
  ///
  /// Gives the rule that the text breaks; `nil` where it can be read.
  @inline(__always)
  mutating func read(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ plan: FieldPlan,
    into builder: inout BatchBuilder
  ) -> Rule? {
    readUsual(base, start, end, plan, into: &builder)
      ? nil : readExactly(base, start, end, plan, into: &builder)
  }

  /// Reads the number or time in `start..<end` if it has a usual form; whether it has.
  @inline(__always)
  mutating func readUsual(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ plan: FieldPlan,
    into builder: inout BatchBuilder
  ) -> Bool {
    let cell: Int64? =
      switch plan.kind {
      case .money, .decimal: quickTenThousandths(base, start, end)
      case .time: quickTime.read(base, start, end)
      case .integer: quickInteger(base, start, end)
      case .text, .operation, .version, .boolean: nil
      }
    guard let cell else { return false }
    builder.set(plan.field, cell)
    return true
  }

  @inline(never)
  private func readExactly(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ plan: FieldPlan,
    into builder: inout BatchBuilder
  ) -> Rule? {
    let bounds = trimmed(base, start, end)
    guard bounds.end > bounds.start else {
      builder.set(plan.field, RecordBatch.absent)
      return nil
    }
    let text = UnsafeRawBufferPointer(
      start: base + bounds.start, count: bounds.end - bounds.start)
    let reading =
      switch plan.kind {
      case .money: CellReading.money(text)
      case .decimal: CellReading.decimal(text)
      case .integer, .version: CellReading.integer(text)
      case .boolean: CellReading.boolean(text)
      case .time: CellReading.time(text, offsetSeconds: offsetSeconds)
      case .text, .operation: CellReading(CellReading.unreadable)
      }
    guard reading.cell != CellReading.unreadable else { return plan.kind.rule }
    if plan.kind == .version, reading.cell < 1 { return .version }
    builder.set(plan.field, reading.cell)
    if let wide = reading.wide { builder.addWide(plan.field, wide) }
    if reading.isRounded { builder.addFlag(plan.field, .range) }
    return nil
  }
}

/// Whether the bytes are one of the words that `op` may have.
func isOperation(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Bool {
  let words: [StaticString] = ["create", "amend", "cancel", "red", "restore"]
  let count = end - start
  return words.contains { word in
    word.utf8CodeUnitCount == count
      && (0..<count).allSatisfy { word.utf8Start[$0] == byte(base, start + $0) }
  }
}
