/// A decoder with what has been counted of its rows.
final class DecodedStream {
  let base: Int64
  private let decoder: FeedDecoder
  private var counted = RowCounts()
  private var toldNotice: String?

  init(_ seat: FeedSeat, base: Int64) {
    self.base = base
    decoder = seat.decoder(base: base)
  }

  /// Offset after the last byte that was taken.
  var end: Int64 { decoder.nextOffset }
  var unknownColumns: [String: Int] { decoder.unknownColumns }

  /// Takes bytes as `FeedDecoder.fill` does.
  func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    decoder.fill(count, body)
  }

  /// Decodes what is there, and enters the rows in the ledger.
  func decode(isLast: Bool = false, _ ledger: inout FeedLedger) -> [DecodedRows] {
    let rows = decoder.decode(isLast: isLast)
    let counts = decoder.counts
    ledger.add(counts - counted, of: decoder.classes)
    counted = counts
    if let notice = decoder.notice, notice != toldNotice {
      toldNotice = notice
      ledger.notice(notice)
    }
    return rows
  }
}
