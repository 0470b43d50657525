import Commerce

/// A record batch that is being filled, row by row.
///
/// A row's cells are written first and count only once `commit` is called, so that a row which turns
/// out to be bad leaves nothing behind.
struct BatchBuilder {
  /// The most rows of one batch.
  static let rowCapacity = 8192

  let recordClass: RecordClass
  let feed: Int
  private(set) var count = 0
  /// Indices of the fields that some row has given.
  private(set) var given: [Int] = []
  /// Bytes of the committed rows, and of the row that is being written.
  private(set) var byteCount = 0
  private var committedBytes = 0
  private var wide: [WideDecimal] = []
  private var flags: [RowFlag] = []
  private var committedWide = 0
  private var committedFlags = 0
  private let store: BatchStore
  // The store's memory, as the hot loops reach it.
  private let cells: UnsafeMutablePointer<Int64>
  private let isGiven: UnsafeMutablePointer<Bool>
  private var bytes: UnsafeMutableRawPointer
  private var byteCapacity: Int

  init(_ recordClass: RecordClass, feed: Int) {
    self.recordClass = recordClass
    self.feed = feed
    store = BatchStore(fields: recordClass.schema.fields.count)
    cells = store.cells
    isGiven = store.isGiven
    bytes = store.bytes.base
    byteCapacity = store.bytes.capacity
  }

  var isFull: Bool { count == BatchBuilder.rowCapacity }

  /// Makes sure that the column of `field` exists, absent in all rows so far.
  @inline(__always)
  mutating func give(_ field: Int) {
    if !isGiven[field] { addColumn(field) }
  }

  private mutating func addColumn(_ field: Int) {
    isGiven[field] = true
    given.append(field)
    let column = cells + field * BatchBuilder.rowCapacity
    column.update(repeating: RecordBatch.absent, count: count + 1)
  }

  /// Makes every given field of the row that begins absent.
  @inline(__always)
  mutating func beginRow() {
    let row = cells + count
    for field in given { row[field &* BatchBuilder.rowCapacity] = RecordBatch.absent }
  }

  /// Writes the cell of a given field.
  @inline(__always)
  func set(_ field: Int, _ cell: Int64) {
    cells[field &* BatchBuilder.rowCapacity &+ count] = cell
  }

  /// The cell of the row that is being written; absent where no row has given the field.
  @inline(__always)
  func cell(_ field: Int) -> Int64 {
    isGiven[field]
      ? cells[field &* BatchBuilder.rowCapacity &+ count] : RecordBatch.absent
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

  /// Adds bytes and gives the index of the first.
  @inline(__always)
  mutating func append(_ bytes: UnsafeRawPointer, count added: Int) -> Int {
    let start = byteCount
    if start &+ added > byteCapacity { grow(to: start &+ added) }
    self.bytes.advanced(by: start).copyMemory(from: bytes, byteCount: added)
    byteCount = start &+ added
    return start
  }

  /// Adds bytes that several rows point into; they stay until the batch is finished.
  mutating func appendShared(_ bytes: [UInt8]) -> Int {
    let start = bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { append($0, count: bytes.count) } ?? byteCount
    }
    committedBytes = byteCount
    return start
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    store.bytes.reserve(needed, keeping: byteCount)
    bytes = store.bytes.base
    byteCapacity = store.bytes.capacity
  }

  @inline(__always)
  mutating func commit(_ place: RowPlace) {
    store.places[count] = place
    count &+= 1
    committedBytes = byteCount
    committedWide = wide.count
    committedFlags = flags.count
  }

  /// Forgets the row that is being written.
  mutating func abandon() {
    byteCount = committedBytes
    wide.removeSubrange(committedWide...)
    flags.removeSubrange(committedFlags...)
  }

  /// The rows so far; the builder is empty afterwards.
  ///
  /// `nil` where there are none.
  mutating func finish() -> RecordBatch? {
    defer { reset() }
    guard count > 0 else { return nil }
    var batch = RecordBatch(recordClass, feed: feed)
    batch.count = count
    batch.bytes = Array(
      UnsafeRawBufferPointer(start: bytes, count: committedBytes))
    for field in given {
      batch.columns[field] = Array(
        UnsafeBufferPointer(
          start: cells + field * BatchBuilder.rowCapacity, count: count))
    }
    batch.places = Array(UnsafeBufferPointer(start: store.places, count: count))
    batch.wide = wide
    batch.flags = flags
    return batch
  }

  private mutating func reset() {
    for field in given { isGiven[field] = false }
    given.removeAll(keepingCapacity: true)
    wide = []
    flags = []
    (count, byteCount, committedBytes, committedWide, committedFlags) = (0, 0, 0, 0, 0)
  }
}

/// The memory of a batch builder: columns side by side.
///
/// A class, because it owns memory.
private final class BatchStore {
  /// Fields × `rowCapacity`.
  let cells: UnsafeMutablePointer<Int64>
  let isGiven: UnsafeMutablePointer<Bool>
  let places: UnsafeMutablePointer<RowPlace>
  let bytes = ByteBuffer(capacity: 1 << 16)

  init(fields: Int) {
    cells = .allocate(capacity: fields * BatchBuilder.rowCapacity)
    isGiven = .allocate(capacity: fields)
    isGiven.initialize(repeating: false, count: fields)
    places = .allocate(capacity: BatchBuilder.rowCapacity)
  }

  deinit {
    cells.deallocate()
    isGiven.deallocate()
    places.deallocate()
  }
}
