import Commerce

// Rows that have the form of an earlier one: nothing is looked up, and nothing read twice.
extension JSONFiller {
  /// Writes the values that the shape of `form` has found; `false` where the row needs care: then
  /// what was written is to be abandoned.
  @inline(__always)
  mutating func fill(
    _ builder: inout BatchBuilder, _ base: UnsafeRawPointer, _ form: JSONForm
  ) -> Bool {
    builder.beginRow(writing: form.fields)
    let (values, plans) = (form.shape.values, form.plans)
    for index in 0..<form.shape.valueCount {
      let (value, plan) = (values[index], plans[index])
      if plan.kind == .text, value.isString, value.end > value.start, plan.field >= 0 {
        builder.set(plan.field, Int64(value.start) &<< 24 | Int64(value.end &- value.start))
      } else {
        guard write(value, plan, base, into: &builder) else { return false }
      }
    }
    for number in form.unknownKeys { countUnknown(number) }
    return true
  }

  /// Writes any value but the most usual, a text; `false` where it needs care.
  @inline(__always)
  private mutating func write(
    _ value: LineShape.Value, _ plan: FieldPlan, _ base: UnsafeRawPointer,
    into builder: inout BatchBuilder
  ) -> Bool {
    let (start, end) = (Int(value.start), Int(value.end))
    let mayBeUsual =
      value.isString || plan.kind != .time && !hasLeadingZero(base, start, end)
    if mayBeUsual, reader.readUsual(base, start, end, plan, into: &builder) { return true }
    return writeOther(value, plan, base, into: &builder)
  }

  private mutating func writeOther(
    _ value: LineShape.Value, _ plan: FieldPlan, _ base: UnsafeRawPointer,
    into builder: inout BatchBuilder
  ) -> Bool {
    let (start, end) = (Int(value.start), Int(value.end))
    var isAbsent = end == start
    if !value.isString {
      var scalar = JSONReader(base: base, at: start, end: end)
      guard let kind = scalar.skipScalar(), scalar.at == end else { return false }
      isAbsent = kind == .null
    }
    guard plan.field >= 0 else { return true }
    if isAbsent {
      builder.set(plan.field, RecordBatch.absent)
    } else if plan.kind == .text || plan.kind == .operation {
      guard plan.kind == .text || isOperation(base, start, end) else { return false }
      builder.set(plan.field, Int64(start) &<< 24 | Int64(end &- start))
      return true
    } else {
      guard reader.read(base, start, end, plan, into: &builder) == nil else { return false }
    }
    return !plan.isRequired || builder.cell(plan.field) != RecordBatch.absent
  }

  /// Whether a number is written as JSON does not allow: with a zero before its other digits.
  @inline(__always)
  private func hasLeadingZero(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Bool {
    let first = byte(base, start) == UInt8(ascii: "-") ? start &+ 1 : start
    return byte(base, first) == UInt8(ascii: "0") && first &+ 1 < end
      && byte(base, first &+ 1) != UInt8(ascii: ".")
  }

  /// The form of the object that was numbered last; `nil` where its rows need more care.
  ///
  /// `isClassFixed`: the class does not depend on the object's own word for it.
  func form(
    of object: JSONObject, _ row: RawRow, _ targets: KeyTargets, isClassFixed: Bool
  ) -> JSONForm? {
    guard object.count <= JSONForm.mostValues, object.unescapedCount == 0, !hasNested(object) else {
      return nil
    }
    var texts: [Range<Int>] = []
    var plans: [FieldPlan] = []
    var unknownKeys: [Int] = []
    var numbers: Set<Int> = []
    var from = row.start
    for index in 0..<object.count {
      let member = object.members[index]
      let number = keyNumber(index)
      guard numbers.insert(number).inserted else { return nil }
      // The class's name is part of the shape.
      if number == KeyTargets.classKey, !isClassFixed { continue }
      let plan = targets.plan(of: number)
      if plan == nil { unknownKeys.append(number) }
      let quote = member.kind == .string ? 1 : 0
      texts.append(from..<(Int(member.value.start) - quote))
      from = Int(member.value.end) + quote
      plans.append(plan ?? .unknown)
    }
    texts.append(from..<row.end)
    return JSONForm(
      targets.recordClass, LineShape(row.base, around: texts), plans, unknownKeys: unknownKeys)
  }
  private func hasNested(_ object: JSONObject) -> Bool {
    (0..<object.count).contains {
      object.members[$0].kind == .object || object.members[$0].kind == .array
    }
  }
}
