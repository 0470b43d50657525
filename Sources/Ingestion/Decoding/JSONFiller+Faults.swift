import Commerce

extension JSONFiller {
  /// Gives a nested row the keys of the row that holds it, and its position where it has no number.
  func inherit(
    _ parent: JSONParent, _ targets: KeyTargets, into builder: inout BatchBuilder
  ) {
    let schema = targets.recordClass.schema
    for key in parent.keys where builder.cell(key.field) == RecordBatch.absent {
      builder.give(key.field)
      builder.set(key.field, key.cell)
    }
    if let field = schema.index(of: "line_no"), builder.cell(field) == RecordBatch.absent {
      builder.give(field)
      builder.set(field, parent.position)
    }
  }

  /// The words of a broken rule.
  func fault(
    _ rule: Rule, _ plan: FieldPlan, _ member: JSONMember, _ object: JSONObject, _ row: RawRow,
    _ targets: KeyTargets, _ parent: JSONParent?
  ) -> RowFault {
    let expected =
      switch rule {
      case .json: "a text, a number, true, false or null"
      case .nul: "a text without NUL"
      default: plan.kind.expected
      }
    return RowFault(
      rule: rule, recordClass: targets.recordClass,
      field: targets.recordClass.schema.fields[plan.field].name, expected: expected,
      found: text(object, member.value, row.base), key: keyText(object, row, targets, parent))
  }

  func missing(
    _ field: Int, _ object: JSONObject, _ row: RawRow, _ targets: KeyTargets,
    _ parent: JSONParent?
  ) -> RowFault {
    RowFault(
      rule: .required, recordClass: targets.recordClass,
      field: targets.recordClass.schema.fields[field].name, expected: "a value", found: "",
      key: keyText(object, row, targets, parent))
  }

  private func keyText(
    _ object: JSONObject, _ row: RawRow, _ targets: KeyTargets, _ parent: JSONParent?
  ) -> String {
    if let parent { return parent.keyText }
    return keys(object, row.base, targets)
      .map { String(decoding: $0.text.prefix(RowSink.shownBytes), as: UTF8.self) }
      .joined(separator: "/")
  }
}
