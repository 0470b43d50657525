import Commerce

/// Turns the rows of a CSV or TSV feed into rows of batches.
struct DelimitedDecoder: LineDecoder {
  var machine: DelimitedRows
  private(set) var index: RowIndex
  var reader: ValueReader
  private(set) var header: Header?
  /// The header's cells with delimiters between them: the same bytes again are no record.
  private var headerBytes: [UInt8] = []
  /// The fewest cells of a row that lacks none with a name.
  private(set) var leastCells = Int.max
  let dialect: Dialect
  let known: KnownNames
  /// In small letters.
  let totalsWords: [String]
  /// Their first bytes, with the bit set that makes a letter small.
  let totalsOpenings: Set<UInt8>
  /// Whether the header could not be read: then the class of no row can be told.
  private var isHeaderLost = false
  /// The class that the user or the file's name gave; the header's where the name's lacks columns.
  private var assumed: RecordClass?
  private let isDeclared: Bool
  /// What takes the rows of a feed whose columns have other names than ours.
  private var foreign: (any ForeignRows)?
  private var plans: [HeaderPlan?] = Array(repeating: nil, count: RecordClass.allCases.count)
  /// The plan of every row, where rows name no classes of their own.
  private(set) var fixedPlan: HeaderPlan?
  /// Columns that the schema does not know.
  private var unknownNames: [String] = []

  init(delimiter: UInt8, options: DecodingOptions, foreign: (any ForeignRows)? = nil) {
    self.foreign = foreign
    dialect = options.dialect
    known = KnownNames(dialect, areOwnAlone: foreign != nil)
    totalsWords = (dialect.totalsWords ?? Dialect.usualTotalsWords).map { $0.lowercased() }
    totalsOpenings = Set(totalsWords.compactMap { $0.utf8.first.map { $0 | 0x20 } })
    machine = DelimitedDecoder.machine(delimiter, dialect, rowLimit: options.maxRowBytes)
    index = DelimitedDecoder.index(delimiter, dialect)
    reader = ValueReader(offsetSeconds: options.offsetSeconds)
    assumed = options.declared ?? options.named
    isDeclared = options.declared != nil
    if let names = dialect.header { take(Header(names: names), cells: names.count) }
  }

  private static func machine(
    _ delimiter: UInt8, _ dialect: Dialect, rowLimit: Int
  ) -> DelimitedRows {
    DelimitedRows(
      delimiter: delimiter, quote: dialect.quote ?? .byte(quoteMark), rowLimit: rowLimit)
  }

  /// NUL, which is odd anyhow, where nothing quotes.
  private static func index(_ delimiter: UInt8, _ dialect: Dialect) -> RowIndex {
    RowIndex(separator: delimiter, odd: dialect.quoteByte ?? 0)
  }

  /// Finds the next row.
  @inline(__always)
  mutating func scan(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan { machine.next(base, from: start, to: end, isLast: isLast) }

  var brokenRule: Rule { .fields }

  func notice(of feed: String) -> String? {
    if isHeaderLost { return "the header cannot be read: every row is rejected" }
    if let foreign { return foreign.notice }
    guard let header, fixedPlan == nil, header.classColumn == nil else { return nil }
    let file = feed == "-" ? "FILE" : feed
    return "the class cannot be told from the header: name it, as in order=\(file), or"
      + " propose a mapping with tradewatch map suggest \(file)"
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
    fork.machine = DelimitedDecoder.machine(
      machine.delimiter, dialect, rowLimit: machine.rowLimit)
    fork.machine.expectedCells = machine.expectedCells
    fork.index = DelimitedDecoder.index(machine.delimiter, dialect)
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
          decodeRagged(row, found, plan, columns, into: &sink)
        } else if isHeaderAgain(row) {
          sink.passed.headers += 1
        } else {
          let cells = IndexedCells(base: row.base, start: row.start, ends: found.ends)
          decode(row, cells, plan, columns, into: &sink)
        }
      } else {
        sink.passed.blank += 1
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
    if machine.mayBeProtected { machine.unprotect(row.base) }
    guard machine.count == machine.expectedCells else {
      decodeRagged(row, into: &sink)
      return
    }
    if isHeaderAgain(row) || startsAsHeader(row) {
      sink.passed.headers += 1
      return
    }
    decodeCells(row, into: &sink)
  }

  /// Whether the cells in the machine are the header's names, however they are quoted.
  private func startsAsHeader(_ row: RawRow) -> Bool {
    let first = slicedCells(row).cell(0)
    let count = first.end - first.start
    guard count > 0, count <= headerBytes.count, byte(first.base, first.start) == headerBytes[0]
    else { return false }
    var cells = slicedCells(row)
    return isHeader((0..<min(machine.count, CellStore.capacity)).map { _ in cells.next() })
  }

  /// Whether the row has the very bytes of the header.
  @inline(__always)
  private func isHeaderAgain(_ row: RawRow) -> Bool {
    row.end &- row.start == headerBytes.count && hasHeaderBytes(row)
  }

  @inline(never)
  private func hasHeaderBytes(_ row: RawRow) -> Bool {
    headerBytes.elementsEqual(
      UnsafeRawBufferPointer(start: row.base + row.start, count: row.end - row.start))
  }

  /// Decodes a row that has as many cells as the header, in the machine.
  mutating func decodeCells(_ row: RawRow, into sink: inout RowSink) {
    if let foreign {
      if !passesOver(row, foreign, into: &sink) { foreign.take(foreignRow(row), into: &sink) }
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
    var cells = slicedCells(row)
    if machine.unescapedCount > 0 {
      cells.textShift = sink.spare.append(machine.unescaped.base, count: machine.unescapedCount)
    }
    plan.columns.withUnsafeBufferPointer { decode(row, cells, plan, $0, into: &sink) }
  }

  /// The cells of the row that the machine has found.
  func slicedCells(_ row: RawRow) -> SlicedCells {
    SlicedCells(
      base: row.base, unescaped: UnsafeRawPointer(machine.unescaped.base),
      slices: machine.cells)
  }

  private mutating func readHeader(_ row: RawRow) {
    if machine.mayBeProtected { machine.unprotect(row.base) }
    let count = min(machine.count, CellStore.capacity)
    let names = (0..<count).map { index in
      let cell = machine.cells[index]
      let base = cell.isUnescaped ? UnsafeRawPointer(machine.unescaped.base) : row.base
      return String(
        decoding: UnsafeRawBufferPointer(start: base + Int(cell.start), count: cell.count),
        as: UTF8.self)
    }
    headerBytes = Array(
      names.joined(separator: String(UnicodeScalar(machine.delimiter))).utf8)
    take(Header(names: known.canonical(names.map(\.asHeaderName))), cells: machine.count)
  }

  /// Makes the header that of all rows to come; `cells`: how many each should have.
  private mutating func take(_ read: Header, cells: Int) {
    let names = read.names
    header = read
    machine.expectedCells = cells
    leastCells = (names.lastIndex { !$0.isEmpty } ?? cells - 1) + 1
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

  func foreignRow(_ row: RawRow) -> ForeignRow {
    ForeignRow(
      row: row, slices: machine.cells, count: min(machine.count, CellStore.capacity),
      unescaped: UnsafeRawPointer(machine.unescaped.base), unescapedCount: machine.unescapedCount)
  }

  func wrongCount(_ count: Int) -> RowFault {
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
          reject(row, .classUnknown(name), into: &sink)
          return
        }
        recordClass = named
      }
    }
    guard let recordClass else {
      reject(
        row, .classUnknown(header.names.prefix(12).joined(separator: ",")), into: &sink)
      return
    }
    let plan =
      plans[Int(recordClass.rawValue)] ?? HeaderPlan(recordClass, header: header.names)
    plans[Int(recordClass.rawValue)] = plan
    decodeSliced(row, plan, into: &sink)
  }

  /// Rejects the row in the machine, unless it is no record.
  private func reject(_ row: RawRow, _ fault: RowFault, into sink: inout RowSink) {
    let count = min(machine.count, CellStore.capacity)
    if !passesOver(slicedCells(row), count: count, nil, into: &sink) { sink.reject(row, fault) }
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
