import Canvas
import Commerce

extension Painter {
  mutating func drawTail(in slot: ScreenLayout.Slot) {
    let lines = state.tailLines
    let bottom = state.tailBottom(in: lines)
    let inside = border(
      slot,
      state.screen == .tail
        ? Words.tailTitle[language] : "\(Words.tailTitle[language]) (\(Words.tailMore[language]))",
      note: tailNote)
    guard !lines.isEmpty else {
      frame.put(Words.noData[language], in: inside, column: 1, style: .faint)
      return
    }
    let showsBar = bottom.newer > 0 && inside.rows > 1
    let rows = inside.rows - (showsBar ? 1 : 0)
    let first = max(0, bottom.index - rows + 1)
    let selected = state.selectedTailLine?.sequence
    for row in 0..<rows where first + row <= bottom.index && first + row < lines.count {
      let line = lines[first + row]
      let isSelected =
        state.focus == .tail && !state.tail.isFollowing && line.sequence == selected
      drawTailLine(line, isSelected: isSelected, in: inside.line(row))
    }
    guard showsBar else { return }
    let text = "\(formatter.count(bottom.newer)) \(Words.newBelow[language])"
    frame.put(
      text, in: inside.line(inside.rows - 1), columns: inside.columns, style: Style(reverse: true),
      align: .center)
  }

  private var tailNote: String {
    let every = state.tailSampling
    let sampled =
      every > 1
      ? [Words.sampled[language].replacing("%d", with: formatter.count(every))] : []
    return (sampled + (state.tail.isFollowing ? [Words.following[language]] : []))
      .joined(separator: "  ")
  }

  private mutating func drawTailLine(_ line: TailLine, isSelected: Bool, in rect: Rect) {
    let isReject = if case .reject = line.content { true } else { false }
    if isSelected { frame.put(">", in: rect) }
    var column = 1
    for part in state.tailParts(line, columns: rect.columns - 1) {
      let style: Style = isReject && column > 10 ? Style(.vermilion, bold: true) : .plain
      frame.put(
        part.text, in: rect, column: column, columns: part.cells, style: style,
        align: part.isNumber ? .right : .left)
      column += part.cells + 1
    }
    if isSelected { frame.highlight(rect) }
  }
}

/// A text of a line of the tail, with the cells that it takes so that lines of a class align.
struct TailPart: Equatable {
  var text: String
  var cells: Int
  var isNumber = false
}

extension MonitorState {
  /// The whole line as text, for searches and copies.
  func tailText(_ line: TailLine) -> String {
    tailParts(line, columns: 200).map(\.text).joined(separator: " ")
  }

  /// What a line of the tail shows in so many cells.
  func tailParts(_ line: TailLine, columns: Int) -> [TailPart] {
    var parts = [TailPart(text: line.arrived.clock, cells: 8)]
    if columns >= 110 { parts.append(TailPart(text: shortName(ofFeed: line.feed), cells: 12)) }
    switch line.content {
    case .reject(let reject):
      let place = reject.finding.place
      let text =
        "\(shortName(ofFeed: place.feed)) \(Words.line[language]) \(formatter.count(place.line)): "
        + reason(of: reject.finding)
      let rest = columns - parts.reduce(4) { $0 + $1.cells + 1 }
      return parts + [TailPart(text: "REJ", cells: 3), TailPart(text: text, cells: max(1, rest))]
    case .record(let reference, let values, let labels):
      parts.append(TailPart(text: reference.recordClass.letters, cells: 3))
      let words = ValueWords(language: language, labels: labels)
      return parts + recordParts(reference, values, words, columns: columns)
    }
  }

  private func recordParts(
    _ reference: RecordReference, _ values: [String: FieldValue], _ words: ValueWords,
    columns: Int
  ) -> [TailPart] {
    let shapes = TailShape.of(reference.recordClass).filter { $0.from <= columns }
    let fixed = shapes.reduce(14) { $0 + $1.cells + 1 } + (columns >= 110 ? 13 : 0)
    let spare = max(0, columns - fixed)
    return shapes.map { shape in
      let value = values[shape.field] ?? .absent
      let text =
        switch value {
        case .text: words.text(value, of: shape.field)
        case .time(let time): formatter.minute(time)
        default: formatter.plain(value)
        }
      return TailPart(
        text: text, cells: shape.cells + (shape.grows ? min(spare, 24) : 0),
        isNumber: shape.isNumber)
    }
  }
}

/// A field of a class in the tail.
struct TailShape: Equatable {
  var field: String
  var cells: Int
  var isNumber = false
  /// Whether it takes the cells that the others leave.
  var grows = false
  /// Shown only in lines of so many cells.
  var from = 0

  /// In the order of the line.
  static func of(_ recordClass: RecordClass) -> [TailShape] {
    switch recordClass {
    case .order:
      [
        TailShape(field: "order_id", cells: 18), TailShape(field: "seller", cells: 16, grows: true),
        TailShape(field: "sku", cells: 16, from: 100),
        TailShape(field: "amount", cells: 13, isNumber: true), TailShape(field: "state", cells: 9),
      ]
    case .waybill:
      [
        TailShape(field: "number", cells: 18), TailShape(field: "order_id", cells: 18, from: 100),
        TailShape(field: "carrier", cells: 9),
        TailShape(field: "destination", cells: 16, grows: true),
        TailShape(field: "state", cells: 10),
      ]
    case .invoice:
      [
        TailShape(field: "number", cells: 20), TailShape(field: "order_id", cells: 18, from: 100),
        TailShape(field: "seller", cells: 16, grows: true),
        TailShape(field: "gross", cells: 13, isNumber: true),
      ]
    case .contract:
      [
        TailShape(field: "contract_id", cells: 16),
        TailShape(field: "party_a", cells: 14, grows: true),
        TailShape(field: "value", cells: 16, isNumber: true), TailShape(field: "state", cells: 10),
      ]
    case .enterprise:
      [
        TailShape(field: "uscc", cells: 18), TailShape(field: "name", cells: 24, grows: true),
        TailShape(field: "status", cells: 8),
      ]
    case .commodity:
      [
        TailShape(field: "sku", cells: 14), TailShape(field: "name", cells: 20, grows: true),
        TailShape(field: "category", cells: 12),
        TailShape(field: "list_price", cells: 12, isNumber: true),
      ]
    case .orderLine:
      [
        TailShape(field: "order_id", cells: 18),
        TailShape(field: "line_no", cells: 4, isNumber: true),
        TailShape(field: "sku", cells: 16, grows: true),
        TailShape(field: "amount", cells: 14, isNumber: true),
      ]
    case .invoiceLine:
      [
        TailShape(field: "number", cells: 20),
        TailShape(field: "line_no", cells: 4, isNumber: true),
        TailShape(field: "name", cells: 12, grows: true),
        TailShape(field: "net", cells: 14, isNumber: true),
      ]
    case .waybillEvent:
      [
        TailShape(field: "number", cells: 18), TailShape(field: "code", cells: 12),
        TailShape(field: "facility", cells: 14, grows: true), TailShape(field: "time", cells: 16),
      ]
    }
  }
}

extension RecordClass {
  /// The fields that the engine gives of each record in the tail.
  package var tailFields: [String] { TailShape.of(self).map(\.field) }

  /// Three letters for the tail.
  package var letters: String {
    switch self {
    case .enterprise: "ENT"
    case .commodity: "COM"
    case .order: "ORD"
    case .orderLine: "ORL"
    case .contract: "CON"
    case .invoice: "INV"
    case .invoiceLine: "INL"
    case .waybill: "WAY"
    case .waybillEvent: "WEV"
    }
  }
}
