import Commerce
import Library
import Testing

@Suite("Answers as text")
struct AnswerTextTests {
  private let answer = Answer(
    columns: [
      AnswerColumn(name: "platform", type: "text", isDimension: true),
      AnswerColumn(name: "count()", type: "integer"),
      AnswerColumn(name: "sum(amount)", type: "money", unit: "CNY"),
      AnswerColumn(name: "mean(amount)", type: "number", unit: "CNY"),
    ],
    rows: [
      [.text("京东, \"自营\""), .integer(3), .money(Money(units: 123_456_789)), .number(0.1 + 0.2)],
      [.text("a\nb"), .integer(0), .money(Money(cents: 5)), .number(2)],
      [.absent, .integer(1), .absent, .absent],
    ], groupCount: 3)

  @Test(
    "CSV follows RFC 4180; money keeps two to four decimals, doubles read back, absent is empty")
  func csv() {
    #expect(
      answer.csv == """
        platform,count(),sum(amount),mean(amount)
        "京东, ""自营""\",3,12345.6789,0.30000000000000004
        "a
        b",0,0.05,2
        ,1,,

        """)
  }

  @Test("JSON has columns, rows and asOf; money is a string, absent null")
  func json() {
    #expect(
      answer.json == """
        {"columns":[{"name":"platform","type":"text","unit":null},\
        {"name":"count()","type":"integer","unit":null},\
        {"name":"sum(amount)","type":"money","unit":"CNY"},\
        {"name":"mean(amount)","type":"number","unit":"CNY"}],"rows":[
        ["京东, \\"自营\\"",3,"12345.6789",0.30000000000000004],
        ["a\\nb",0,"0.05",2],
        [null,1,null,null]
        ],"asOf":null}

        """)
  }

  @Test("The aligned table puts numbers to the right and a dash for absent")
  func table() {
    let small = Answer(
      columns: [
        AnswerColumn(name: "day", type: "text", isDimension: true),
        AnswerColumn(name: "approx_distinct(buyer)", type: "integer", isEstimate: true),
      ],
      rows: [[.text("2026-06-01"), .integer(12)], [.absent, .integer(3)]], groupCount: 2)

    #expect(
      small.text() == """
        day         ≈approx_distinct(buyer)
        2026-06-01                       12
        —                                 3

        """)
  }

  @Test("Texts that a spreadsheet takes for formulas are guarded, numbers are not touched")
  func formulas() {
    #expect(spreadsheetText("=1+1") == "'=1+1")
    #expect(spreadsheetText("@cmd") == "'@cmd")
    #expect(spreadsheetText("plain") == "plain")
  }
}
