/// A prompt and the text that is being typed behind it; places the frame's cursor.
public struct InputLine: Widget, Equatable {
  public var prompt: String
  public var text: String
  /// Before which character of the text the cursor stands, from 0.
  public var cursor: Int
  /// At the right end, such as how many rows match.
  public var note: String

  public init(_ prompt: String, text: String, cursor: Int, note: String = "") {
    self.prompt = prompt
    self.text = text
    self.cursor = cursor
    self.note = note
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let line = rect.line(0)
    frame.fill(line)
    let promptCells = frame.put(prompt, in: line, style: .bold)
    let noteCells = note.isEmpty ? 0 : CellWidth.cells(note) + 1
    let showsNote = promptCells + noteCells + 8 <= line.columns
    let room = line.inset(left: promptCells, right: showsNote ? noteCells : 0)
    if showsNote {
      frame.put(note, in: line, column: line.columns - noteCells + 1, style: .faint)
    }
    guard room.columns > 0 else { return }
    // The text moves left until the cursor is in view.
    var before = text.prefix(max(0, cursor))
    let after = text.dropFirst(before.count)
    while CellWidth.cells(String(before)) >= room.columns, !before.isEmpty { before.removeFirst() }
    frame.put(String(before + after), in: room, columns: room.columns)
    frame.cursor = Position(
      column: room.column + CellWidth.cells(String(before)), row: room.row)
  }
}
