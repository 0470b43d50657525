extension ColumnSegment {
  /// The steps that values are tried to be multiples of: whole seconds, whole units, whole fen.
  private static let steps: [Int64] = [1_000_000, 10_000, 100]

  /// Seals the values of a full segment, in memory of `store`.
  init<Element: ColumnElement>(
    sealing values: UnsafeBufferPointer<Element>, in store: SegmentStore
  ) {
    let range = ValueRange(values)
    guard let base = range.base, let span = range.span else {
      self.init(copying: values, range, in: store)
      return
    }
    let marks: UInt64 = range.hasMarks ? 2 : 0
    var step: Int64 = 1
    if span > 0xFF - marks, Element.markCount > 0 {
      step = ColumnSegment.steps.first { range.isMultiple(of: $0, values) } ?? 1
    }
    let greatest = span / UInt64(step)
    let width = ColumnSegment.width(of: greatest, marks: marks)
    guard width < MemoryLayout<Element>.stride else {
      self.init(copying: values, range, in: store)
      return
    }
    if width == 0 {
      self.init(
        cells: nil, width: 0, base: base, step: 1, leastMark: .max, least: range.least,
        greatest: range.greatest)
      return
    }
    let cells = store.allocate(width << 16)
    let leastMark = marks == 0 ? .max : UInt64.max &>> UInt64(64 - width * 8) - 1
    let narrowing = Narrowing(base: base, step: step, leastMark: leastMark)
    switch width {
    case 1: narrowing.write(values, to: cells.bindMemory(to: UInt8.self, capacity: 1 << 16))
    case 2: narrowing.write(values, to: cells.bindMemory(to: UInt16.self, capacity: 1 << 16))
    default: narrowing.write(values, to: cells.bindMemory(to: UInt32.self, capacity: 1 << 16))
    }
    self.init(
      cells: cells, width: width, base: base, step: step, leastMark: leastMark,
      least: range.least, greatest: range.greatest)
  }

  /// Keeps the values as they are, because no narrower cell holds them.
  private init<Element: ColumnElement>(
    copying values: UnsafeBufferPointer<Element>, _ range: ValueRange, in store: SegmentStore
  ) {
    let cells = store.allocate(MemoryLayout<Element>.stride << 16)
    if let start = values.baseAddress {
      cells.copyMemory(from: start, byteCount: MemoryLayout<Element>.stride << 16)
    }
    self.init(
      cells: cells, width: MemoryLayout<Element>.stride, base: 0, step: 1, leastMark: .max,
      least: range.least, greatest: range.greatest)
  }

  /// The bytes that cells up to `greatest` need beside marks above them.
  private static func width(of greatest: UInt64, marks: UInt64) -> Int {
    if greatest == 0 && marks == 0 { return 0 }
    if greatest <= 0xFF - marks { return 1 }
    if greatest <= 0xFFFF - marks { return 2 }
    return greatest <= 0xFFFF_FFFF - marks ? 4 : 8
  }
}

/// The bounds of the values of a segment.
private struct ValueRange {
  var least = Int64.max
  var greatest = Int64.min
  var hasMarks = false
  /// What sealed cells count from: 0 for codes, so that a cell is a code; `nil` where all values are
  /// marks of both kinds.
  let base: Int64?

  init<Element: ColumnElement>(_ values: UnsafeBufferPointer<Element>) {
    if Element.markCount == 0 {
      var (low, high) = (Element.max, Element.min)
      for value in values {
        low = min(low, value)
        high = max(high, value)
      }
      least = Int64(truncatingIfNeeded: low)
      greatest = Int64(truncatingIfNeeded: high)
      base = least == greatest ? least : 0
      return
    }
    let firstPlain = Int64.min &+ Int64(Element.markCount)
    var (low, high, lowest) = (Int64.max, Int64.min, Int64.max)
    for element in values {
      let value = Int64(truncatingIfNeeded: element)
      low = min(low, value < firstPlain ? .max : value)
      high = max(high, value)
      lowest = min(lowest, value)
    }
    hasMarks = lowest < firstPlain
    if high >= firstPlain {
      (least, greatest) = (low, high)
      base = low
    } else {
      base = lowest == high ? lowest : nil
      if base != nil { hasMarks = false }
    }
  }

  /// How far the values lie apart; `nil` where 64 bits do not hold it.
  var span: UInt64? {
    guard let base else { return nil }
    if least > greatest { return 0 }
    let distance = greatest.subtractingReportingOverflow(base)
    return distance.overflow ? nil : UInt64(distance.partialValue)
  }

  /// Whether all values that are no marks lie whole steps apart.
  func isMultiple<Element: ColumnElement>(
    of step: Int64, _ values: UnsafeBufferPointer<Element>
  ) -> Bool {
    let firstPlain = Int64.min &+ Int64(Element.markCount)
    // In parts, so that a step that does not fit is given up early.
    var start = 0
    while start < values.count {
      var rest: Int64 = 0
      for index in start..<min(start + 512, values.count) {
        let value = Int64(truncatingIfNeeded: values[index])
        rest |= value < firstPlain ? 0 : remainder(value &- least, step)
      }
      if rest != 0 { return false }
      start += 512
    }
    return true
  }

  /// The remainder by one of the known steps, each a constant to the compiler.
  @inline(__always)
  private func remainder(_ distance: Int64, _ step: Int64) -> Int64 {
    switch step {
    case 1_000_000: distance % 1_000_000
    case 10_000: distance % 10_000
    default: distance % 100
    }
  }
}

/// Turns values into cells of a sealed segment.
private struct Narrowing {
  let base: Int64
  let step: Int64
  let leastMark: UInt64

  func write<Element: ColumnElement, Cell: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Element>, to cells: UnsafeMutablePointer<Cell>
  ) {
    switch step {
    case 1_000_000: write(values, to: cells) { $0 / 1_000_000 }
    case 10_000: write(values, to: cells) { $0 / 10_000 }
    case 100: write(values, to: cells) { $0 / 100 }
    default: write(values, to: cells) { $0 }
    }
  }

  @inline(__always)
  private func write<Element: ColumnElement, Cell: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Element>, to cells: UnsafeMutablePointer<Cell>,
    steps: (UInt64) -> UInt64
  ) {
    for index in values.indices {
      let value = Int64(truncatingIfNeeded: values[index])
      let isMark = Element.markCount > 0 && value < Int64.min &+ Int64(Element.markCount)
      let cell =
        isMark
        ? leastMark &+ 1 &- UInt64(truncatingIfNeeded: value &- Int64.min)
        : steps(UInt64(truncatingIfNeeded: value &- base))
      cells[index] = Cell(truncatingIfNeeded: cell)
    }
  }
}
