import Commerce
import Ingestion
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
  private let order =
    #""order_id":"A","placed_at":"2026-06-01T08:00:00Z","seller":"S","amount":12.3"#

  @Test("Numbers and strings are read alike, null and empty text are absent")
  func scalars() {
    let decoded = decode(
      """
      {"order_id":17,"placed_at":"2026-06-01T08:00:00Z","seller":"S","amount":"12.30","quantity":2e0}
      {"order_id":"18","placed_at":"2026-06-01T08:00:00Z","seller":"S","amount":12.3,"quantity":null,"sku":""}

      """)

    let time = "placed_at=2026-06-01T16:00:00+08:00 seller=S"
    #expect(
      decoded.rows[.order] == [
        "order_id=17 \(time) quantity=2 amount=12.30", "order_id=18 \(time) amount=12.30",
      ])
  }

  @Test("Lines and events become rows of their own with the keys of the row that holds them")
  func nested() {
    let decoded = decode(
      """
      {\(order),"lines":[{"sku":"a","quantity":1},{"line_no":9,"sku":"b"},{"order_id":"Z","sku":"c"}]}
      {"carrier":"SF","number":"N1","collected_at":"2026-06-01","events":[{"time":"2026-06-02","code":"x"}]}
      {"number":"I1","issued_at":"2026-06-01","seller":"S","gross":1,"lines":[]}

      """)

    #expect(
      decoded.rows[.orderLine] == [
        "order_id=A line_no=1 sku=a quantity=1", "order_id=A line_no=9 sku=b",
        "order_id=Z line_no=3 sku=c",
      ])
    #expect(
      decoded.rows[.waybillEvent] == [
        "carrier=SF number=N1 time=2026-06-02T00:00:00+08:00 code=x"
      ])
    #expect(decoded.rows[.order]?.count == 1)
    #expect(decoded.rows[.waybill]?.count == 1)
    #expect(decoded.rows[.invoice]?.count == 1)
    #expect(decoded.rejects.isEmpty)
    #expect(decoded.places[.orderLine]?.map(\.line) == [1, 1, 1])
  }

  @Test("A bad nested row is one reject of its own; the row that holds it stays")
  func badNested() {
    let decoded = decode(#"{\#(order),"lines":[{"sku":"a","quantity":"x"},7,{"sku":"b"}]}"#)

    #expect(decoded.rows[.order]?.count == 1)
    #expect(decoded.rows[.orderLine] == ["order_id=A line_no=3 sku=b"])
    #expect(decoded.rejects == ["F08-number@1", "F03-json@1"])
    #expect(decoded.findings.allSatisfy { $0.recordClass == .orderLine && $0.key == "A" })
  }

  @Test("More nested rows than a batch holds are all kept")
  func manyNested() {
    let lines = (0..<20_000).map { "{\"sku\":\($0)}" }.joined(separator: ",")

    let decoded = decode("{\(order),\"lines\":[\(lines)]}", DecodingOptions(maxRowBytes: 1 << 20))

    #expect(decoded.rows[.orderLine]?.count == 20_000)
    #expect(decoded.rows[.orderLine]?.last == "order_id=A line_no=20000 sku=19999")
  }

  @Test("Of a repeated key the last value counts")
  func repeated() {
    let decoded = decode(
      #"{"uscc":"A","name":"one","name":"two","established":"never","established":null}"#)

    #expect(decoded.rows[.enterprise] == ["uscc=A name=two"])
    #expect(decoded.rejects.isEmpty)
  }

  @Test("Escapes are text; half a surrogate pair and NUL are not")
  func escapes() {
    let decoded = decode(
      #"""
      {"uscc":"A","name":"\u5546\u54c1 \"\\\/\b\f\n\r\t\ud83d\ude00"}
      {"uscc":"B","name":"\ud83d"}
      {"uscc":"C","name":"a\u0000"}
      {"\u0075scc":"D","na\u006de":"x"}

      """#)

    #expect(
      decoded.rows[.enterprise] == [
        "uscc=A name=商品 \"\\/\u{8}\u{c}\n\r\t😀", "uscc=D name=x",
      ])
    #expect(decoded.rejects == ["F03-json@2", "F05-nul@3"])
  }

  @Test("A line that is no object is one reject, and says where")
  func notObject() {
    let decoded = decode("{\"uscc\":\"A\",\"name\":}\n[1]\n{\"uscc\":\"B\",\"name\":\"x\"}\n{")

    #expect(decoded.rows[.enterprise]?.count == 1)
    #expect(decoded.rejects == ["F03-json@1", "F03-json@2", "F03-json@4"])
    #expect(
      decoded.findings[0].description
        == "feed:1: expected one JSON object, wrong at byte 19, found '}'")
  }

  @Test("Each line may name its class, in any form; one that does not is told by its keys")
  func classes() {
    let decoded = decode(
      """
      {"record_class":"commodities","sku":"a","name":"x"}
      {"uscc":"A","name":"x"}
      {"record_class":"Enterprise","uscc":"B","name":"y"}
      {"record_class":"ship","uscc":"C","name":"y"}
      {"name":"only"}

      """)

    #expect(decoded.rows[.commodity] == ["sku=a name=x"])
    #expect(decoded.rows[.enterprise] == ["uscc=A name=x", "uscc=B name=y"])
    #expect(decoded.rejects == ["F10-class@4", "F10-class@5"])
  }

  @Test("A value of the wrong kind is rejected with its field")
  func wrongKind() {
    let decoded = decode(
      """
      {"uscc":"A","name":["x"]}
      {"uscc":"B","name":"x","version":true}
      {"uscc":"C","name":"x","op":"undo"}
      {"uscc":"D","name":"x","version":0}
      {"uscc":"E","name":null}

      """)

    #expect(
      decoded.rejects == [
        "F03-json@1", "F08-number@2", "F11-version@3", "F11-version@4", "F07-required@5",
      ])
    #expect(decoded.findings.map(\.field) == ["name", "version", "op", "version", "name"])
    #expect(decoded.findings.map(\.key) == ["A", "B", "C", "D", "E"])
  }

  @Test("Nesting has a limit")
  func depth() {
    let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    let shallow = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)

    let decoded = decode(
      "{\"uscc\":\"A\",\"name\":\"x\",\"y\":\(deep)}\n{\"uscc\":\"B\",\"name\":\"x\",\"y\":\(shallow)}\n"
    )

    #expect(decoded.rejects == ["F03-json@1"])
    #expect(decoded.rows[.enterprise] == ["uscc=B name=x"])
  }
}
