import Commerce
import Ingestion

/// What a feed's bytes decode to, laid out for comparison.
struct Decoded: Equatable {
  /// By class: a row a line, each given field as `name=value`.
  var rows: [RecordClass: [String]] = [:]
  var places: [RecordClass: [RowPlace]] = [:]
  /// `F02-fields@3`.
  var rejects: [String] = []
  var raw: [[UInt8]] = []
  /// The bytes of all rows that were too long.
  var longRows: [UInt8] = []
  var findings: [Finding] = []
  var flags: [String] = []

  var count: Int { rows.values.reduce(0) { $0 + $1.count } }

  mutating func add(_ decoded: DecodedRows) {
    switch decoded {
    case .batch(let batch): add(batch)
    case .rejects(let rejects): for reject in rejects { add(reject) }
    case .longRow(let bytes, _): longRows += bytes
    }
  }

  mutating func add(_ reject: Reject) {
    rejects.append("\(reject.finding.rule.id)@\(reject.finding.place.line)")
    findings.append(reject.finding)
    raw.append(reject.raw)
  }

  mutating func add(_ batch: RecordBatch) {
    for row in 0..<batch.count {
      rows[batch.recordClass, default: []].append(text(of: row, in: batch))
      places[batch.recordClass, default: []].append(batch.places[row])
    }
    for flag in batch.flags {
      flags.append("\(flag.rule.id):\(batch.recordClass.schema.fields[flag.field].name)")
    }
  }
}

private func text(of row: Int, in batch: RecordBatch) -> String {
  batch.recordClass.schema.fields.enumerated().compactMap { index, field -> String? in
    guard !batch.columns[index].isEmpty else { return nil }
    let cell = batch.columns[index][row]
    guard cell != RecordBatch.absent else { return nil }
    return "\(field.name)=\(value(cell, field, row, index, batch))"
  }.joined(separator: " ")
}

private func value(
  _ cell: Int64, _ field: Field, _ row: Int, _ index: Int, _ batch: RecordBatch
) -> String {
  if cell == RecordBatch.isWide {
    return batch.wide.first { $0.row == row && $0.field == index }?.value.description ?? "?"
  }
  switch field.type {
  case .money: return Money(units: cell).description
  case .decimal: return ExactDecimal(tenThousandths: cell).description
  case .time: return Timestamp(microseconds: cell).description
  case .integer, .boolean: return String(cell)
  case .text, .id, .code, .word, .flags, .division:
    let slice = TextSlice(cell: cell)
    return String(
      decoding: batch.bytes[slice.offset..<slice.offset + slice.length], as: UTF8.self)
  }
}

/// Decodes bytes that come in pieces of the given sizes, over and over; whole where there are none.
func decode(
  _ bytes: [UInt8], _ options: DecodingOptions = DecodingOptions(), cuts: [Int] = []
) -> Decoded {
  let decoder = FeedDecoder(feed: 0, name: "feed", options: options)
  var decoded = Decoded()
  var at = 0
  var turn = 0
  while at < bytes.count {
    let size = cuts.isEmpty ? bytes.count : max(1, cuts[turn % cuts.count])
    let piece = Array(bytes[at..<min(bytes.count, at + size)])
    piece.withUnsafeBytes { decoder.fill($0) }
    for rows in decoder.decode() { decoded.add(rows) }
    at += piece.count
    turn += 1
  }
  for rows in decoder.decode(isLast: true) { decoded.add(rows) }
  return decoded
}

func decode(
  _ text: String, _ options: DecodingOptions = DecodingOptions(), cuts: [Int] = []
) -> Decoded { decode(Array(text.utf8), options, cuts: cuts) }
