/// Values as columns that grow from the bottom of a block of cells.
struct Columns {
  /// One for each step to the right; `nil` where there is no value.
  var values: [Double?]
  /// The value of a full column.
  var maximum: Double
  var style: Style

  /// Draws the values over the whole width of the rectangle.
  ///
  /// A column that stands for several values has the height of their mean; where values are fewer
  /// than columns, each is drawn as wide as its share. No value is a blank; 0 is `_`, and what is
  /// above 0 has at least the smallest mark.
  func draw(in rect: Rect, of frame: inout Frame) {
    guard !rect.isEmpty, !values.isEmpty else { return }
    if frame.glyphs == .braille {
      drawBraille(in: rect, of: &frame)
    } else {
      let signs = frame.glyphs == .ascii ? asciiSteps : eighths
      drawSigns(signs, in: rect, of: &frame)
    }
  }

  private func drawSigns(_ signs: [Character], in rect: Rect, of frame: inout Frame) {
    for (column, value) in spread(over: rect.columns).enumerated() {
      guard let height = height(of: value, steps: rect.rows * signs.count) else { continue }
      for row in 0..<rect.rows {
        let filled = height - row * signs.count
        let isFloor = row == 0 && height == 0
        guard filled > 0 || isFloor else { break }
        let sign = isFloor ? "_" : String(signs[min(filled, signs.count) - 1])
        frame.put(sign, in: rect, row: rect.rows - 1 - row, column: column, style: style)
      }
    }
  }

  private func drawBraille(in rect: Rect, of frame: inout Frame) {
    let heights = spread(over: rect.columns * 2).map { height(of: $0, steps: rect.rows * 4) }
    for column in 0..<rect.columns {
      let left = heights[column * 2]
      let right = heights[column * 2 + 1]
      for row in 0..<rect.rows {
        let dots = dots(left, row, leftDots) | dots(right, row, rightDots)
        guard dots > 0, let scalar = Unicode.Scalar(0x2800 + dots) else { continue }
        frame.put(
          String(Character(scalar)), in: rect, row: rect.rows - 1 - row, column: column,
          style: style)
      }
    }
  }

  /// The dots of one half of a cell, `row` cells above the floor; 0 has the lowest dot's place.
  private func dots(_ height: Int?, _ row: Int, _ bits: [UInt32]) -> UInt32 {
    guard let height else { return 0 }
    let filled = min(4, max(0, max(height, 1) - row * 4))
    return bits.prefix(filled).reduce(0, |)
  }

  /// Steps above the floor; `nil` without a value.
  func height(of value: Double?, steps: Int) -> Int? {
    guard let value, value.isFinite else { return nil }
    guard value > 0, maximum > 0 else { return 0 }
    return max(1, (min(value / maximum, 1) * Double(steps)).roundedToInt)
  }

  /// One value for each of so many columns.
  func spread(over columns: Int) -> [Double?] {
    (0..<columns).map { column in
      let first = column * values.count / columns
      let end = max(first + 1, (column + 1) * values.count / columns)
      let present = values[first..<end].compactMap(\.self)
      return present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
    }
  }
}

let asciiSteps: [Character] = [".", ":", "|"]
let eighths: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
/// From the lowest dot up, as Unicode numbers the dots of a Braille pattern.
private let leftDots: [UInt32] = [0x40, 0x04, 0x02, 0x01]
private let rightDots: [UInt32] = [0x80, 0x20, 0x10, 0x08]
