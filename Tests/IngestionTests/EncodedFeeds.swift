import Commerce
import Foundation
import Ingestion
import Workers

/// All that a decoder tells of a feed in any encoding.
struct ToldFeed: Equatable {
  var decoded = Decoded()
  var counts: RowCounts?
  var passed: PassedRows?
  var notices: [String] = []
  var unknown: [String: Int] = [:]
}

/// Decodes bytes in any encoding that come in pieces of the given sizes, over and over; whole where
/// there are none.
func decodeEncoded(
  _ bytes: [UInt8], _ options: DecodingOptions = DecodingOptions(), cuts: [Int] = [],
  workers: WorkerPool = WorkerPool(width: 1), partBytes: Int = 1 << 20
) -> ToldFeed {
  let decoder = EncodedFeedDecoder(
    feed: 0, name: "feed", options: options, workers: workers, partBytes: partBytes)
  var told = ToldFeed()
  var at = 0
  var turn = 0
  while at < bytes.count {
    let size = cuts.isEmpty ? bytes.count : max(1, cuts[turn % cuts.count])
    let piece = Array(bytes[at..<min(bytes.count, at + size)])
    _ = decoder.fill(piece.count) { room in
      room.copyBytes(from: piece)
      return piece.count
    }
    for rows in decoder.decode() { told.decoded.add(rows) }
    at += piece.count
    turn += 1
  }
  for rows in decoder.decode(isLast: true) { told.decoded.add(rows) }
  told.counts = decoder.counts
  told.passed = decoder.passed
  told.notices = decoder.notices
  told.unknown = decoder.unknownColumns
  return told
}

/// The lines of bytes at the places of rows, and of rejects.
func lines(_ told: ToldFeed, of recordClass: RecordClass, in bytes: [UInt8]) -> [[UInt8]] {
  (told.decoded.places[recordClass] ?? []).map { place in
    Array(bytes[Int(place.offset)..<Int(place.offset) + Int(place.length)])
  }
}

extension TemporaryDirectory {
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    write(name, "")
    append(name, bytes)
    return file(name)
  }

  func append(_ name: String, _ bytes: [UInt8]) {
    guard let handle = FileHandle(forWritingAtPath: file(name)) else { return }
    defer { try? handle.close() }
    _ = try? handle.seekToEnd()
    try? handle.write(contentsOf: Data(bytes))
  }
}
