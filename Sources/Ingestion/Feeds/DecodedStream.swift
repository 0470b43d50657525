/// A decoder with what has been counted of its rows.
final class DecodedStream {
  /// How long a quote may stay open without a further byte before its line is given up: longer than
  /// a writer pauses within a row, short enough that the rows after it are still news.
  static let openQuoteMilliseconds: Int64 = 2000

  let base: Int64
  private let decoder: EncodedFeedDecoder
  private var counted = RowCounts()
  private var passed = 0
  private var toldNotice = ""
  private var lastArrival: Int64 = 0
  /// Whether whole lines are held back that were not given up yet.
  private var holdsLine = false

  init(_ seat: FeedSeat, base: Int64) {
    self.base = base
    decoder = seat.decoder(base: base)
  }

  /// Offset after the last byte that was taken.
  var end: Int64 { decoder.nextOffset }
  var unknownColumns: [String: Int] { decoder.unknownColumns }

  /// Takes bytes as `FeedDecoder.fill` does.
  func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    let taken = decoder.fill(count, body)
    if taken > 0 { lastArrival = monotonicMilliseconds() }
    return taken
  }

  /// When an open quote is to be given up if nothing more comes, in milliseconds of the monotonic
  /// clock; `nil` where none holds whole lines back.
  var quoteDeadline: Int64? {
    holdsLine ? lastArrival + DecodedStream.openQuoteMilliseconds : nil
  }

  /// Whether the time of an open quote is over.
  var mustGiveUpQuote: Bool { quoteDeadline.map { $0 <= monotonicMilliseconds() } ?? false }

  /// Decodes the whole rows that are there; the beginning of another is rejected, since its bytes
  /// will not come.
  func giveUp(_ ledger: inout FeedLedger) -> [DecodedRows] {
    let rows = decode(givesUpQuotes: true, &ledger)
    decoder.rejectRest()
    return rows + decode(isLast: true, &ledger)
  }

  /// Decodes what is there, and enters the rows in the ledger.
  func decode(
    isLast: Bool = false, givesUpQuotes: Bool = false, _ ledger: inout FeedLedger
  ) -> [DecodedRows] {
    let rows = decoder.decode(isLast: isLast, givesUpWaiting: givesUpQuotes)
    holdsLine = !givesUpQuotes && decoder.holdsLine
    let counts = decoder.counts
    ledger.add(counts - counted, of: decoder.classes)
    counted = counts
    ledger.add(passed: decoder.passed.count - passed)
    passed = decoder.passed.count
    let notice = decoder.notices.joined(separator: "; ")
    if notice != toldNotice {
      toldNotice = notice
      ledger.notice(notice)
    }
    return rows
  }
}
