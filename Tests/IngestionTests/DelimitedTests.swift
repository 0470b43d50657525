import Commerce
import Ingestion
import Testing

@Suite("CSV and TSV")
struct DelimitedTests {
  private let contracts = DecodingOptions(declared: .contract)

  @Test("Columns are found by their names, in any order")
  func columns() {
    let decoded = decode(
      """
      amount,seller,order_id,placed_at,colour,quantity
      12.30,91440300MA5EXAMPL1,A-1,2026-06-01T08:00:00+08:00,red,3

      """)

    #expect(
      decoded.rows[.order] == [
        "order_id=A-1 placed_at=2026-06-01T08:00:00+08:00 seller=91440300MA5EXAMPL1 quantity=3 "
          + "amount=12.30"
      ])
    #expect(decoded.rejects.isEmpty)
  }

  @Test(
    "Line ends may be LF, CRLF or CR, the last one may lack, and a byte order mark is no text",
    arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func lineEnds(end: String, mark: String) {
    let lines = ["uscc,name", "A,one", "", "B,two", "C,three"]

    let decoded = decode(mark + lines.joined(separator: end))

    #expect(
      decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two", "uscc=C name=three"])
    #expect(decoded.places[.enterprise]?.map(\.line) == [2, 4, 5])
  }

  @Test("Quoted cells hold delimiters, doubled quotes and line ends")
  func quoted() {
    let decoded = decode(
      "uscc,name\n\"A\",\"one, \"\"two\"\"\nthree\"\nB,\"\"\"\"\nC,5\" pipe\nD,\"\"\n")

    #expect(
      decoded.rows[.enterprise] == [
        "uscc=A name=one, \"two\"\nthree", "uscc=B name=\"", "uscc=C name=5\" pipe",
      ])
    #expect(decoded.places[.enterprise]?.map(\.line) == [2, 4, 5])
    #expect(decoded.rejects == ["F07-required@6"])
  }

  @Test("An unclosed quote costs its own line, not the rest of the file")
  func unclosedQuote() {
    let rows = (1...500).map { $0 == 7 ? "k7,\"open" : "k\($0),name \($0)" }

    let decoded = decode("uscc,name\n" + rows.joined(separator: "\n") + "\n")

    #expect(decoded.rows[.enterprise]?.count == 499)
    #expect(decoded.rejects == ["F01-quote@8"])
    #expect(decoded.raw == [Array("k7,\"open".utf8)])
  }

  @Test("An unclosed quote that meets a later quoted cell costs its own line, too")
  func unclosedQuoteBeforeQuoted() {
    let decoded = decode("uscc,name\na,\"open\nb,two\nc,\"three\"\nd,\"fo\"ur\ne,five\n")

    #expect(
      decoded.rows[.enterprise] == ["uscc=b name=two", "uscc=c name=three", "uscc=e name=five"])
    #expect(decoded.rejects == ["F01-quote@2", "F01-quote@5"])
  }

  @Test("A file of 203 rows with six bad lines: the good rows count, each bad line is one reject")
  func badInput() {
    var lines = (1...203).map { Array("k\($0),name \($0),\($0).50,2026-06-01".utf8) }
    lines[9] = Array("k10,name".utf8)
    lines[19] = Array("k20,name,1,2026-06-01,extra".utf8)
    lines[29] = Array("k30,na".utf8) + [0xFF, 0xC3] + Array("me,1,2026-06-01".utf8)
    lines[39] = Array("k40,\"name,1,2026-06-01".utf8)
    lines[49] = Array("k50,na".utf8) + [0] + Array("me,1,2026-06-01".utf8)
    lines[59] = Array("k60,".utf8) + Array(repeating: UInt8(ascii: "x"), count: 200_000)
    let header = Array("sku,name,list_price,valid_from\n".utf8)

    let decoded = decode(header + lines.flatMap { $0 + [UInt8(ascii: "\n")] }, cuts: [65_536])

    #expect(decoded.rows[.commodity]?.count == 197)
    #expect(
      Set(decoded.rejects) == [
        "F02-fields@11", "F02-fields@21", "F04-encoding@31", "F01-quote@41", "F05-nul@51",
        "F06-long@61",
      ])
    #expect(decoded.rejects.count == 6)
  }

  @Test("Required fields, numbers, times, versions and operations that cannot be read are rejected")
  func badValues() {
    let decoded = decode(
      """
      order_id,placed_at,seller,amount,quantity,version,op
      1,2026-06-01,S,1.00,1,1,create
      2,,S,1.00,1,1,
      3,2026-02-30,S,1.00,1,1,
      4,2026-06-01,S,1.2.3,1,1,
      5,2026-06-01,S,1.00,two,1,
      6,2026-06-01,S,1.00,1,0,
      7,2026-06-01,S,1.00,1,1,undo
      8,2026-06-01,S, ,1,1,
      9, 2026-06-01 ,S, 2.5 ,,,amend

      """)

    #expect(decoded.rows[.order]?.count == 2)
    #expect(
      decoded.rejects == [
        "F07-required@3", "F09-time@4", "F08-number@5", "F08-number@6", "F11-version@7",
        "F11-version@8", "F07-required@9",
      ])
    #expect(
      decoded.findings[2].description
        == "feed:5: amount: expected an amount such as 19.99, found '1.2.3'")
    #expect(decoded.findings[2].key == "4")
  }

  @Test("Money rounds half to even and says so; decimals keep thirteen places")
  func exactness() {
    let decoded = decode(
      """
      order_id,placed_at,seller,amount,quantity,unit_price
      1,2026-06-01,S,0.00005,0.0000000000001,123456789012.1234567890123
      2,2026-06-01,S,0.00015,1e2,0.12345

      """)

    #expect(
      decoded.rows[.order] == [
        "order_id=1 placed_at=2026-06-01T00:00:00+08:00 seller=S quantity=0.0000000000001 "
          + "unit_price=123456789012.1234567890123 amount=0.00",
        "order_id=2 placed_at=2026-06-01T00:00:00+08:00 seller=S quantity=100 unit_price=0.12345 "
          + "amount=0.0002",
      ])
    #expect(decoded.flags == ["V02-range:amount", "V02-range:amount"])
  }

  @Test("A file's name gives way to a header that lacks its columns and tells another class")
  func nameAgainstHeader() {
    let named = DecodingOptions(named: .order)
    let text = "order_id,line_no,sku\nA,1,s\n"

    #expect(decode(text, named).rows[.orderLine]?.count == 1)
    #expect(decode(text, DecodingOptions(declared: .order)).rejects == ["F07-required@2"])
    #expect(
      decode(#"{"order_id":"A","line_no":1}"#, named).rows[.orderLine]?.count == 1)
  }

  @Test("Tabs separate as commas do, with the same quotes")
  func tabs() {
    let decoded = decode("uscc\tname\nA\t\"one\ttwo\"\nB\tx,y\n")

    #expect(decoded.rows[.enterprise] == ["uscc=A name=one\ttwo", "uscc=B name=x,y"])
  }

  @Test("A column of classes sends each row to its own class")
  func classColumn() {
    let decoded = decode(
      """
      record_class,uscc,name,sku
      enterprise,A,one,
      commodities,,two,K
      ship,,three,
      ,B,four,

      """)

    #expect(decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(decoded.rows[.commodity] == ["sku=K name=two"])
    #expect(decoded.rejects == ["F10-class@4", "F10-class@5"])
  }
}
