import Commerce

extension MappedRows {
  func withoutSource(_ field: Int, _ plan: MappingPlan, _ row: ForeignRow) -> RowFault {
    let name = plan.recordClass.schema.fields[field].name
    let lost = plan.lost.first { mapping.columns[$0]?.contains(name) ?? false } ?? plan.lost.first
    return RowFault(
      rule: .required, recordClass: plan.recordClass, field: name,
      expected: "a column, constant or computation for it in the mapping",
      found: lost.map { missingColumn($0, among: names, in: nil) } ?? "none",
      key: key(plan, row))
  }

  func words(
    _ fault: MappedFault, _ target: FieldPlan, _ plan: MappingPlan, _ row: ForeignRow
  ) -> RowFault {
    RowFault(
      rule: fault.rule, recordClass: plan.recordClass,
      field: plan.recordClass.schema.fields[target.field].name,
      expected: expected(fault.rule, target),
      found: lackingColumn(target, plan, row) ?? shown(fault.found), key: key(plan, row))
  }

  /// What is said of a field whose column the row does not have; `nil` where it has it.
  private func lackingColumn(
    _ target: FieldPlan, _ plan: MappingPlan, _ row: ForeignRow
  ) -> String? {
    guard
      case .column(let column)? = plan.targets.first(where: { $0.plan.field == target.field })?
        .source,
      row.lacks(column)
    else { return nil }
    let given = names.indices.filter { $0 < row.count && !row.lacks($0) }.map { names[$0] }
    return missingColumn(names[column], among: given, in: nil)
  }

  private func expected(_ rule: Rule, _ target: FieldPlan) -> String {
    if rule == .required { return "a value" }
    guard target.kind == .time, let first = mapping.times.first else { return target.kind.expected }
    return "a time such as \(first.text), or 2026-06-01T13:05:00+08:00"
  }

  /// The texts of the key's fields that columns give.
  private func key(_ plan: MappingPlan, _ row: ForeignRow) -> String {
    plan.recordClass.schema.key.compactMap { field -> String? in
      guard
        case .column(let column)? = plan.targets.first(where: { $0.plan.field == field })?.source
      else { return nil }
      let text = shown(Array(row.text(column)))
      return text.isEmpty ? nil : text
    }.joined(separator: "/")
  }

  private func shown(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { text in
      text.baseAddress.map { shownText($0, 0, text.count) } ?? ""
    }
  }
}
