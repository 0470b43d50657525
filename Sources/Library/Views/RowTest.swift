import Commerce
import Statistics

/// What a filter finds of a row.
enum Verdict {
  static let no: UInt8 = 0
  /// Neither true nor false, because a value is absent.
  static let unknown: UInt8 = 1
  static let yes: UInt8 = 2
}

/// A condition made ready for the cells of one table: answers for a whole run of rows at a time.
///
/// `and` is the least of two verdicts, `or` the greatest, `not` the distance from yes.
final class RowTest {
  private let form: Form
  private let children: [RowTest]
  /// The verdicts of the run (rows × 1).
  let verdicts: UnsafeMutablePointer<UInt8>

  private enum Form {
    case cells(column: Int, CellTest)
    case text(column: Int, TextTest)
    case isAbsent(column: Int)
    case not
    case all
    case any
  }

  private init(_ form: Form, _ children: [RowTest] = []) {
    self.form = form
    self.children = children
    verdicts = UnsafeMutablePointer<UInt8>.allocate(capacity: RowRun.most)
  }

  deinit { verdicts.deallocate() }

  /// A test of a condition; `column` gives the reader of a dimension and where its cells will be.
  static func make(
    _ condition: Condition, column: (Dimension) -> (index: Int, reader: DimensionReader)
  ) -> RowTest {
    switch condition {
    case .compare(let dimension, let comparison, let literal):
      let (index, reader) = column(dimension)
      return compare(index, reader, comparison, literal)
    case .isIn(let dimension, let literals):
      let (index, reader) = column(dimension)
      guard dimension.type == .text else {
        return RowTest(.any, literals.map { compare(index, reader, .equal, $0) })
      }
      let sought = Set(
        literals.compactMap { if case .text(let text) = $0 { Array(text.utf8) } else { nil } })
      return RowTest(.text(column: index, TextTest(reader, holds: { sought.contains(Array($0)) })))
    case .like(let dimension, let pattern):
      let (index, reader) = column(dimension)
      let like = LikePattern(pattern)
      return RowTest(.text(column: index, TextTest(reader) { like.matches($0) }))
    case .isAbsent(let dimension): return RowTest(.isAbsent(column: column(dimension).index))
    case .holds(let dimension):
      let (index, reader) = column(dimension)
      return compare(index, reader, .equal, .cell(1))
    case .not(let inner): return RowTest(.not, [make(inner, column: column)])
    case .all(let parts): return RowTest(.all, parts.map { make($0, column: column) })
    case .any(let parts): return RowTest(.any, parts.map { make($0, column: column) })
    }
  }

  static func all(_ tests: [RowTest]) -> RowTest { RowTest(.all, tests) }

  /// A test for a text in any text field, or in the name of the enterprise or commodity in it.
  static func search(
    _ text: String, in library: Library, _ recordClass: RecordClass,
    column: (Dimension) -> (index: Int, reader: DimensionReader)
  ) -> RowTest {
    let sought = SearchText(text)
    let fields = recordClass.schema.fields.filter(\.type.isText)
    let tests = fields.compactMap { field -> RowTest? in
      guard let dimension = Dimension(named: field.name, of: recordClass) else { return nil }
      let (index, reader) = column(dimension)
      let name = library.name(ofCodesIn: field.domain)
      return RowTest(
        .text(
          column: index,
          TextTest(
            reader, holds: { sought.isFound(in: $0) },
            orCode: { code in name(code)?.withUnsafeBytes(sought.isFound) ?? false })))
    }
    return RowTest(.any, tests)
  }

  private static func compare(
    _ index: Int, _ reader: DimensionReader, _ comparison: Comparison, _ literal: Literal
  ) -> RowTest {
    if case .text(let text) = literal {
      let sought = Array(text.utf8)
      return RowTest(
        .text(
          column: index,
          TextTest(reader) { bytes in
            sought.withUnsafeBytes { comparison.holds(bytes, $0) }
          }))
    }
    return RowTest(.cells(column: index, CellTest(reader, comparison, literal)))
  }

  /// Fills `verdicts` for a run of rows, given the cells of each column.
  func evaluate(_ run: RowRun, cells: (Int) -> UnsafePointer<Int64>) {
    let count = run.count
    for child in children { child.evaluate(run, cells: cells) }
    switch form {
    case .cells(let column, let test):
      if test.evaluate(sealed: run, into: verdicts) { return }
      test.evaluate(cells(column), count: count, into: verdicts)
    case .text(let column, let test):
      if test.evaluate(sealed: run, into: verdicts) { return }
      test.evaluate(cells(column), count: count, into: verdicts)
    case .isAbsent(let column):
      let cells = cells(column)
      for row in 0..<count {
        verdicts[row] = cells[row] == Cell.absent ? Verdict.yes : Verdict.no
      }
    case .not:
      for row in 0..<count { verdicts[row] = Verdict.yes &- children[0].verdicts[row] }
    case .all: combine(count: count) { min($0, $1) }
    case .any: combine(count: count) { max($0, $1) }
    }
  }

  @inline(__always)
  private func combine(count: Int, _ together: (UInt8, UInt8) -> UInt8) {
    verdicts.update(from: children[0].verdicts, count: count)
    for child in children.dropFirst() {
      let others = child.verdicts
      for row in 0..<count { verdicts[row] = together(verdicts[row], others[row]) }
    }
  }
}

extension Comparison {
  /// Whether two texts stand in this order of their UTF-8 bytes.
  func holds(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .equal: left.elementsEqual(right)
    case .notEqual: !left.elementsEqual(right)
    case .less: bytesPrecede(left, right)
    case .atMost: !bytesPrecede(right, left)
    case .greater: bytesPrecede(right, left)
    case .atLeast: !bytesPrecede(left, right)
    }
  }

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    }
  }
}
