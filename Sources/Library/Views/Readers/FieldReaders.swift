import Commerce
import Statistics

/// Reads a text field as codes of its dictionary.
final class CodeReader: DimensionReader {
  private let table: Table
  private let field: Int
  private let dictionary: KeyTable
  /// What an absent text stands for: the currency CNY, the operation `create`.
  private let absentCell: Int64

  /// The cell of the text that an absent one stands for.
  var standardCell: Int64 { absentCell }

  init(_ dimension: Dimension, field: Int, library: Library) {
    table = library[dimension.recordClass]
    self.field = field
    dictionary = library.dictionary(dimension.recordClass, field: field)
    let standard = ["currency": "CNY", "op": "create"][dimension.name]
    absentCell = standard.map { [dictionary] in Int64(dictionary.code(of: $0)) } ?? Cell.absent
    super.init(dimension)
  }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    guard let column = table.codes(field) else {
      return cells.update(repeating: absentCell, count: run.count)
    }
    run.read(column.cells, absent: absentCell, into: cells)
  }

  override func codedSegment(_ index: Int) -> CodedSegment? {
    guard let (segment, isSealed) = table.codes(field)?.cells.segment(index), isSealed else {
      return nil
    }
    return CodedSegment(codes: segment) { $0 == 0 ? absentCell : Int64($0) }
  }

  override var ordersByCell: Bool { false }

  override func value(_ cell: Int64) -> FieldValue {
    cell == Cell.absent ? .absent : .text(dictionary.text(UInt32(cell)))
  }

  override func precedes(_ left: Int64, _ right: Int64) -> Bool {
    if left == Cell.absent || right == Cell.absent {
      return left != Cell.absent && right == Cell.absent
    }
    return dictionary.key(UInt32(left)).withUnsafeBytes { left in
      dictionary.key(UInt32(right)).withUnsafeBytes { bytesPrecede(left, $0) }
    }
  }

  override func withText<Result>(
    _ cell: Int64, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    dictionary.key(UInt32(cell)).withUnsafeBytes(body)
  }
}

/// Reads a field of numbers; decimals that no cell holds get codes below the plain numbers.
final class NumberReader: DimensionReader {
  private let table: Table
  private let field: Int
  /// What an absent number stands for: version 1.
  private let absentCell: Int64
  private var codes: [ExactDecimal: Int64] = [:]
  private var decimals: [ExactDecimal] = []

  init(_ dimension: Dimension, field: Int, library: Library) {
    table = library[dimension.recordClass]
    self.field = field
    absentCell = dimension.name == "version" ? 1 : Cell.absent
    super.init(dimension)
  }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    guard let column = table.numbers(field) else {
      return cells.update(repeating: absentCell, count: run.count)
    }
    run.read(column.cells, into: cells)
    if absentCell != Cell.absent {
      for position in 0..<run.count where cells[position] == Cell.absent {
        cells[position] = absentCell
      }
    }
    guard !column.wide.isEmpty else { return }
    for position in 0..<run.count where cells[position] == RecordBatch.isWide {
      cells[position] = column.decimal(run.row(position)).map(code) ?? Cell.absent
    }
  }

  override func numberSegment(_ index: Int) -> ColumnSegment? {
    guard absentCell == Cell.absent, let column = table.numbers(field), column.wide.isEmpty else {
      return nil
    }
    let (segment, isSealed) = column.cells.segment(index)
    return isSealed && segment.width < 8 && segment.least <= segment.greatest ? segment : nil
  }

  override func value(_ cell: Int64) -> FieldValue {
    decimal(ofCode: cell).map(FieldValue.decimal) ?? super.value(cell)
  }

  override func number(_ cell: Int64) -> Double {
    decimal(ofCode: cell)?.double ?? super.number(cell)
  }

  override func decimal(ofCode cell: Int64) -> ExactDecimal? {
    guard cell < Cell.leastPlain, cell != Cell.absent else { return nil }
    return decimals[Int(cell - Cell.absent - 1)]
  }

  override func precedes(_ left: Int64, _ right: Int64) -> Bool {
    guard left != Cell.absent, right != Cell.absent,
      left < Cell.leastPlain || right < Cell.leastPlain
    else { return super.precedes(left, right) }
    return exact(left) < exact(right)
  }

  private func exact(_ cell: Int64) -> ExactDecimal {
    decimal(ofCode: cell) ?? ExactDecimal(tenThousandths: cell)
  }

  private func code(_ decimal: ExactDecimal) -> Int64 {
    if let known = codes[decimal] { return known }
    decimals.append(decimal)
    let code = Cell.absent + Int64(decimals.count)
    codes[decimal] = code
    return code
  }
}
