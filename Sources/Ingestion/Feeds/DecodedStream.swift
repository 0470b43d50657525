import Commerce
import Glibc

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

  /// Decodes what is there, and enters it in the ledger with the bytes that were taken for it.
  func decode(isLast: Bool = false, bytes: Int, _ ledger: inout FeedLedger) -> [DecodedRows] {
    let rows = decoder.decode(isLast: isLast)
    let counts = decoder.counts
    ledger.add(
      bytes: bytes, rows: counts - counted, classes: decoder.classes, at: currentTime())
    counted = counts
    if let notice = decoder.notice, notice != toldNotice {
      toldNotice = notice
      ledger.notice(notice)
    }
    return rows
  }
}

/// The wall clock.
private func currentTime() -> Timestamp {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
}
