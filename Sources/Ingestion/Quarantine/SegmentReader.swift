import CZlib
import Commerce
import Glibc

/// A rejected row as it stands on disk.
package struct StoredRow: Sendable {
  package var record: QuarantineRecord
  /// The first bytes of the row, as many as were asked for.
  package var bytes: [UInt8]
  /// Whether the checksum is that of the bytes.
  package var isIntact: Bool
  let segment: Int
  /// Where in the file its bytes begin.
  let position: Int64
}

/// Reads one file of the quarantine from its start, record by record, in bounded memory.
struct SegmentReader {
  static let version = 1
  static let headWords = "tradewatch quarantine "
  static var head: [UInt8] { Array("\(headWords)\(version)\n".utf8) }
  static let trailerWords = "\ncrc32 "
  static let trailerBytes = 16
  /// The longest line of facts.
  private static let mostHeadBytes = 1 << 16
  private static let windowBytes = 1 << 18

  enum Step {
    case row(StoredRow)
    /// Nothing follows.
    case ended
    /// The file ends within a record.
    case torn
    /// No record can be read here.
    case damaged
  }

  let segment: Int
  let path: String
  private let file: Descriptor
  private let size: Int64
  /// Where the next record begins.
  private(set) var position: Int64 = 0
  private(set) var dialects: [Int: RowDialect] = [:]
  private var window: [UInt8] = []
  private var windowStart: Int64 = 0

  init(_ folder: QuarantineFolder, segment: Int) throws(QuarantineError) {
    self.segment = segment
    path = folder.segmentPath(segment)
    guard let file = Descriptor(reading: path), let size = file.facts?.size else {
      throw QuarantineError(path: path, reason: systemReason(errno))
    }
    self.file = file
    self.size = size
    guard size > 0 else { return }
    try checkHead()
  }

  private mutating func checkHead() throws(QuarantineError) {
    let line = file.bytes(at: 0, count: 64).prefix { $0 != lineFeed }
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix(SegmentReader.headWords),
      let version = Int(text.dropFirst(SegmentReader.headWords.count))
    else {
      throw QuarantineError(
        path: path, reason: "expected '\(SegmentReader.headWords)1', found '\(text.prefix(24))'")
    }
    guard version <= SegmentReader.version else {
      throw QuarantineError(
        path: path,
        reason: "written in version \(version) of the format; this tradewatch knows up to "
          + "\(SegmentReader.version)",
        help: "use the tradewatch that wrote it, or a newer one")
    }
    position = Int64(line.count + 1)
  }

  /// The next rejected row, with at most `limit` of its bytes.
  mutating func next(keeping limit: Int) -> Step {
    while true {
      guard position < size else { return .ended }
      guard let line = headLine() else { return lineStep() }
      guard let head = line.withUnsafeBytes({ QuarantineHead($0) }) else { return .damaged }
      let start = position + Int64(line.count + 1)
      let end = start + Int64(head.kept)
      guard end + Int64(SegmentReader.trailerBytes) <= size else { return .torn }
      var sum = checksum(line + [lineFeed], from: 0)
      let wanted: Int =
        if case .dialect = head { head.kept } else { min(limit, head.kept) }
      let bytes = read(start..<end, keeping: wanted, into: &sum)
      guard let stated = trailer(at: end) else { return .damaged }
      position = end + Int64(SegmentReader.trailerBytes)
      switch head {
      case .dialect(let dialect, let id, _): dialects[id] = dialect.withHeader(bytes)
      case .reject(var record, let dialect):
        record.dialect = dialect.flatMap { dialects[$0] }
        return .row(
          StoredRow(
            record: record, bytes: bytes, isIntact: stated == sum, segment: segment,
            position: start))
      }
    }
  }

  /// What it means that no line of facts is whole here.
  private func lineStep() -> Step {
    size - position < Int64(SegmentReader.mostHeadBytes) ? .torn : .damaged
  }

  private mutating func headLine() -> ArraySlice<UInt8>? {
    let found = load(position, count: SegmentReader.mostHeadBytes)
    guard let end = found.firstIndex(of: lineFeed) else { return nil }
    return found[..<end]
  }

  /// The bytes of a range, the first of them kept; the checksum goes on over all.
  private mutating func read(
    _ range: Range<Int64>, keeping limit: Int, into sum: inout UInt32
  ) -> [UInt8] {
    var kept: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let count = Int(min(range.upperBound - at, Int64(SegmentReader.windowBytes)))
      let part = load(at, count: count).prefix(count)
      guard !part.isEmpty else { break }
      sum = checksum(part, from: sum)
      if kept.count < limit { kept += part.prefix(limit - kept.count) }
      at += Int64(part.count)
    }
    return kept
  }

  private mutating func trailer(at position: Int64) -> UInt32? {
    let text = String(
      decoding: load(position, count: SegmentReader.trailerBytes).prefix(
        SegmentReader.trailerBytes), as: UTF8.self)
    guard text.hasPrefix(SegmentReader.trailerWords), text.hasSuffix("\n") else { return nil }
    return UInt32(
      text.dropFirst(SegmentReader.trailerWords.count).dropLast(), radix: 16)
  }

  /// The bytes from a place of the file on: `count`, where it has as many, or more.
  private mutating func load(_ position: Int64, count: Int) -> ArraySlice<UInt8> {
    let wanted = Int(min(Int64(count), size - position))
    let known = windowStart..<(windowStart + Int64(window.count))
    if position < known.lowerBound || position + Int64(wanted) > known.upperBound {
      window = file.bytes(at: position, count: max(wanted, SegmentReader.windowBytes))
      windowStart = position
    }
    return window[Int(position - windowStart)...]
  }
}

/// CRC-32 as gzip has it, going on from that of the bytes before.
func checksum(_ bytes: some Collection<UInt8>, from sum: UInt32) -> UInt32 {
  let whole: UInt? = bytes.withContiguousStorageIfAvailable { part in
    crc32(UInt(sum), part.baseAddress, UInt32(part.count))
  }
  return UInt32(truncatingIfNeeded: whole ?? checksumOfCopy(Array(bytes), from: sum))
}

private func checksumOfCopy(_ bytes: [UInt8], from sum: UInt32) -> UInt {
  crc32(UInt(sum), bytes, UInt32(bytes.count))
}

/// The line behind a record's bytes.
func trailer(_ sum: UInt32) -> [UInt8] {
  let digits = String(sum, radix: 16)
  return Array(
    (SegmentReader.trailerWords + String(repeating: "0", count: 8 - digits.count) + digits + "\n")
      .utf8)
}
