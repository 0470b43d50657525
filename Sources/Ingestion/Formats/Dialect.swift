/// How a delimited feed departs from RFC 4180 with commas and one header row.
///
/// What is `nil` is found out from the feed's first lines, or is as the member says.
public struct Dialect: Hashable, Sendable {
  /// What is done with rows that have fewer cells than the header.
  public enum ShortRows: Hashable, Sendable {
    /// They are rejected: nobody knows which cell is missing.
    case reject
    /// The cells that lack at their end are taken as empty.
    case fill
  }

  /// What quotes cells.
  public enum Quote: Hashable, Sendable {
    case byte(UInt8)
    /// A quote is text as any other.
    case none
  }

  /// The delimiters that are tried where none is named, the most usual first.
  public static let usualDelimiters = [
    UInt8(ascii: ","), UInt8(ascii: ";"), tab, UInt8(ascii: "|"),
  ]

  /// Words in the first cell of a row that has totals, where none are named.
  public static let usualTotalsWords = [
    "Total", "Totals", "Grand Total", "Subtotal", "Sum", "合计", "总计", "小计", "共计",
  ]

  /// The byte between cells, below 0x80 and no line end.
  public var delimiter: UInt8?
  /// `nil`: the double quote.
  public var quote: Quote?
  /// Lines before the header, or before the first row where the header is given.
  public var skippedLines: Int?
  /// The names of the columns of a feed without a header row.
  public var header: [String]?
  /// Names by which the header is known, beside those of the schemas: what a mapping names.
  public var columns: [String]
  /// Words in the first cell of a row that has totals and is no record, in any case of letters.
  ///
  /// `nil`: `usualTotalsWords`.
  public var totalsWords: [String]?
  public var shortRows: ShortRows

  /// The byte that quotes cells; `nil` where nothing does.
  var quoteByte: UInt8? {
    switch quote {
    case nil: quoteMark
    case .byte(let byte): byte
    case .some(.none): nil
    }
  }

  public init(
    delimiter: UInt8? = nil, quote: Quote? = nil, skippedLines: Int? = nil,
    header: [String]? = nil, columns: [String] = [], totalsWords: [String]? = nil,
    shortRows: ShortRows = .reject
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.skippedLines = skippedLines
    self.header = header
    self.columns = columns
    self.totalsWords = totalsWords
    self.shortRows = shortRows
  }
}
