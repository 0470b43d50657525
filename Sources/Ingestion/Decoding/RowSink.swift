package import Commerce

/// Where the rows of one feed go: a builder for each class, and the rejects.
struct RowSink {
  /// Rejects that are kept before they are handed on.
  static let rejectCapacity = 512
  /// Bytes of a found text that a finding shows.
  static let shownBytes = 80

  let feed: Int
  let feedName: String
  let rowLimit: Int
  /// How to read one of the feed's rows by itself; `nil` while that is not known.
  var dialect: RowDialect?
  /// Rows read so far: those kept, those rejected, and nested ones.
  private(set) var read = 0
  private(set) var rejectedCount = 0
  /// Rows so far that are no records.
  var passed = PassedRows()
  /// The classes seen so far.
  private(set) var classes: [RecordClass]
  /// What is complete and was not taken yet; the batches without their bytes.
  private var complete: [DecodedRows] = []
  private var rejects: [Reject] = []
  /// Text of the block's rows that does not stand in the block.
  let spare = SpareText()
  /// One for each class that was met.
  var builders: [BatchBuilder] = []
  /// By class: its place in `builders`, or −1.
  private var builderIndices = Array(repeating: -1, count: RecordClass.allCases.count)
  /// Whether a builder or the rejects are full: `flush` before the next row.
  private(set) var needsFlush = false

  init(feed: Int, feedName: String, rowLimit: Int, declared: RecordClass?) {
    self.feed = feed
    self.feedName = feedName
    self.rowLimit = rowLimit
    classes = declared.map { [$0] } ?? []
  }

  /// A sink for other rows of the same feed.
  func forked() -> RowSink {
    var fork = RowSink(feed: feed, feedName: feedName, rowLimit: rowLimit, declared: nil)
    fork.dialect = dialect
    return fork
  }

  /// Begins with a part of a block: nothing is known of its classes, and its spare text will stand
  /// at `textOrigin`.
  mutating func beginPart(textOrigin: Int) {
    spare.begin(at: textOrigin)
    complete = []
    passed = PassedRows()
    classes = []
    for index in builderIndices.indices { builderIndices[index] = -1 }
  }

  /// The place in `builders` of the class's builder.
  @inline(__always)
  mutating func builderIndex(_ recordClass: RecordClass) -> Int {
    let index = builderIndices[Int(recordClass.rawValue)]
    return index >= 0 ? index : addBuilder(recordClass)
  }

  private mutating func addBuilder(_ recordClass: RecordClass) -> Int {
    if !classes.contains(recordClass) { classes.append(recordClass) }
    let index = builders.firstIndex { $0.recordClass == recordClass } ?? builders.count
    if index == builders.count {
      builders.append(BatchBuilder(recordClass, feed: feed, spare: spare))
    }
    builderIndices[Int(recordClass.rawValue)] = index
    return index
  }

  /// Keeps the row that a builder holds.
  @inline(__always)
  mutating func commit(_ index: Int, _ place: RowPlace) {
    builders[index].commit(place)
    read &+= 1
    if builders[index].isFull { needsFlush = true }
  }

  mutating func add(_ reject: Reject) {
    read += 1
    rejectedCount += 1
    rejects.append(reject)
    if rejects.count >= RowSink.rejectCapacity { needsFlush = true }
  }

  /// Sets everything that is complete aside for `take`, and starts anew.
  mutating func flush() {
    needsFlush = false
    for index in builders.indices {
      if let batch = builders[index].finish() { complete.append(.batch(batch)) }
    }
    guard !rejects.isEmpty else { return }
    complete.append(.rejects(rejects))
    rejects = []
  }

  /// Takes over the rows of another sink, all of them complete, as those that come next.
  ///
  /// `linesBefore`: what to add to their lines.
  mutating func absorb(_ other: RowSink, linesBefore: UInt32) {
    flush()
    passed += other.passed
    for recordClass in other.classes where !classes.contains(recordClass) {
      classes.append(recordClass)
    }
    for part in other.complete {
      switch part {
      case .batch(let batch):
        batch.places.rewrite { for row in $0.indices { $0[row].line &+= linesBefore } }
        read += batch.count
        complete.append(part)
      case .rejects(var rejects):
        for index in rejects.indices {
          rejects[index].finding.place.line += Int(linesBefore)
        }
        read += rejects.count
        rejectedCount += rejects.count
        complete.append(.rejects(rejects))
      case .longRow: complete.append(part)
      }
    }
  }

  /// Everything that is complete, in the order in which it was; the batches without their bytes.
  mutating func take() -> [DecodedRows] {
    flush()
    defer { complete = [] }
    return complete
  }
}

/// What a decoder hands on.
package enum DecodedRows: Sendable {
  case batch(RecordBatch)
  case rejects([Reject])
  /// The next bytes of a row that is too long and stands at `offset`; once it has ended its reject
  /// follows.
  case longRow([UInt8], offset: Int)
}

/// A row as the decoder sees it: where it stands, and its bytes.
struct RawRow {
  var base: UnsafeRawPointer
  var start: Int
  var end: Int
  /// Offset of the row in the feed.
  var offset: Int64
  var line: UInt32

  var place: RowPlace {
    RowPlace(offset: offset, line: line, length: UInt32(truncatingIfNeeded: end - start))
  }

  /// The bytes, at most `limit`.
  func bytes(limit: Int) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: base + start, count: min(end - start, limit)))
  }
}

/// What is wrong with a row, before its place is known.
struct RowFault {
  var rule: Rule
  var recordClass: RecordClass?
  var field = ""
  var expected: String
  var found = ""
  var key = ""
}

extension RowSink {
  /// Puts the row aside.
  ///
  /// `length`: its bytes where they are not all there.
  mutating func reject(
    _ row: RawRow, _ fault: RowFault, line: UInt32? = nil, length: Int? = nil
  ) {
    let place = Place(feed: feedName, line: Int(line ?? row.line), offset: Int(row.offset))
    let finding = Finding(
      rule: fault.rule, recordClass: fault.recordClass, place: place, field: fault.field,
      expected: fault.expected, found: fault.found, key: fault.key)
    if row.end - row.start > rowLimit { addLongRow(row) }
    add(
      Reject(
        finding: finding, raw: row.bytes(limit: rowLimit), length: length ?? (row.end - row.start),
        dialect: dialect))
  }

  /// Begins with a row that is longer than the limit: rejects before it are not mistaken for it.
  @inline(never)
  mutating func beginLongRow() { flush() }

  /// Hands on all bytes of a row that is longer than what a reject keeps.
  @inline(never)
  mutating func addLongRow(_ row: RawRow) {
    beginLongRow()
    addLongRow(row.base + row.start, count: row.end - row.start, offset: row.offset)
  }

  /// Hands on bytes of the row as they come, so that it can be kept whole; its reject follows them.
  @inline(never)
  mutating func addLongRow(_ bytes: UnsafeRawPointer, count: Int, offset: Int64) {
    guard count > 0 else { return }
    complete.append(
      .longRow(Array(UnsafeRawBufferPointer(start: bytes, count: count)), offset: Int(offset)))
  }
}

/// Bytes as text for a finding, cut at `RowSink.shownBytes`, at a scalar's border.
func shownText(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> String {
  guard end - start > RowSink.shownBytes else {
    return String(
      decoding: UnsafeRawBufferPointer(start: base + start, count: max(0, end - start)),
      as: UTF8.self)
  }
  var cut = start + RowSink.shownBytes
  while cut > start, byte(base, cut) & 0xC0 == 0x80 { cut -= 1 }
  return String(
    decoding: UnsafeRawBufferPointer(start: base + start, count: cut - start), as: UTF8.self) + "…"
}
