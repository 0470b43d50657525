import Commerce
import Ingestion
import Testing
import Workers

private let cutSizes: [[Int]] = [[], [1], [7, 2], [50]]

/// The rows of enterprises that a text gives, and what was passed over.
private func told(
  _ text: String, _ dialect: Dialect = Dialect(), format: FeedFormat? = .csv, cuts: [Int] = []
) -> ToldFeed {
  decodeEncoded(
    Array(text.utf8), DecodingOptions(format: format, dialect: dialect), cuts: cuts)
}

@Suite("Dialects")
struct DialectTests {
  private let rows = ["uscc=A name=one", "uscc=B name=two;,|"]

  @Test(
    "The delimiter is found in the header, whatever the file's name promises",
    arguments: [",", ";", "\t", "|"], [FeedFormat.csv, .tsv])
  func delimiters(delimiter: String, format: FeedFormat) {
    let text = "uscc,name,x\nA,one,1\nB,\"two;,|\",2\n"
    let other =
      "uscc\(delimiter)name\(delimiter)x\nA\(delimiter)one\(delimiter)1\n"
      + "B\(delimiter)\"two;,|\"\(delimiter)2\n"

    for cuts in cutSizes {
      #expect(told(other, format: format, cuts: cuts).decoded.rows[.enterprise] == rows)
      #expect(told(other, format: nil, cuts: cuts).decoded.rows[.enterprise] == rows)
    }
    #expect(told(text, format: format).counts == RowCounts(read: 2, rejected: 0))
  }

  @Test("Lines before the header are passed over and told", arguments: cutSizes)
  func preamble(cuts: [Int]) {
    let text = "Report of June, all shops\r\nmade;2026-06-30\r\n\r\nuscc;name\r\nA;one\r\n"

    let found = told(text, cuts: cuts)

    #expect(found.decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(found.decoded.places[.enterprise]?.map(\.line) == [5])
    #expect(found.decoded.places[.enterprise]?.map(\.offset) == [57])
    #expect(found.notices == ["passed over 3 lines before the header"])
    #expect(told(text, Dialect(skippedLines: 3), cuts: cuts).decoded == found.decoded)
  }

  @Test("Excel's sep= line names the delimiter", arguments: cutSizes)
  func separatorLine(cuts: [Int]) {
    let found = told("\u{FEFF}sep=^\r\nuscc^name\r\nA^one,;\r\n", cuts: cuts)

    #expect(found.decoded.rows[.enterprise] == ["uscc=A name=one,;"])
    #expect(found.passed?.count == 1)
  }

  @Test("Header names are known with blanks around, in other case, and quoted")
  func headerNames() {
    #expect(told(" USCC , \"Name\" ,Code\nA,one,1\n").decoded.rows[.enterprise]?.count == 1)
    #expect(told("uscc,Name,NAME\nA,one,1\n").decoded.rejects == ["F10-class@2"])
    #expect(
      told("uscc,NAME,name\nA,one,two\n").decoded.rows[.enterprise] == ["uscc=A name=two"])
  }

  @Test("A feed without a header takes the names that it is given", arguments: cutSizes)
  func givenHeader(cuts: [Int]) {
    let dialect = Dialect(header: ["name", "uscc"])

    let found = told("one;A\ntwo;B\n", dialect, cuts: cuts)
    let skipped = told(
      "x\ny\none|A\n", Dialect(skippedLines: 2, header: ["name", "uscc"]), cuts: cuts)

    #expect(found.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two"])
    #expect(found.decoded.places[.enterprise]?.map(\.line) == [1, 2])
    #expect(skipped.decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(skipped.passed?.count == 2)
  }

  @Test("Another quote, or none, is taken as told")
  func quotes() {
    let single = told("uscc,name\nA,'o,n''e'\n", Dialect(quote: .byte(UInt8(ascii: "'"))))
    let none = told("uscc,name\n\"A,\"one\nB,two\"\n", Dialect(quote: Dialect.Quote.none))

    #expect(single.decoded.rows[.enterprise] == ["uscc=A name=o,n'e"])
    #expect(none.decoded.rows[.enterprise] == ["uscc=\"A name=\"one", "uscc=B name=two\""])
  }

  @Test("Blank rows, repeated headers and totals are no records, and are told", arguments: cutSizes)
  func passed(cuts: [Int]) {
    let text = """
      uscc,name,registered_capital
      A,one,1.00

      uscc,name,registered_capital
      ,,
      "uscc","name","registered_capital"
      小计,,1.00
      B,two,2.00
      Total:,,3.00
      总计

      """

    let found = told(text, cuts: cuts)

    #expect(found.counts == RowCounts(read: 2, rejected: 0))
    #expect(found.decoded.places[.enterprise]?.map(\.line) == [2, 8])
    #expect(
      found.notices == [
        "passed over 2 repeated headers, 3 totals rows, 2 blank rows"
      ])
    let own = told(
      "uscc,name\nA,one\nSUMME,\nTotal,\n", Dialect(totalsWords: ["Summe"]), cuts: cuts)
    #expect(own.decoded.rejects == ["F07-required@4"])
    #expect(own.passed?.totals == 1)
  }

  @Test("A record whose first cell is a totals word stays a record")
  func totalsWordInRecord() {
    #expect(told("uscc,name\nTotal,Total SA\n").decoded.count == 1)
  }

  @Test("Short rows are rejected unless they may be filled; long ones with empty ends are kept")
  func ragged() {
    let text = "uscc,name,phone,fax\nA,one\nB,two,1,2,,\nC,three,1,2,x\nD\nE,\"five\"\n"

    let strict = told(text)
    let filled = told(text, Dialect(shortRows: .fill))

    #expect(strict.decoded.rows[.enterprise] == ["uscc=B name=two"])
    #expect(
      strict.decoded.rejects == ["F02-fields@2", "F02-fields@4", "F02-fields@5", "F02-fields@6"])
    #expect(
      filled.decoded.rows[.enterprise] == [
        "uscc=A name=one", "uscc=B name=two", "uscc=E name=five",
      ])
    #expect(filled.decoded.rejects == ["F02-fields@4", "F07-required@5"])
  }

  @Test("A delimiter at the end of each line is no column")
  func trailingDelimiters() {
    #expect(told("uscc,name,\nA,one,\nB,two\n").counts == RowCounts(read: 2, rejected: 0))
    #expect(told("uscc,name\nA,one,\nB,two,\n").counts == RowCounts(read: 2, rejected: 0))
    #expect(told("uscc,name,\nA,one,\n").unknown.isEmpty)
  }

  @Test("Ids that are protected from spreadsheets are read without what protects them")
  func protected() {
    let text =
      "uscc,name\n=\"0012\",one\n\t0013,two\t\n\"\t0014\",\"=\"\"three\"\"\"\n\"=x\",'0015\n"

    #expect(
      told(text).decoded.rows[.enterprise] == [
        "uscc=0012 name=one", "uscc=0013 name=two", "uscc=0014 name=three", "uscc==x name='0015",
      ])
  }

  @Test("CR alone ends lines in every dialect", arguments: cutSizes)
  func carriageReturns(cuts: [Int]) {
    let found = told("report\ruscc;name\rA;one\r\rB;\"two\rthree\"\rTotal;\r", cuts: cuts)

    #expect(found.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two\rthree"])
    #expect(found.decoded.places[.enterprise]?.map(\.line) == [3, 5])
    #expect(found.passed?.count == 3)
  }

  @Test("Where the class cannot be told the notice names the next steps")
  func unknownClass() {
    let found = told("Auftrag;Datum;Summe\n1;2026-06-01;3\n2;2026-06-02;4\n")

    #expect(found.decoded.rejects == ["F10-class@2", "F10-class@3"])
    #expect(
      found.notices == [
        "the class cannot be told from the header: name it, as in order=feed, or propose a "
          + "mapping with tradewatch map suggest feed"
      ])
  }

  @Test("Columns that a mapping names make a header, too", arguments: cutSizes)
  func mappedColumns(cuts: [Int]) {
    let dialect = Dialect(columns: ["Auftrag", "Datum"])

    let found = told("Bericht;2026;x\nAuftrag;DATUM;Summe\n1;2026-06-01;3\n", dialect, cuts: cuts)

    #expect(found.passed?.opening == 1)
    #expect(found.decoded.rejects == ["F10-class@3"])
  }

  @Test("What is passed over does not depend on threads or blocks", arguments: [1, 2, 3, 8])
  func threads(width: Int) {
    let part = "A,one\n\nuscc,name\nTotal,\n,\nB,\"x\ny\"\nC\nD,four,\n"
    let bytes = Array(("r\nuscc,name\n" + String(repeating: part, count: 500)).utf8)

    let alone = decodeEncoded(bytes)
    let beside = decodeEncoded(
      bytes, cuts: [3000], workers: WorkerPool(width: width), partBytes: 100)

    #expect(beside == alone)
    #expect(
      alone.passed.map { [$0.opening, $0.headers, $0.totals, $0.blank] } == [1, 500, 500, 1000])
    #expect(alone.counts == RowCounts(read: 2000, rejected: 500))
  }
}
