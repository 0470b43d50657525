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

  @Test("A rule of one feed has a kind and takes the title of the standard one")
  func ofOneFeed() throws {
    let rules = try rules(
      #"{"alert":[{"id":"daily","kind":"silence","feed":"contracts.csv","warning":90000}]}"#)

    let added = try #require(rules.last)
    #expect(added.condition == .silence && added.feed == "contracts.csv")
    #expect(added.title == rules.first { $0.id == "silence" }?.title)
    let mistake = #expect(throws: AlertFileError.self) {
      try self.rules(#"{"alert":[{"id":"daily","kind":"quiet","warning":1}]}"#)
    }
    #expect(
      mistake?.description.hasPrefix("alert daily: kind: expected one of feed-failure,") == true)
  }

  private func rules(_ json: String) throws -> [AlertRule] {
    try JSONDecoder().decode(AlertFile.self, from: Data(json.utf8))
      .rules(over: AlertRule.standard)
  }
}
