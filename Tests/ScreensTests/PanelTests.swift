import Commerce
import Library
import Screens
import Testing

@Suite("The built-in panels")
struct PanelTests {
  @Test("Every query of every panel is understood in every window, also with an order of its own")
  func queriesParse() throws {
    for panel in try builtInPanels() {
      for part in panel.parts {
        for window in WindowChoice.cycle {
          for order in part.measures.indices {
            let scope = QueryScope(
              window: window, shift: order, dataTime: FixedLibrary.now, chips: [])
            let query = scope.query(part, order: order)
            #expect(throws: Never.self, "\(panel.id): \(query)") {
              try Query(
                query.recordClass, measures: query.measures, by: query.dimensions,
                where: query.filter, window: query.window, top: query.top)
            }
          }
        }
      }
    }
  }

  @Test("Each screen of a class has key figures, a trend, a top list and a breakdown")
  func complete() throws {
    let panels = try builtInPanels()

    for screen in ScreenName.allCases where screen.recordClass != nil || screen == .overview {
      let kinds = Set(panels.filter { $0.screen == screen }.map(\.kind))
      #expect(kinds.isSuperset(of: [.keyFigures, .trend, .top, .breakdown]), "\(screen)")
    }
  }

  @Test("Key figures have five parts, and top lists a column for each measure")
  func shapes() throws {
    for panel in try builtInPanels() {
      #expect(panel.title[.english] != panel.title[.chinese], "\(panel.id)")
      if panel.kind == .keyFigures { #expect(panel.parts.count == 5, "\(panel.id)") }
      if panel.kind == .top {
        #expect(panel.columns.count == panel.parts[0].measures.count, "\(panel.id)")
      }
    }
  }

  @Test("No two panels have the same id")
  func ids() throws {
    let ids = try builtInPanels().map(\.id)

    #expect(Set(ids).count == ids.count)
  }

  @Test("Every condition of the standard alerts is understood")
  func alertQueries() throws {
    for rule in AlertRule.standard {
      guard case .count(let part) = rule.condition else { continue }
      let scope = QueryScope(window: .all, shift: 0, dataTime: FixedLibrary.now, chips: [])
      let query = scope.query(part)
      #expect(throws: Never.self, "\(rule.id)") {
        try Query(query.recordClass, measures: query.measures, where: query.filter)
      }
    }
  }

  @Test("The fields of lists are fields or dimensions of their classes")
  func listFields() {
    for recordClass in RecordClass.allCases {
      for field in ListColumns.fields(of: recordClass) {
        #expect(Dimension(named: field, of: recordClass) != nil, "\(recordClass) \(field)")
      }
    }
  }
}
