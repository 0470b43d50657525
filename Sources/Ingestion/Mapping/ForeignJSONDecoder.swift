import Commerce

/// Hands the members of JSON Lines to whatever takes rows with foreign columns.
struct ForeignJSONDecoder: LineDecoder {
  private var object = JSONObject()
  private var keys: KeyNames
  private let rows: any ForeignRows
  private let rowLimit: Int
  /// How many names come first that `rows` wants; the others are counted as unknown.
  private let wantedCount: Int
  /// How many names the rows' taker knows.
  private var toldCount = 0
  private let slices = CellStore()

  init(_ rows: any ForeignRows, rowLimit: Int) {
    self.rows = rows
    self.rowLimit = rowLimit
    let wanted = rows.wantedNames
    wantedCount = wanted.count
    keys = KeyNames(wanted)
  }

  var brokenRule: Rule { .json }
  func notice(of feed: String) -> String? { rows.notice }
  mutating func skipRow() {}
  mutating func beginBlock(givesUpQuotes: Bool) {}
  mutating func decodeUsualRows(_ cursor: inout RowCursor, into sink: inout RowSink) {}

  func forked() -> ForeignJSONDecoder? {
    rows.forked().map { ForeignJSONDecoder($0, rowLimit: rowLimit) }
  }

  mutating func beginCount() { keys.beginCount() }

  mutating func absorb(_ fork: any RowDecoder) -> Bool {
    guard let fork = fork as? ForeignJSONDecoder, keys.hasRoom(for: fork.keys) else { return false }
    keys.absorb(fork.keys)
    return true
  }

  func unknownColumns(rows: Int) -> [String: Int] {
    let counts = zip(keys.names, keys.unknownCounts).filter { $0.1 > 0 }
    return Dictionary(counts, uniquingKeysWith: +)
  }

  mutating func scan(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan { scanJSONLine(base, from: start, to: end, isLast: isLast, rowLimit: rowLimit) }

  mutating func decode(_ row: RawRow, into sink: inout RowSink) {
    if let wrong = object.read(row.base, from: row.start, to: row.end) {
      sink.reject(row, .notObject(row, at: wrong))
      return
    }
    for column in 0..<min(keys.names.count, CellStore.capacity) {
      slices.cells[column] = ForeignRow.lacking
    }
    for index in 0..<min(object.count, JSONObject.mostMembers) {
      let member = object.members[index]
      let text = member.name.isUnescaped ? UnsafeRawPointer(object.unescaped.base) : row.base
      let column = keys.number(text, Int(member.name.start), Int(member.name.end))
      if column >= wantedCount { keys.unknownCounts[column] += 1 }
      guard column < CellStore.capacity else { continue }
      slices.cells[column] = member.kind == .null ? CellSlice(0, 0) : member.value
    }
    if toldCount != keys.names.count {
      toldCount = keys.names.count
      rows.begin(keys.names)
    }
    rows.take(
      ForeignRow(
        row: row, slices: slices.cells, count: min(keys.names.count, CellStore.capacity),
        unescaped: UnsafeRawPointer(object.unescaped.base), unescapedCount: object.unescapedCount),
      into: &sink)
  }
}

/// Finds the line of JSON Lines that begins at `start`.
@inline(__always)
func scanJSONLine(
  _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool, rowLimit: Int
) -> RowScan {
  let stop = min(end, start &+ rowLimit &+ 1)
  let line = scanLine(base, from: start, to: stop)
  if line.end == stop {
    if stop &- start > rowLimit { return RowScan(kind: .long, end: stop) }
    guard isLast else { return RowScan(kind: .incomplete, end: start) }
  }
  let isEmpty = trimmed(base, start, line.end).start == line.end
  return RowScan(
    kind: isEmpty ? .empty : .row, end: line.end, mayHaveHighBytes: line.mayHaveHighBytes,
    hasNul: line.hasNul)
}
