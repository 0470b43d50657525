import Commerce
package import Ingestion
package import Workers

/// All that decoding a feed told, in few numbers: equal for feeds that told the same.
package struct FeedDigest: Hashable, Sendable {
  /// A hash of the rows of each class in their order, each with its values and its place.
  private var rows: [UInt64] = Array(repeating: 0, count: RecordClass.allCases.count)
  /// A hash of the rejects in their order, each with its finding and its bytes.
  private var rejects: UInt64 = 0
  package private(set) var counts = RowCounts()
  package private(set) var passed = PassedRows()
  package private(set) var notices: [String] = []
  private var unknown: [String: Int] = [:]
  /// Places and rejects whose bytes are not those of the feed there.
  package private(set) var wrongPlaces = 0
  /// The last row of which parts were handed on, and their bytes.
  private var longOffset = -1
  private var longCount = 0

  /// Decodes an input that comes in pieces of the given sizes, over and over; whole where there are
  /// none.
  package init(
    of input: FuzzInput, cuts: [Int] = [], workers: WorkerPool, partBytes: Int = 1 << 20
  ) {
    let decoder = EncodedFeedDecoder(
      feed: 0, name: "feed", options: input.options, workers: workers, partBytes: partBytes)
    var at = 0
    var turn = 0
    while at < input.bytes.count {
      let size = cuts.isEmpty ? input.bytes.count : cuts[turn % cuts.count]
      let piece = input.bytes[at..<min(input.bytes.count, at + size)]
      _ = decoder.fill(piece.count) { room in
        room.copyBytes(from: piece)
        return piece.count
      }
      add(decoder.decode(), of: input)
      at += piece.count
      turn += 1
    }
    add(decoder.decode(isLast: true), of: input)
    counts = decoder.counts
    passed = decoder.passed
    notices = decoder.notices
    unknown = decoder.unknownColumns
  }

  private mutating func add(_ decoded: [DecodedRows], of input: FuzzInput) {
    for part in decoded {
      switch part {
      case .batch(let batch): add(batch, of: input)
      case .rejects(let rejects): for reject in rejects { add(reject, of: input) }
      case .longRow(let bytes, let offset): add(longRow: bytes, at: offset, of: input)
      }
    }
  }

  /// The parts of a row that is too long, whatever they are, must be its bytes.
  private mutating func add(longRow bytes: [UInt8], at offset: Int, of input: FuzzInput) {
    if longOffset != offset { (longOffset, longCount) = (offset, 0) }
    let start = min(offset + longCount, input.bytes.count)
    if !input.bytes[start...].starts(with: bytes) { wrongPlaces += 1 }
    longCount += bytes.count
  }

  private mutating func add(_ batch: RecordBatch, of input: FuzzInput) {
    let fields = batch.recordClass.schema.fields
    var hash = RowHash(rows[Int(batch.recordClass.rawValue)])
    for row in 0..<batch.count {
      for (index, column) in batch.columns.enumerated() where !column.isEmpty {
        let cell = column[row]
        guard cell != RecordBatch.absent else { continue }
        hash.add(UInt64(index))
        guard fields[index].isSlice else {
          hash.add(UInt64(bitPattern: cell))
          continue
        }
        let slice = TextSlice(cell: cell)
        hash.add(batch.bytes[slice.offset..<slice.offset + slice.length])
      }
      let place = batch.places[row]
      hash.add(UInt64(bitPattern: place.offset))
      hash.add(UInt64(place.line) << 32 | UInt64(place.length))
      if !endsLine(Int(place.offset) + Int(place.length), input) { wrongPlaces += 1 }
    }
    rows[Int(batch.recordClass.rawValue)] = hash.value
  }

  private mutating func add(_ reject: Reject, of input: FuzzInput) {
    var hash = RowHash(rejects)
    hash.add(reject.finding.description.utf8)
    hash.add(UInt64(reject.finding.place.offset) << 32 | UInt64(reject.length))
    hash.add(reject.raw)
    rejects = hash.value
    let start = reject.finding.place.offset
    let isThere =
      start + reject.length <= input.bytes.count
      && reject.raw == Array(input.bytes[start...].prefix(reject.raw.count))
      && (reject.raw.count == min(reject.length, input.options.maxRowBytes)
        || reject.raw.count == reject.length)
      && (longOffset != start || longCount == reject.length)
    if !isThere { wrongPlaces += 1 }
  }

  /// Whether a line ends at `place`, or the feed.
  private func endsLine(_ place: Int, _ input: FuzzInput) -> Bool {
    guard place < input.bytes.count else { return place == input.bytes.count }
    let next = input.bytes[place...].prefix(2)
    return next.contains(UInt8(ascii: "\n")) || next.contains(UInt8(ascii: "\r"))
  }
}

extension Field {
  /// Whether a batch holds the field as a slice of text.
  fileprivate var isSlice: Bool {
    switch type {
    case .text, .id, .code, .word, .flags, .division: true
    case .money, .decimal, .time, .integer, .boolean: false
    }
  }
}

/// The hash of FNV-1a, over words and bytes.
private struct RowHash {
  private(set) var value: UInt64

  init(_ value: UInt64) { self.value = value == 0 ? 0xCBF2_9CE4_8422_2325 : value }

  mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01B3 ^ value >> 29 }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    var count: UInt64 = 0
    for byte in bytes {
      add(UInt64(byte))
      count += 1
    }
    add(count)
  }
}
