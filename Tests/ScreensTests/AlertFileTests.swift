import Commerce
import Foundation
import Screens
import Testing

@Suite("Rules of alerts from a file")
struct AlertFileTests {
  @Test("A table with a known id changes what it names and leaves the rest")
  func changed() throws {
    let rules = try rules(#"{"alert":[{"id":"silence","warning":30}]}"#)

    let silence = try #require(rules.first { $0.id == "silence" })
    #expect(silence.warning == 30 && silence.critical == 300 && silence.condition == .silence)
    #expect(rules.count == AlertRule.standard.count)
  }

  @Test("off takes a rule away; another id is a rule of its own")
  func added() throws {
    let rules = try rules(
      #"{"alert":[{"id":"error-share","off":true},{"id":"a","title":{"en":"A"},"class":"order","#
        + #""where":"state = paid","window":"24h","warning":2}]}"#)

    #expect(!rules.contains { $0.id == "error-share" })
    let added = try #require(rules.last)
    #expect(
      added.condition
        == .count(
          PanelPart(
            recordClass: .order, measures: ["count()"], filter: "state = paid", window: "24h")))
    #expect(added.warning == 2 && added.critical == .infinity)
  }

  private func rules(_ json: String) throws -> [AlertRule] {
    try JSONDecoder().decode(AlertFile.self, from: Data(json.utf8))
      .rules(over: AlertRule.standard)
  }
}
