import Commerce

/// Turns the rows of a CSV or TSV feed into rows of batches.
struct DelimitedDecoder: RowDecoder {
  private var machine: DelimitedRows
  private var reader: ValueReader
  private var header: Header?
  /// Whether the header could not be read: then the class of no row can be told.
  private var isHeaderLost = false
  /// The class that the user or the file's name gave; the header's where the name's lacks columns.
  private var assumed: RecordClass?
  private let isDeclared: Bool
  private var plans: [HeaderPlan?] = Array(repeating: nil, count: RecordClass.allCases.count)
  /// The plan of every row, where rows name no classes of their own.
  private var fixedPlan: HeaderPlan?
  /// Columns that the schema does not know.
  private var unknownNames: [String] = []

  init(delimiter: UInt8, rowLimit: Int, options: DecodingOptions) {
    machine = DelimitedRows(delimiter: delimiter, rowLimit: rowLimit)
    reader = ValueReader(offsetSeconds: options.offsetSeconds)
    assumed = options.declared ?? options.named
    isDeclared = options.declared != nil
  }

  /// Finds the next row.
  @inline(__always)
  mutating func scan(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan { machine.next(base, from: start, to: end, isLast: isLast) }

  var notice: String? {
    if isHeaderLost { return "the header cannot be read: every row is rejected" }
    guard let header, fixedPlan == nil, header.classColumn == nil else { return nil }
    return "the class cannot be told from the header: name it, as in order=PATH"
  }

  func unknownColumns(rows: Int) -> [String: Int] {
    Dictionary(unknownNames.map { ($0, rows) }, uniquingKeysWith: max)
  }

  /// Takes note of a row that could not be split.
  mutating func skipRow() { if header == nil { isHeaderLost = true } }

  mutating func setGivesUpQuotes(_ givesUp: Bool) { machine.givesUpQuotes = givesUp }

  /// Decodes the row that `scan` has just found.
  mutating func decode(_ row: RawRow, into sink: inout RowSink) {
    guard header != nil else {
      isHeaderLost ? sink.reject(row, .classUnknown("its header cannot be read")) : readHeader(row)
      return
    }
    guard machine.count == machine.expectedCells else {
      sink.reject(row, wrongCount(row))
      return
    }
    guard let plan = fixedPlan else {
      decodeOfOwnClass(row, into: &sink)
      return
    }
    decode(row, by: plan, into: &sink)
  }

  private mutating func readHeader(_ row: RawRow) {
    let count = min(machine.count, CellStore.capacity)
    let names = (0..<count).map { index in
      let cell = machine.cells[index]
      let base = cell.isUnescaped ? UnsafeRawPointer(machine.unescaped.base) : row.base
      let bounds = trimmed(base, Int(cell.start), Int(cell.end))
      return String(
        decoding: UnsafeRawBufferPointer(
          start: base + bounds.start, count: bounds.end - bounds.start), as: UTF8.self)
    }
    let read = Header(names: names)
    header = read
    machine.expectedCells = machine.count
    if let named = assumed, !isDeclared, let told = read.recordClass,
      !HeaderPlan(named, header: names).missing.isEmpty
    {
      assumed = told
    }
    if read.classColumn == nil || isDeclared, let recordClass = assumed ?? read.recordClass {
      fixedPlan = HeaderPlan(recordClass, header: names)
      unknownNames = read.unknown(to: [recordClass])
    } else {
      unknownNames = read.unknown(to: RecordClass.allCases)
    }
  }

  private func wrongCount(_ row: RawRow) -> RowFault {
    RowFault(
      rule: .fields, recordClass: fixedPlan?.recordClass,
      expected: "\(machine.expectedCells) fields, as the header has", found: "\(machine.count)",
      key: "")
  }

  /// Decodes a row that names its class, or cannot.
  private mutating func decodeOfOwnClass(_ row: RawRow, into sink: inout RowSink) {
    guard let header else { return }
    var recordClass = assumed ?? header.recordClass
    if let column = header.classColumn, column < CellStore.capacity {
      let name = text(machine.cells[column], row)
      if !name.isEmpty {
        guard let named = RecordClass(named: name) else {
          sink.reject(row, .classUnknown(name))
          return
        }
        recordClass = named
      }
    }
    guard let recordClass else {
      sink.reject(row, .classUnknown(header.names.prefix(12).joined(separator: ",")))
      return
    }
    let plan =
      plans[Int(recordClass.rawValue)] ?? HeaderPlan(recordClass, header: header.names)
    plans[Int(recordClass.rawValue)] = plan
    decode(row, by: plan, into: &sink)
  }

  private func text(_ cell: CellSlice, _ row: RawRow) -> String {
    shownText(
      cell.isUnescaped ? UnsafeRawPointer(machine.unescaped.base) : row.base,
      Int(cell.start), Int(cell.end))
  }

  private mutating func decode(_ row: RawRow, by plan: HeaderPlan, into sink: inout RowSink) {
    let index = sink.builderIndex(plan.recordClass)
    guard let fault = fill(&sink.builders[index], row, plan) else {
      sink.commit(index, row.place)
      return
    }
    sink.builders[index].abandon()
    sink.reject(row, self.fault(fault.rule, fault.column, row, plan))
  }

  /// Writes the row's cells; gives the first rule that it breaks, and the column.
  private mutating func fill(
    _ builder: inout BatchBuilder, _ row: RawRow, _ plan: HeaderPlan
  ) -> (rule: Rule, column: Int)? {
    if !plan.missing.isEmpty { return (.required, -1) }
    let cells = machine.cells
    let unescaped = UnsafeRawPointer(machine.unescaped.base)
    let textShift =
      machine.unescapedCount > 0 ? builder.addText(unescaped, count: machine.unescapedCount) : 0
    let columns = plan.columns
    if builder.count == 0 {
      for target in columns where target.field >= 0 { builder.give(target.field) }
    }
    for column in columns.indices where columns[column].field >= 0 {
      let cell = cells[column]
      let base = cell.isUnescaped ? unescaped : row.base
      let shift = cell.isUnescaped ? textShift : 0
      if let rule = fill(columns[column], base, shift, cell, into: &builder) {
        return (rule, column)
      }
    }
    return nil
  }

  /// Writes one cell; gives the rule that it breaks.
  ///
  /// `shift`: what to add to the cell's index to have its place in the block.
  @inline(__always)
  private mutating func fill(
    _ target: FieldPlan, _ base: UnsafeRawPointer, _ shift: Int, _ cell: CellSlice,
    into builder: inout BatchBuilder
  ) -> Rule? {
    let start = Int(cell.start)
    guard cell.end > cell.start else {
      builder.set(target.field, RecordBatch.absent)
      return target.isRequired ? .required : nil
    }
    if target.kind == .text || target.kind == .operation {
      if target.kind == .operation, !isOperation(base, start, Int(cell.end)) { return .version }
      builder.set(target.field, Int64(start &+ shift) &<< 24 | Int64(cell.count))
      return nil
    }
    if let rule = reader.read(base, start, Int(cell.end), target, into: &builder) { return rule }
    let isMissing = target.isRequired && builder.cell(target.field) == RecordBatch.absent
    return isMissing ? .required : nil
  }

  /// The words of a broken rule.
  private func fault(
    _ rule: Rule, _ column: Int, _ row: RawRow, _ plan: HeaderPlan
  ) -> RowFault {
    let schema = plan.recordClass.schema
    var fault = RowFault(rule: rule, recordClass: plan.recordClass, expected: "a value")
    fault.key = key(row, plan)
    guard column >= 0 else {
      fault.field = plan.missing.first.map { schema.fields[$0].name } ?? ""
      fault.expected = "a column of this name"
      fault.found = "no such column"
      return fault
    }
    let target = plan.columns[column]
    fault.field = schema.fields[target.field].name
    if rule != .required { fault.expected = target.kind.expected }
    fault.found = text(machine.cells[column], row)
    return fault
  }

  /// The texts of the key's fields, where the row gives them.
  private func key(_ row: RawRow, _ plan: HeaderPlan) -> String {
    plan.recordClass.schema.key.compactMap { field -> String? in
      guard let column = plan.columns.firstIndex(where: { $0.field == field }) else { return nil }
      let part = text(machine.cells[column], row)
      return part.isEmpty ? nil : part
    }.joined(separator: "/")
  }
}

extension RowFault {
  static func classUnknown(_ found: String) -> RowFault {
    RowFault(
      rule: .recordClass, recordClass: nil, field: Header.classColumn,
      expected: "a class, by class=PATH, the file's name, the header or record_class",
      found: found)
  }
}
