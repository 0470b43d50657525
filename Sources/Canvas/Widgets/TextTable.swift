/// Rows and columns of text, with one row selected.
///
/// The first column of the rectangle marks the selected row with `>`. Columns that find no room are
/// left out, those with the greatest `priority` first.
public struct TextTable: Widget, Equatable {
  public struct Column: Hashable, Sendable {
    public var title: String
    public var align: Alignment
    /// The cells below which the column is rather left out.
    public var minimum: Int
    /// The part of the cells to spare that the column takes; 0 for none.
    public var weight: Int
    /// 0 for a column that stays longest.
    public var priority: Int

    public init(
      _ title: String, align: Alignment = .left, minimum: Int, weight: Int = 0, priority: Int = 0
    ) {
      self.title = title
      self.align = align
      self.minimum = max(1, minimum)
      self.weight = max(0, weight)
      self.priority = priority
    }
  }

  /// What stands where a row meets a column.
  public enum Content: Hashable, Sendable, ExpressibleByStringLiteral {
    case text(String)
    case styled(String, Style)
    /// A bar that fills this share, 0–1, of the column.
    case bar(Double)

    public init(stringLiteral text: String) { self = .text(text) }
  }

  public struct Row: Hashable, Sendable {
    /// One for each column; missing ones are blank.
    public var contents: [Content]
    public var style: Style

    public init(_ contents: [Content], style: Style = .plain) {
      self.contents = contents
      self.style = style
    }
  }

  /// By which column the rows are in order.
  public struct Order: Hashable, Sendable {
    public var column: Int
    public var isDescending: Bool

    public init(column: Int, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }
  }

  public var columns: [Column]
  public var rows: [Row]
  /// The first of the rows that is drawn.
  public var firstRow: Int
  /// Among all rows, from 0; `nil` for none.
  public var selectedRow: Int?
  /// Shown as a sign behind the column's title.
  public var order: Order?
  /// Whether the first line holds the columns' titles.
  public var showsTitles: Bool
  /// What stands in place of rows where there are none.
  public var emptyText: String

  public init(
    columns: [Column], rows: [Row], firstRow: Int = 0, selectedRow: Int? = nil,
    order: Order? = nil, showsTitles: Bool = true, emptyText: String = ""
  ) {
    self.columns = columns
    self.rows = rows
    self.firstRow = firstRow
    self.selectedRow = selectedRow
    self.order = order
    self.showsTitles = showsTitles
    self.emptyText = emptyText
  }

  /// How many rows find room in a rectangle of this size.
  public func rowsShown(in size: Size) -> Int {
    max(0, size.rows - (showsTitles ? 1 : 0))
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let placed = placedColumns(in: rect.columns)
    if showsTitles { drawTitles(placed, in: rect.line(0), of: &frame) }
    let body = rect.inset(top: showsTitles ? 1 : 0)
    if rows.isEmpty { frame.put(emptyText, in: body, column: 1, style: .faint) }
    let first = max(0, firstRow)
    for line in 0..<body.rows where first + line < rows.count {
      draw(first + line, placed, in: body.line(line), of: &frame)
    }
  }

  private func drawTitles(_ placed: [PlacedColumn], in line: Rect, of frame: inout Frame) {
    for place in placed {
      let column = columns[place.index]
      var title = column.title
      if let order, order.column == place.index {
        title.append(order.isDescending ? frame.glyphs.down : frame.glyphs.up)
      }
      frame.put(
        title, in: line, column: place.start, columns: place.cells,
        style: Style(.grey, underline: true), align: column.align)
    }
  }

  private func draw(
    _ row: Int, _ placed: [PlacedColumn], in line: Rect, of frame: inout Frame
  ) {
    frame.fill(line, style: rows[row].style)
    if row == selectedRow { frame.put(">", in: line, style: rows[row].style) }
    for place in placed where place.index < rows[row].contents.count {
      draw(rows[row].contents[place.index], rows[row].style, place, in: line, of: &frame)
    }
    if row == selectedRow { frame.highlight(line) }
  }

  private func draw(
    _ content: Content, _ rowStyle: Style, _ place: PlacedColumn, in line: Rect,
    of frame: inout Frame
  ) {
    let (text, style) =
      switch content {
      case .text(let text): (text, rowStyle)
      case .styled(let text, let style): (text, style)
      case .bar(let share): (frame.glyphs.bar(share, columns: place.cells), Style(.sky))
      }
    frame.put(
      text, in: line, column: place.start, columns: place.cells, style: style,
      align: columns[place.index].align)
  }
}
