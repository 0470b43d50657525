import Commerce

extension DelimitedDecoder {
  /// Decodes a row that has as many cells as there are columns.
  @inline(__always)
  mutating func decode(
    _ row: RawRow, _ cells: some RowCells, _ plan: HeaderPlan,
    _ columns: UnsafeBufferPointer<FieldPlan>, into sink: inout RowSink
  ) {
    let index = sink.builderIndex(plan.recordClass)
    guard plan.missing.isEmpty else {
      sink.spare.abandon()
      reject(row, missingColumn(cells, plan), cells, plan, into: &sink)
      return
    }
    guard let wrong = fill(&sink.builders[index], cells, columns) else {
      sink.commit(index, row.place)
      return
    }
    sink.builders[index].abandon()
    reject(row, fault(wrong.rule, wrong.column, cells, plan), cells, plan, into: &sink)
  }

  /// Rejects a row that has as many cells as the header, unless it is no record.
  private func reject(
    _ row: RawRow, _ fault: RowFault, _ cells: some RowCells, _ plan: HeaderPlan,
    into sink: inout RowSink
  ) {
    if !passesOver(cells, count: plan.columns.count, plan, into: &sink) { sink.reject(row, fault) }
  }

  /// Writes the row's cells; gives the first rule that it breaks, and the column.
  @inline(__always)
  private mutating func fill(
    _ builder: inout BatchBuilder, _ cells: some RowCells,
    _ columns: UnsafeBufferPointer<FieldPlan>
  ) -> (rule: Rule, column: Int)? {
    var cells = cells
    if builder.count == 0 {
      for target in columns where target.field >= 0 { builder.give(target.field) }
    }
    for column in columns.indices {
      let cell = cells.next()
      let target = columns[column]
      guard target.field >= 0 else { continue }
      if let rule = fill(target, cell, into: &builder) { return (rule, column) }
    }
    return nil
  }

  /// Writes one cell; gives the rule that it breaks.
  @inline(__always)
  private mutating func fill(
    _ target: FieldPlan, _ cell: Cell, into builder: inout BatchBuilder
  ) -> Rule? {
    guard cell.end > cell.start else {
      builder.set(target.field, RecordBatch.absent)
      return target.isRequired ? .required : nil
    }
    if target.kind == .text || target.kind == .operation {
      if target.kind == .operation, !isOperation(cell.base, cell.start, cell.end) {
        return .version
      }
      let place = cell.start &+ cell.shift
      builder.set(target.field, Int64(place) &<< 24 | Int64(cell.end &- cell.start))
      return nil
    }
    if let rule = reader.read(cell.base, cell.start, cell.end, target, into: &builder) {
      return rule
    }
    let isMissing = target.isRequired && builder.cell(target.field) == RecordBatch.absent
    return isMissing ? .required : nil
  }

  private func missingColumn(_ cells: some RowCells, _ plan: HeaderPlan) -> RowFault {
    let schema = plan.recordClass.schema
    return RowFault(
      rule: .required, recordClass: plan.recordClass,
      field: plan.missing.first.map { schema.fields[$0].name } ?? "",
      expected: "a column of this name", found: "no such column", key: key(cells, plan))
  }

  /// The words of a broken rule.
  @inline(never)
  private func fault(
    _ rule: Rule, _ column: Int, _ cells: some RowCells, _ plan: HeaderPlan
  ) -> RowFault {
    let target = plan.columns[column]
    return RowFault(
      rule: rule, recordClass: plan.recordClass,
      field: plan.recordClass.schema.fields[target.field].name,
      expected: rule == .required ? "a value" : target.kind.expected,
      found: text(cells.cell(column)), key: key(cells, plan))
  }

  /// The texts of the key's fields, where the row gives them.
  private func key(_ cells: some RowCells, _ plan: HeaderPlan) -> String {
    plan.recordClass.schema.key.compactMap { field -> String? in
      guard let column = plan.columns.firstIndex(where: { $0.field == field }) else { return nil }
      let part = text(cells.cell(column))
      return part.isEmpty ? nil : part
    }.joined(separator: "/")
  }

  func text(_ cell: Cell) -> String { shownText(cell.base, cell.start, cell.end) }
}
