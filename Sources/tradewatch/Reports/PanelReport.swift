import Commerce
import Library
import Loading
import Screens

/// The monitor's panels, answered once: a table for each, then the feeds and what is wrong.
struct PanelReport {
  struct Section {
    /// `overview`, or `feeds` and `findings` for those two tables.
    var screen: String
    var id: String
    /// With the screen's title before it.
    var title: String
    var table: Answer
  }

  /// The most rows of a table that people are shown; JSON and CSV have all.
  fileprivate static let shownRows = 30

  private(set) var sections: [Section] = []
  let language: Language

  /// Answers all panels; `conditions` act on every panel whose class has their fields.
  init(
    _ intake: Intake, panels: [PanelDefinition], window: WindowChoice, conditions: [String],
    language: Language
  ) throws(CommandFailure) {
    self.language = language
    let library = intake.library
    let newest = RecordClass.principal.filter { $0 != .enterprise && $0 != .commodity }
      .compactMap { library.newestEventTime($0) }.max()
    let scope = QueryScope(
      window: window, shift: 0, dataTime: newest, chips: try PanelReport.chips(conditions))
    // All are read side by side first; each table then finds its answer current.
    var shelf = ViewShelf(library: library)
    shelf.show(panels.flatMap { panel in panel.parts.map { scope.query($0) } })
    _ = shelf.answers(to: shelf.shown[...], now: nil)
    for screen in ScreenName.allCases {
      for panel in panels where panel.screen == screen {
        sections.append(
          Section(
            screen: screen.rawValue, id: panel.id,
            title: PanelReport.title(of: panel, on: screen, scope, language),
            table: PanelTable(panel, scope, shelf, language).table))
      }
    }
    let check = CheckReport(intake, exampleLimit: 0)
    sections.append(
      Section(
        screen: "feeds", id: "feeds", title: ScreenName.feeds.title[language],
        table: check.feedsTable))
    sections.append(
      Section(
        screen: "alerts", id: "findings", title: LocalText("Findings", "问题")[language],
        table: check.countsTable))
  }

  /// `Orders: Orders per hour (24h)`.
  private static func title(
    of panel: PanelDefinition, on screen: ScreenName, _ scope: QueryScope, _ language: Language
  ) -> String {
    let windows = panel.parts.map { scope.window(of: $0) }
    let window = windows.first { $0 == scope.window } ?? windows.first ?? scope.window
    let unit: LocalText =
      switch window.timeUnit {
      case "minute": LocalText("minute", "分钟")
      case "hour": LocalText("hour", "小时")
      default: LocalText("day", "天")
      }
    let name = panel.title[language].replacing("{time}", with: unit[language])
    return "\(screen.title[language]): \(name) (\(window.label))"
  }

  /// The conditions as filters; one that no class understands is a mistake.
  private static func chips(_ conditions: [String]) throws(CommandFailure) -> [Chip] {
    for text in conditions {
      guard !RecordClass.allCases.contains(where: { Chip(text: text).applies(to: $0) }) else {
        continue
      }
      do throws(QueryError) {
        _ = try Filter(text, for: .order)
      } catch {
        throw CommandFailure(error)
      }
    }
    return conditions.map { Chip(text: $0) }
  }

  func printed(as format: OutputFormat) -> String {
    switch format {
    case .text:
      sections.map { "\(shownTitle(of: $0))\n\(shownText(of: $0))" }.joined(separator: "\n")
    case .json:
      "{\"panels\":[\n" + sections.map(\.json).joined(separator: ",\n") + "\n]}\n"
    case .csv: csv
    case .html:
      HTMLText.page(
        title: "tradewatch",
        body: sections.map { HTMLText.table($0.shownTable, caption: shownTitle(of: $0)) }
          .joined(separator: "\n"),
        language: language.rawValue)
    }
  }

  /// The title, and how many rows people are not shown.
  private func shownTitle(of section: Section) -> String {
    let shown = PanelReport.shownRows
    let count = section.table.rows.count
    guard count > shown else { return section.title }
    let note = LocalText("first \(shown) of \(count)", "前 \(shown) 行，共 \(count) 行")
    return "\(section.title): \(note[language])"
  }

  /// The table, or a word that it has no rows.
  private func shownText(of section: Section) -> String {
    guard section.table.rows.isEmpty else { return section.shownTable.plainText }
    return LocalText("none", "无")[language] + "\n"
  }

  /// One row for each value: panels have different columns.
  private var csv: String {
    var text = csvRow(["screen", "panel", "row", "column", "value"])
    for section in sections {
      for (number, row) in section.table.rows.enumerated() {
        for (column, value) in zip(section.table.columns, row) {
          text += csvRow(
            [section.screen, section.id, "\(number + 1)", column.name, value.csvText])
        }
      }
    }
    return text
  }
}

extension PanelReport.Section {
  /// The first rows for people: fractions in percent, other numbers with two decimals at most.
  fileprivate var shownTable: Answer {
    var shown = table
    let isFraction = table.columns.map { $0.unit == "fraction" }
    for index in shown.columns.indices where isFraction[index] { shown.columns[index].unit = "%" }
    shown.rows = table.rows.prefix(PanelReport.shownRows).map { row in
      zip(row, isFraction).map { value, isFraction in
        guard case .number(let number) = value else { return value }
        return .number(isFraction ? (number * 1000).rounded() / 10 : (number * 100).rounded() / 100)
      }
    }
    return shown
  }
}

extension PanelReport.Section {
  /// `{"screen","panel","title","columns","rows","asOf"}`.
  fileprivate var json: String {
    let head =
      "{\"screen\":\(jsonString(screen)),\"panel\":\(jsonString(id)),"
      + "\"title\":\(jsonString(title)),"
    return head + table.json.dropFirst().dropLast()
  }
}
