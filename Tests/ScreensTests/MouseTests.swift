import Canvas
import Foundation
import Screens
import Testing

@Suite("Mouse")
struct MouseTests {
  @Test("A click selects the row under it, in a top list and in a list of records")
  func click() throws {
    var monitor = try Monitor(columns: 120, rows: 40)

    try monitor.click(on: "上海宝山")
    #expect(monitor.selectedLines.contains { $0.contains("上海宝山") })
    monitor.press(.enter)
    try monitor.click(on: "PO99997")
    #expect(monitor.selectedLines.contains { $0.contains("PO99997") })
  }

  @Test("A click on a line of the tail stops it there")
  func tail() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    monitor.press(.character("8"))

    try monitor.click(on: "PO012043117")

    #expect(monitor.selectedLines.contains { $0.contains("PO012043117") })
  }

  @Test("A click beside the rows keeps the selection")
  func besideRows() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    let selected = monitor.selectedLines

    monitor.send(.key(.mouse(Position(column: 5, row: 15), .click)))

    #expect(monitor.selectedLines == selected)
  }
}

extension Monitor {
  /// Clicks on the first place of a text.
  mutating func click(on wanted: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(wanted) })
    let cells = try #require(lines[row].range(of: wanted)).lowerBound
    let column = CellWidth.cells(String(lines[row][..<cells]))
    send(.key(.mouse(Position(column: column, row: row), .click)))
  }

  /// The lines with the mark of a selected row.
  var selectedLines: [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      line.contains(">") && !line.contains("Tab panel") && !line.contains("──")
        && !line.contains("--")
    }
  }
}
