import Commerce

/// Turns the rows of a CSV or TSV feed into rows of batches.
struct DelimitedDecoder: LineDecoder {
  private var machine: DelimitedRows
  private(set) var index: RowIndex
  var reader: ValueReader
  private var header: Header?
  /// Whether the header could not be read: then the class of no row can be told.
  private var isHeaderLost = false
  /// The class that the user or the file's name gave; the header's where the name's lacks columns.
  private var assumed: RecordClass?
  private let isDeclared: Bool
  /// What takes the rows of a feed whose columns have other names than ours.
  private var foreign: (any ForeignRows)?
  private var plans: [HeaderPlan?] = Array(repeating: nil, count: RecordClass.allCases.count)
  /// The plan of every row, where rows name no classes of their own.
  private var fixedPlan: HeaderPlan?
  /// Columns that the schema does not know.
  private var unknownNames: [String] = []

  init(
    delimiter: UInt8, rowLimit: Int, options: DecodingOptions, foreign: (any ForeignRows)? = nil
  ) {
    self.foreign = foreign
    machine = DelimitedRows(delimiter: delimiter, rowLimit: rowLimit)
    index = RowIndex(separator: delimiter, odd: quoteMark)
    reader = ValueReader(offsetSeconds: options.offsetSeconds)
    assumed = options.declared ?? options.named
    isDeclared = options.declared != nil
  }

  /// Finds the next row.
  @inline(__always)
  mutating func scan(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan { machine.next(base, from: start, to: end, isLast: isLast) }

  var brokenRule: Rule { .fields }
  var notice: String? {
    if isHeaderLost { return "the header cannot be read: every row is rejected" }
    if let foreign { return foreign.notice }
    guard let header, fixedPlan == nil, header.classColumn == nil else { return nil }
    return "the class cannot be told from the header: name it, as in order=PATH"
  }

  func unknownColumns(rows: Int) -> [String: Int] {
    Dictionary(unknownNames.map { ($0, rows) }, uniquingKeysWith: max)
  }

  /// Takes note of a row that could not be split.
  mutating func skipRow() { if header == nil { isHeaderLost = true } }

  func forked() -> DelimitedDecoder? {
    guard header != nil else { return nil }
    var fork = self
    if let foreign {
      guard let other = foreign.forked() else { return nil }
      fork.foreign = other
    }
    fork.machine = DelimitedRows(delimiter: machine.delimiter, rowLimit: machine.rowLimit)
    fork.machine.expectedCells = machine.expectedCells
    fork.index = RowIndex(separator: machine.delimiter, odd: quoteMark)
    return fork
  }

  mutating func beginCount() {}

  /// Rows of a feed with a header teach nothing.
  mutating func absorb(_ fork: any RowDecoder) -> Bool { true }

  mutating func beginBlock(givesUpQuotes: Bool) {
    machine.givesUpQuotes = givesUpQuotes
    index.clear()
  }

  /// The class and the columns of every row; `nil` where rows tell their own, or cannot be kept.
  private var usualPlan: HeaderPlan? {
    fixedPlan.flatMap { $0.missing.isEmpty ? $0 : nil }
  }

  mutating func decodeUsualRows(_ cursor: inout RowCursor, into sink: inout RowSink) {
    guard let plan = usualPlan else { return }
    plan.columns.withUnsafeBufferPointer { columns in
      while index.seek(cursor.at, in: cursor.base, to: cursor.end) {
        guard decodeRun(&cursor, plan, columns, into: &sink) else { return }
      }
    }
  }

  /// Decodes the rows of the index up to the first odd one; whether there was none.
  private mutating func decodeRun(
    _ cursor: inout RowCursor, _ plan: HeaderPlan, _ columns: UnsafeBufferPointer<FieldPlan>,
    into sink: inout RowSink
  ) -> Bool {
    while let found = index.usualRow(cursor.base, limit: sink.rowLimit) {
      if sink.needsFlush { sink.flush() }
      if found.end > cursor.at {
        let row = cursor.row(to: found.end)
        if found.mayHaveHighBytes,
          let wrong = firstByteNotUTF8(row.base, from: row.start, to: row.end)
        {
          sink.reject(row, .notUTF8(row, at: wrong))
        } else if found.count != machine.expectedCells {
          sink.reject(row, wrongCount(found.count))
        } else {
          let cells = IndexedCells(base: row.base, start: row.start, ends: found.ends)
          decode(row, cells, plan, columns, into: &sink)
        }
      }
      cursor.passLine(feed: index.next())
    }
    return !index.isAtOddRow
  }

  /// Decodes the row that `scan` has just found.
  mutating func decode(_ row: RawRow, into sink: inout RowSink) {
    guard header != nil else {
      if isHeaderLost {
        sink.reject(row, .classUnknown("its header cannot be read"))
      } else {
        readHeader(row)
        sink.dialect = sink.dialect?.withHeader(row.bytes(limit: sink.rowLimit))
      }
      return
    }
    guard machine.count == machine.expectedCells else {
      sink.reject(row, wrongCount(machine.count))
      return
    }
    if let foreign {
      foreign.take(foreignRow(row), into: &sink)
      return
    }
    guard let plan = fixedPlan else {
      decodeOfOwnClass(row, into: &sink)
      return
    }
    decodeSliced(row, plan, into: &sink)
  }

  /// Decodes a row whose cells the machine has found.
  private mutating func decodeSliced(
    _ row: RawRow, _ plan: HeaderPlan, into sink: inout RowSink
  ) {
    let textShift =
      machine.unescapedCount > 0
      ? sink.spare.append(machine.unescaped.base, count: machine.unescapedCount) : 0
    let cells = SlicedCells(
      base: row.base, unescaped: UnsafeRawPointer(machine.unescaped.base), textShift: textShift,
      slices: machine.cells)
    plan.columns.withUnsafeBufferPointer { decode(row, cells, plan, $0, into: &sink) }
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
    if let foreign {
      foreign.begin(names)
      unknownNames = foreign.unusedNames
      return
    }
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

  private func foreignRow(_ row: RawRow) -> ForeignRow {
    ForeignRow(
      row: row, slices: machine.cells, count: min(machine.count, CellStore.capacity),
      unescaped: UnsafeRawPointer(machine.unescaped.base), unescapedCount: machine.unescapedCount)
  }

  private func wrongCount(_ count: Int) -> RowFault {
    RowFault(
      rule: .fields, recordClass: fixedPlan?.recordClass,
      expected: "\(machine.expectedCells) fields, as the header has", found: "\(count)",
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
    decodeSliced(row, plan, into: &sink)
  }

  private func text(_ cell: CellSlice, _ row: RawRow) -> String {
    shownText(
      cell.isUnescaped ? UnsafeRawPointer(machine.unescaped.base) : row.base,
      Int(cell.start), Int(cell.end))
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
