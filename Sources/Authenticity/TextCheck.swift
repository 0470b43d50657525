import Commerce
import Library
import Statistics

/// Judges the texts of some fields, each different text once.
///
/// A dictionary's new texts are judged before the rows that use them; then the loop over rows is a
/// look into a table of marks, and there is none at all while every text is sound.
final class TextCheck: Check {
  let rule: Rule
  /// By class: the fields whose texts are judged.
  private let fields: [[Int]]
  private let judge: (UnsafeRawBufferPointer, Field) -> Bool
  private let expectation: (UnsafeRawBufferPointer, Field) -> String
  /// The texts that are not sound.
  private var marks: [ObjectIdentifier: TextMarks] = [:]

  /// A check of every field that `applies` picks: `isSound` says whether a text may stand there,
  /// `expected` what should stand there instead.
  init(
    _ rule: Rule, where applies: (Field) -> Bool,
    isSound: @escaping (UnsafeRawBufferPointer, Field) -> Bool,
    expected: @escaping (UnsafeRawBufferPointer, Field) -> String
  ) {
    self.rule = rule
    fields = RecordClass.allCases.map { recordClass in
      let fields = recordClass.schema.fields
      return fields.indices.filter { applies(fields[$0]) }
    }
    judge = isSound
    expectation = expected
  }

  /// A check of identifiers that tell by themselves whether they are valid.
  convenience init<Judge: Identifier>(
    _ rule: Rule, _ identifier: Judge.Type, where applies: (Field) -> Bool
  ) {
    self.init(
      rule, where: applies, isSound: { text, _ in identifier.verdict(of: text).isValid },
      expected: { text, _ in identifier.verdict(of: text).flaw?.expected ?? "" })
  }

  func examine(_ rows: NewRows) {
    for field in fields[Int(rows.recordClass.rawValue)] {
      guard let column = rows.table.codes(field) else { continue }
      let marks = marks(of: column.dictionary)
      marks.judgeNew { !judge($0, rows.table.schema.fields[field]) }
      guard marks.hasAny else { continue }
      let codes = column.cells.newRows(rows.rows)
      for index in codes.indices where marks.isMarked(codes[index]) {
        rows.report(at: index, field: field)
      }
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    return Explanation(
      expected: table.key(row, field).withUnsafeBytes {
        expectation($0, table.schema.fields[field])
      },
      found: table.text(row, field))
  }

  private func marks(of dictionary: KeyTable) -> TextMarks {
    let identity = ObjectIdentifier(dictionary)
    if let known = marks[identity] { return known }
    let new = TextMarks(of: dictionary)
    marks[identity] = new
    return new
  }
}
