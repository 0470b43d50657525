import Commerce
import Statistics

// What the append path reads of a row: cells as they are, without their meaning.
extension Table {
  /// The code of a text field; 0 where absent.
  func code(_ row: Int, _ field: Int) -> UInt32 {
    if case .codes(let column)? = columns[field] { column.cells[row] } else { 0 }
  }

  /// The codes of a text field in new rows inside one segment; `nil` where no row gives it.
  func newCodes(_ field: Int, _ rows: Range<Int>) -> UnsafeBufferPointer<UInt32>? {
    codes(field)?.cells.newRows(rows)
  }

  /// The numbers of a field in new rows inside one segment; `nil` where no row gives it.
  func newNumbers(_ field: Int, _ rows: Range<Int>) -> UnsafeBufferPointer<Int64>? {
    numbers(field)?.cells.newRows(rows)
  }

  /// The number of a field that is no text; `RecordBatch.absent` where absent.
  func number(_ row: Int, _ field: Int) -> Int64 {
    if case .numbers(let column)? = columns[field] { column.cells[row] } else { RecordBatch.absent }
  }

  /// A text's code or a number; equal cells of one field are equal values, wide decimals excepted.
  func cell(_ row: Int, _ field: Int) -> Int64 {
    switch columns[field] {
    case nil: schema.fields[field].type.isText ? 0 : RecordBatch.absent
    case .codes(let column)?: Int64(column.cells[row])
    case .numbers(let column)?: column.cells[row]
    }
  }

  /// Whether two rows have the same content: everything but `source`, `source_seq`, `observed_at`.
  ///
  /// An absent version is 1 and an absent op `create`.
  func hasEqualContent(_ left: Int, _ right: Int, ignoring ignored: Int? = nil) -> Bool {
    guard version(left) == version(right) || ignored == fields.version,
      operation(left) == operation(right)
    else { return false }
    for field in fields.content where !hasEqualCell(left, right, field) { return false }
    return true
  }

  private func hasEqualCell(_ left: Int, _ right: Int, _ field: Int) -> Bool {
    switch columns[field] {
    case nil: return true
    case .codes(let column)?: return column.cells[left] == column.cells[right]
    case .numbers(let column)?:
      guard column.cells[left] == column.cells[right] else { return false }
      return column.cells[left] != RecordBatch.isWide
        || column.wide[UInt32(left)] == column.wide[UInt32(right)]
    }
  }

  /// The record's version, from 1.
  func version(_ row: Int) -> Int64 {
    let given = number(row, fields.version)
    return given == RecordBatch.absent ? 1 : given
  }

  func operation(_ row: Int) -> Operation {
    guard let column = codes(fields.op) else { return .create }
    let code = column.cells[row]
    return code == 0
      ? .create : column.dictionary.key(code).withUnsafeBytes { Operation(named: $0) }
  }

  /// When the row was observed: as it says itself, else when it was read.
  func observed(_ row: Int) -> Timestamp {
    let given = number(row, fields.observedAt)
    return given == RecordBatch.absent
      ? provenance.arrived(row) : Timestamp(microseconds: given)
  }
}

/// What a record says about the record of the same key that came before.
enum Operation: Equatable {
  case create
  case amend
  case cancel
  case red
  case restore

  init(named bytes: UnsafeRawBufferPointer) {
    switch bytes.first {
    case UInt8(ascii: "a"): self = .amend
    case UInt8(ascii: "c"):
      self = bytes.count > 1 && bytes[1] == UInt8(ascii: "a") ? .cancel : .create
    case UInt8(ascii: "r"): self = bytes.count == 3 ? .red : .restore
    default: self = .create
    }
  }
}

/// The indices of the envelope's fields in a schema, and of the content.
struct EnvelopeFields {
  let version: Int
  let op: Int
  let observedAt: Int
  let sourceSequence: Int
  /// All fields but the key and the envelope.
  let content: [Int]

  init(_ schema: Schema) {
    version = schema["version"]
    op = schema["op"]
    observedAt = schema["observed_at"]
    sourceSequence = schema["source_seq"]
    let envelope = Set(Schema.envelope.map(\.name))
    content = schema.fields.indices.filter {
      !envelope.contains(schema.fields[$0].name) && !schema.key.contains($0)
    }
  }
}
