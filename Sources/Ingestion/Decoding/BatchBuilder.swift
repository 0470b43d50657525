import Commerce

/// A record batch that is being filled, row by row.
///
/// A row's cells are written first and count only once `commit` is called, so that a row which turns
/// out to be bad leaves nothing behind.
struct BatchBuilder {
  /// The most rows of one batch.
  static let rowCapacity = 8192
  /// Cells from a column to the next: more than `rowCapacity`, lest the cells of a row share a set
  /// of the processor's caches.
  private static let columnStride = rowCapacity + 8
  /// A batch with fewer rows is copied out of the builder's memory rather than taking it along.
  private static let fewRows = rowCapacity / 8

  let recordClass: RecordClass
  let feed: Int
  private(set) var count = 0
  /// Indices of the fields that some row has given.
  private(set) var given: [Int] = []
  private var wide: [WideDecimal] = []
  private var flags: [RowFlag] = []
  private var committedWide = 0
  private var committedFlags = 0
  private let fieldCount: Int
  /// The same indices as bits.
  private var givenBits: UInt64 = 0
  private let spare: SpareText
  private var memory: BatchMemory
  // The memory's parts, as the hot loops reach them.
  private var cells: UnsafeMutablePointer<Int64>
  private var places: UnsafeMutablePointer<RowPlace>

  /// `spare`: where text goes that does not stand in the block.
  init(_ recordClass: RecordClass, feed: Int, spare: SpareText) {
    self.recordClass = recordClass
    self.feed = feed
    self.spare = spare
    fieldCount = recordClass.schema.fields.count
    precondition(fieldCount <= 64, "BatchBuilder: a class has at most 64 fields")
    memory = BatchBuilder.memory(fields: fieldCount)
    cells = BatchBuilder.cells(memory)
    places = BatchBuilder.places(memory, fields: fieldCount)
  }

  var isFull: Bool { count == BatchBuilder.rowCapacity }

  /// Makes sure that the column of `field` exists, absent in all rows so far.
  @inline(__always)
  mutating func give(_ field: Int) {
    if !isGiven(field) { addColumn(field) }
  }

  @inline(__always)
  private func isGiven(_ field: Int) -> Bool { givenBits &>> UInt64(field) & 1 == 1 }

  private mutating func addColumn(_ field: Int) {
    givenBits |= (1 as UInt64) &<< UInt64(field)
    given.append(field)
    let column = cells + field * BatchBuilder.columnStride
    column.update(repeating: RecordBatch.absent, count: count + 1)
  }

  /// Makes every given field of the row that begins absent.
  @inline(__always)
  mutating func beginRow() {
    let row = cells + count
    for field in given { row[field &* BatchBuilder.columnStride] = RecordBatch.absent }
  }

  /// Begins a row that writes each of the fields whose bits are set, and no others.
  @inline(__always)
  mutating func beginRow(writing bits: UInt64) {
    if givenBits != bits { beginRow(amongOthers: bits) }
  }

  private mutating func beginRow(amongOthers bits: UInt64) {
    var rest = bits & ~givenBits
    while rest != 0 {
      addColumn(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    beginRow()
  }

  /// Writes the cell of a given field.
  @inline(__always)
  func set(_ field: Int, _ cell: Int64) {
    cells[field &* BatchBuilder.columnStride &+ count] = cell
  }

  /// The cell of the row that is being written; absent where no row has given the field.
  @inline(__always)
  func cell(_ field: Int) -> Int64 {
    isGiven(field)
      ? cells[field &* BatchBuilder.columnStride &+ count] : RecordBatch.absent
  }

  /// Forgets what the row being written said about the field so far.
  mutating func clear(_ field: Int) {
    wide.removeAll { $0.row == count && $0.field == field }
    flags.removeAll { $0.row == count && $0.field == field }
  }

  mutating func addWide(_ field: Int, _ value: ExactDecimal) {
    wide.append(WideDecimal(row: count, field: field, value: value))
  }

  mutating func addFlag(_ field: Int, _ rule: Rule) {
    flags.append(RowFlag(row: count, field: field, rule: rule))
  }

  /// Keeps text of the row that does not stand in the block; gives its place.
  func addText(_ bytes: UnsafeRawPointer, count added: Int) -> Int {
    spare.append(bytes, count: added)
  }

  @inline(__always)
  mutating func commit(_ place: RowPlace) {
    places[count] = place
    count &+= 1
    spare.commit()
    committedWide = wide.count
    committedFlags = flags.count
  }

  /// Forgets the row that is being written.
  mutating func abandon() {
    spare.abandon()
    wide.removeSubrange(committedWide...)
    flags.removeSubrange(committedFlags...)
  }

  /// The rows so far, the bytes of their texts not among them; the builder is empty afterwards.
  ///
  /// `nil` where there are none.
  mutating func finish() -> RecordBatch? {
    defer { reset() }
    guard count > 0 else { return nil }
    var batch = RecordBatch(recordClass, feed: feed)
    batch.count = count
    let isSmall = count < BatchBuilder.fewRows
    for field in given {
      let column = cells + field * BatchBuilder.columnStride
      batch.columns[field] = run(column, isCopied: isSmall)
    }
    batch.places = run(places, isCopied: isSmall)
    batch.wide = wide
    batch.flags = flags
    if !isSmall { renewMemory() }
    return batch
  }

  private func run<Element>(
    _ start: UnsafeMutablePointer<Element>, isCopied: Bool
  ) -> BatchRun<Element> {
    isCopied
      ? BatchRun(UnsafeBufferPointer(start: start, count: count))
      : BatchRun(memory, start, count: count)
  }

  private mutating func renewMemory() {
    memory = BatchBuilder.memory(fields: fieldCount)
    cells = BatchBuilder.cells(memory)
    places = BatchBuilder.places(memory, fields: fieldCount)
  }

  private mutating func reset() {
    givenBits = 0
    given.removeAll(keepingCapacity: true)
    wide = []
    flags = []
    (count, committedWide, committedFlags) = (0, 0, 0)
  }
}

// The memory of a builder: its columns side by side, fields × `columnStride`, and then the places.
extension BatchBuilder {
  private static func cellBytes(fields: Int) -> Int {
    fields * columnStride * MemoryLayout<Int64>.stride
  }

  private static func memory(fields: Int) -> BatchMemory {
    BatchMemory(
      atLeast: cellBytes(fields: fields) + rowCapacity * MemoryLayout<RowPlace>.stride)
  }

  private static func cells(_ memory: BatchMemory) -> UnsafeMutablePointer<Int64> {
    memory.base.assumingMemoryBound(to: Int64.self)
  }

  private static func places(
    _ memory: BatchMemory, fields: Int
  ) -> UnsafeMutablePointer<RowPlace> {
    (memory.base + cellBytes(fields: fields)).assumingMemoryBound(to: RowPlace.self)
  }
}
