import Commerce

/// Writes the members of an object into the row that a builder is writing.
struct JSONFiller {
  private var keyNames = KeyNames(KeyTargets.names)
  var reader: ValueReader
  /// By member: the number of its key.
  ///
  /// Objects of a feed mostly have the same keys in the same places, so the numbers of the last
  /// object are tried first.
  private let store = KeyNumberStore()
  private var lastCount = 0

  init(offsetSeconds: Int64) { reader = ValueReader(offsetSeconds: offsetSeconds) }

  var unknownColumns: [String: Int] {
    var counts: [String: Int] = [:]
    for (number, count) in keyNames.unknownCounts.enumerated() where count > 0 {
      counts[keyNames.names[number]] = count
    }
    return counts
  }

  /// Whether the unknown keys of another filler can be numbered, too.
  func hasRoom(for other: JSONFiller) -> Bool { keyNames.hasRoom(for: other.keyNames) }

  mutating func beginCount() { keyNames.beginCount() }

  /// Adds what another filler has counted.
  mutating func absorb(_ other: JSONFiller) { keyNames.absorb(other.keyNames) }

  /// Numbers the keys of the object; whether they are those of the last object, in the same order.
  @inline(__always)
  mutating func number(_ object: JSONObject, _ base: UnsafeRawPointer) -> Bool {
    let members = object.members
    let count = min(object.count, JSONObject.mostMembers)
    var isSame = count == lastCount
    for index in 0..<count {
      let name = members[index].name
      let text = name.isUnescaped ? UnsafeRawPointer(object.unescaped.base) : base
      if !keyNames.isName(store.numbers[index], text, Int(name.start), Int(name.end)) {
        store.numbers[index] = keyNames.number(text, Int(name.start), Int(name.end))
        isSame = false
      }
    }
    lastCount = count
    return isSame
  }

  /// The set of the keys of the object that was numbered last.
  func keys() -> KeySet {
    var keys = KeySet()
    for index in 0..<lastCount { keys.insert(store.numbers[index]) }
    return keys
  }

  /// The number of a member's key, of the object that was numbered last.
  func keyNumber(_ index: Int) -> Int { store.numbers[index] }

  /// The last member with this key number; `nil` for none.
  @inline(__always)
  func lastMember(_ number: Int, _ object: JSONObject) -> JSONMember? {
    var index = min(object.count, JSONObject.mostMembers) &- 1
    while index >= 0 {
      if store.numbers[index] == number { return object.members[index] }
      index &-= 1
    }
    return nil
  }

  @inline(__always)
  func classMember(_ object: JSONObject) -> JSONMember? {
    lastMember(KeyTargets.classKey, object)
  }

  /// The text of a value, shortened for a finding.
  func text(_ object: JSONObject, _ slice: CellSlice, _ base: UnsafeRawPointer) -> String {
    shownText(
      slice.isUnescaped ? UnsafeRawPointer(object.unescaped.base) : base, Int(slice.start),
      Int(slice.end))
  }

  /// The texts of the class's key fields, those given.
  func keys(
    _ object: JSONObject, _ base: UnsafeRawPointer, _ targets: KeyTargets
  ) -> [(name: String, text: [UInt8])] {
    let schema = targets.recordClass.schema
    return schema.key.compactMap { field in
      guard let number = targets.plans.firstIndex(where: { $0.field == field }),
        let member = lastMember(number, object), member.kind.rawValue <= JSONKind.number.rawValue
      else { return nil }
      let text = member.value.isUnescaped ? UnsafeRawPointer(object.unescaped.base) : base
      let bytes = UnsafeRawBufferPointer(
        start: text + Int(member.value.start), count: member.value.count)
      return bytes.isEmpty ? nil : (schema.fields[field].name, Array(bytes))
    }
  }

  /// Writes the row's cells; gives what is wrong with it, or `nil`.
  @inline(__always)
  mutating func fill(
    _ builder: inout BatchBuilder, _ object: JSONObject, _ row: RawRow, _ targets: KeyTargets,
    parent: JSONParent?
  ) -> RowFault? {
    builder.beginRow()
    let shift =
      object.unescapedCount > 0
      ? builder.addText(object.unescaped.base, count: object.unescapedCount) : 0
    var seen: UInt64 = 0
    for index in 0..<min(object.count, JSONObject.mostMembers) {
      let plan = plan(of: store.numbers[index], targets)
      guard plan.field >= 0 else { continue }
      let bit = (1 as UInt64) &<< UInt64(plan.field)
      if seen & bit != 0 { builder.clear(plan.field) }
      seen |= bit
      builder.give(plan.field)
      let member = object.members[index]
      if let rule = write(member, plan, object, row.base, shift, into: &builder) {
        guard isRepeated(after: index, object) else {
          return fault(rule, plan, member, object, row, targets, parent)
        }
      }
    }
    if let parent { inherit(parent, targets, into: &builder) }
    for field in targets.required where builder.cell(field) == RecordBatch.absent {
      return missing(field, object, row, targets, parent)
    }
    return nil
  }

  /// Where the value of a key goes; a key that the class does not know is counted.
  @inline(__always)
  private mutating func plan(of number: Int, _ targets: KeyTargets) -> FieldPlan {
    if let plan = targets.plan(of: number) { return plan }
    countUnknown(number)
    return .unknown
  }

  /// Counts a key that the class of its row does not know.
  @inline(__always)
  mutating func countUnknown(_ number: Int) { keyNames.unknownCounts[number] += 1 }

  /// Whether a later member has the same key: then it, the last, counts.
  private func isRepeated(after index: Int, _ object: JSONObject) -> Bool {
    (index + 1..<max(index + 1, min(object.count, JSONObject.mostMembers)))
      .contains { store.numbers[$0] == store.numbers[index] }
  }

  @inline(__always)
  private mutating func write(
    _ member: JSONMember, _ plan: FieldPlan, _ object: JSONObject, _ base: UnsafeRawPointer,
    _ shift: Int, into builder: inout BatchBuilder
  ) -> Rule? {
    let value = member.value
    if plan.kind == .text, member.kind == .string, !value.isUnescaped, value.end > value.start {
      builder.set(plan.field, Int64(value.start) &<< 24 | Int64(value.count))
      return nil
    }
    return writeOther(member, plan, object, base, shift, into: &builder)
  }

  /// Writes any value but the most usual, a plain text.
  private mutating func writeOther(
    _ member: JSONMember, _ plan: FieldPlan, _ object: JSONObject, _ base: UnsafeRawPointer,
    _ shift: Int, into builder: inout BatchBuilder
  ) -> Rule? {
    let value = member.value
    if member.kind.rawValue >= JSONKind.null.rawValue {
      builder.set(plan.field, RecordBatch.absent)
      return member.kind == .null ? nil : .json
    }
    guard value.end > value.start else {
      builder.set(plan.field, RecordBatch.absent)
      return nil
    }
    let text = value.isUnescaped ? UnsafeRawPointer(object.unescaped.base) : base
    guard plan.kind == .text || plan.kind == .operation else {
      return reader.read(text, Int(value.start), Int(value.end), plan, into: &builder)
    }
    if value.isUnescaped, hasNul(text, value) { return .nul }
    if plan.kind == .operation, !isOperation(text, Int(value.start), Int(value.end)) {
      return .version
    }
    let start = Int(value.start) &+ (value.isUnescaped ? shift : 0)
    builder.set(plan.field, Int64(start) &<< 24 | Int64(value.count))
    return nil
  }

  private func hasNul(_ text: UnsafeRawPointer, _ value: CellSlice) -> Bool {
    UnsafeRawBufferPointer(start: text + Int(value.start), count: value.count).contains(0)
  }
}

/// Room for the key numbers of one object.
///
/// A class, because it owns memory.
private final class KeyNumberStore {
  let numbers: UnsafeMutablePointer<Int>

  init() {
    numbers = .allocate(capacity: JSONObject.mostMembers)
    numbers.initialize(repeating: 0, count: JSONObject.mostMembers)
  }

  deinit { numbers.deallocate() }
}
