import Commerce
import Statistics

/// Reads a number that depends on the code of a text field alone, such as the province of a division
/// code; derived once a code.
final class DerivedCodeReader: DimensionReader {
  /// Stands for a code whose number was not asked for yet.
  private static let unknown = Int64.max

  private let table: Table
  private let field: Int
  private let dictionary: KeyTable
  private let derive: (UInt32) -> Int64
  /// The table whose rows `derive` looks at, keyed by codes of the same dictionary.
  private let enterprises: Table?
  private var enterprisesSeen = 0
  /// By code; the first is that of the absent text.
  private var numbers: [Int64] = [Cell.absent]

  /// `enterprises` is the table that `derive` asks, where it asks any.
  init(
    _ dimension: Dimension, field: Int, library: Library, enterprises: Table? = nil,
    derive: @escaping (UInt32) -> Int64
  ) {
    table = library[dimension.recordClass]
    self.field = field
    dictionary = library.dictionary(dimension.recordClass, field: field)
    self.derive = derive
    self.enterprises = enterprises
    enterprisesSeen = enterprises?.count ?? 0
    super.init(dimension)
  }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    guard let column = table.codes(field) else {
      return cells.update(repeating: Cell.absent, count: run.count)
    }
    run.read(column.cells, absent: 0, into: cells)
    coverDictionary()
    numbers.withUnsafeMutableBufferPointer { numbers in
      for position in 0..<run.count {
        let code = Int(truncatingIfNeeded: cells[position])
        if numbers[code] == DerivedCodeReader.unknown { numbers[code] = derive(UInt32(code)) }
        cells[position] = numbers[code]
      }
    }
  }

  /// Only of what depends on nothing but the code: all codes are derived at once.
  override func codedSegment(_ index: Int) -> CodedSegment? {
    guard enterprises == nil, let (segment, isSealed) = table.codes(field)?.cells.segment(index),
      isSealed
    else { return nil }
    coverDictionary()
    return CodedSegment(codes: segment) { code in
      if numbers[Int(code)] == DerivedCodeReader.unknown { numbers[Int(code)] = derive(code) }
      return numbers[Int(code)]
    }
  }

  private func coverDictionary() {
    let missing = dictionary.count + 1 - numbers.count
    guard missing > 0 else { return }
    numbers.append(contentsOf: repeatElement(DerivedCodeReader.unknown, count: missing))
  }

  override func value(_ cell: Int64) -> FieldValue {
    guard case .text = dimension.type, cell != Cell.absent else { return super.value(cell) }
    return .text(String(UnicodeScalar(UInt8(truncatingIfNeeded: cell))))
  }

  /// Whether an enterprise came or changed since, and with it a number that was given out.
  override func isOutdated() -> Bool {
    guard let enterprises, enterprises.count > enterprisesSeen else { return false }
    defer { enterprisesSeen = enterprises.count }
    let key = enterprises.schema.key[0]
    return (enterprisesSeen..<enterprises.count).contains { row in
      let code = enterprises.code(row, key)
      guard Int(code) < numbers.count, numbers[Int(code)] != DerivedCodeReader.unknown else {
        return false
      }
      return code != 0 && numbers[Int(code)] != derive(code)
    }
  }

  override func reset() {
    numbers = [Cell.absent]
    enterprisesSeen = enterprises?.count ?? 0
  }
}
