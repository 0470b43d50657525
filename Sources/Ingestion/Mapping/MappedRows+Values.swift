import Commerce

/// A rule that a value breaks, and the text that breaks it.
struct MappedFault {
  let rule: Rule
  let found: [UInt8]
}

extension MappedRows {
  /// Writes one field of the row; gives what is wrong.
  func fill(
    _ target: MappingPlan.Target, _ row: ForeignRow, _ shift: Int, into builder: inout BatchBuilder
  ) -> MappedFault? {
    builder.give(target.plan.field)
    switch target.source {
    case .column(let column):
      if isPlainText(target), column < row.count {
        return fillInPlace(target.plan, row, column, shift, into: &builder)
      }
      return fill(target, row.text(column), into: &builder)
    case .joined(let join, let column):
      return fill(
        target, joinRows[join].map { loaded.joins[join].text($0, column) } ?? [], &builder)
    case .constant(let text): return fill(target, text, &builder)
    case .computed(let expression):
      return fill(target, value(of: expression, row), into: &builder)
    }
  }

  private func isPlainText(_ target: MappingPlan.Target) -> Bool {
    target.plan.kind == .text && target.values == nil
  }

  /// Writes a text that stands in the block as it is meant.
  private func fillInPlace(
    _ plan: FieldPlan, _ row: ForeignRow, _ column: Int, _ shift: Int,
    into builder: inout BatchBuilder
  ) -> MappedFault? {
    let slice = row.slices[column]
    let base = slice.isUnescaped ? row.unescaped : row.row.base
    let bounds = trimmed(base, Int(slice.start), Int(slice.end))
    guard bounds.end > bounds.start else { return fillAbsent(plan, into: &builder) }
    let place = bounds.start + (slice.isUnescaped ? shift : 0)
    builder.set(plan.field, TextSlice(offset: place, length: bounds.end - bounds.start).cell)
    return nil
  }

  private func fillAbsent(_ plan: FieldPlan, into builder: inout BatchBuilder) -> MappedFault? {
    builder.set(plan.field, RecordBatch.absent)
    return plan.isRequired ? MappedFault(rule: .required, found: []) : nil
  }

  private func fill(
    _ target: MappingPlan.Target, _ text: [UInt8], _ builder: inout BatchBuilder
  ) -> MappedFault? {
    text.withUnsafeBytes { fill(target, $0, into: &builder) }
  }

  /// Writes a text that may have to be turned into another first.
  private func fill(
    _ target: MappingPlan.Target, _ text: UnsafeRawBufferPointer, into builder: inout BatchBuilder
  ) -> MappedFault? {
    guard let meaning = target.values?.meaning(of: text) else {
      return write(text, target.plan, into: &builder)
    }
    return meaning.withUnsafeBytes { write($0, target.plan, into: &builder) }
  }

  private func fill(
    _ target: MappingPlan.Target, _ value: ExpressionValue, into builder: inout BatchBuilder
  ) -> MappedFault? {
    switch value {
    case .absent: return fillAbsent(target.plan, into: &builder)
    case .unreadable(let text): return MappedFault(rule: .number, found: text)
    case .text(let text): return fill(target, text, &builder)
    case .number(let number):
      let text = Array(number.description.utf8)
      return text.withUnsafeBytes {
        target.plan.kind == .text || target.values != nil
          ? fill(target, $0, into: &builder) : writePlain($0, target.plan, into: &builder)
      }
    }
  }

  /// The value of an expression for the row at hand.
  private func value(of expression: Expression<Int>, _ row: ForeignRow) -> ExpressionValue {
    // Texts of joins are values of their own, so they are held while the expression is computed.
    var held: [Int: [UInt8]] = [:]
    for column in expression.columns where column >= names.count {
      let (join, index) = plan?.joined[column - names.count] ?? (0, 0)
      held[column] = joinRows[join].map { loaded.joins[join].text($0, index) } ?? []
    }
    return expression.value(mapping.numbers) { column, body in
      if let text = held[column] { return text.withUnsafeBytes(body) }
      return body(row.text(column))
    }
  }

  private func write(
    _ text: UnsafeRawBufferPointer, _ plan: FieldPlan, into builder: inout BatchBuilder
  ) -> MappedFault? {
    guard !text.isEmpty, let start = text.baseAddress else {
      return fillAbsent(plan, into: &builder)
    }
    switch plan.kind {
    case .text:
      let place = builder.addText(start, count: text.count)
      builder.set(plan.field, TextSlice(offset: place, length: text.count).cell)
      return nil
    case .time:
      for pattern in mapping.times {
        if let time = pattern.read(text, offsetSeconds: options.offsetSeconds) {
          builder.set(plan.field, time.microseconds)
          return nil
        }
      }
    case .money, .decimal, .integer, .version:
      scratch.reserve(text.count + 2, keeping: 0)
      if let plain = mapping.numbers.plain(text, into: scratch.base) {
        return writeNumber(plain, text, plan, into: &builder)
      }
      // Only a form with an exponent is left, which has no style.
      guard mapping.numbers.point == UInt8(ascii: ".") else {
        return MappedFault(rule: plan.kind.rule, found: Array(text))
      }
    case .boolean, .operation: break
    }
    return writePlain(text, plan, into: &builder)
  }

  private func writeNumber(
    _ plain: NumberStyle.Plain, _ text: UnsafeRawBufferPointer, _ plan: FieldPlan,
    into builder: inout BatchBuilder
  ) -> MappedFault? {
    let digits = UnsafeRawBufferPointer(start: scratch.base, count: plain.count)
    guard plain.isPercent else {
      return writePlain(digits, plan, into: &builder).map { fault in
        MappedFault(rule: fault.rule, found: Array(text))
      }
    }
    guard let number = mapping.numbers.number(text) else {
      return MappedFault(rule: plan.kind.rule, found: Array(text))
    }
    return Array(number.description.utf8).withUnsafeBytes {
      writePlain($0, plan, into: &builder)
    }
  }

  /// Writes a value in one of our own forms.
  private func writePlain(
    _ text: UnsafeRawBufferPointer, _ plan: FieldPlan, into builder: inout BatchBuilder
  ) -> MappedFault? {
    if plan.kind == .operation {
      guard let start = text.baseAddress, isOperation(start, 0, text.count) else {
        return MappedFault(rule: .version, found: Array(text))
      }
      let place = builder.addText(start, count: text.count)
      builder.set(plan.field, TextSlice(offset: place, length: text.count).cell)
      return nil
    }
    let rule = withPadding(text) { base, count in
      reader.read(base, 0, count, plan, into: &builder)
    }
    if let rule { return MappedFault(rule: rule, found: Array(text)) }
    let isMissing = plan.isRequired && builder.cell(plan.field) == RecordBatch.absent
    return isMissing ? MappedFault(rule: .required, found: Array(text)) : nil
  }

  /// Lends the bytes with room to load whole words past their end.
  private func withPadding<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawPointer, Int) -> Result
  ) -> Result {
    scratch.reserve(text.count, keeping: 0)
    if let start = text.baseAddress, start != UnsafeRawPointer(scratch.base) {
      scratch.base.copyMemory(from: start, byteCount: text.count)
    }
    return body(scratch.base, text.count)
  }
}
