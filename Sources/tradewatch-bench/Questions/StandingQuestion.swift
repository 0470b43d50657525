import Commerce
import Library

/// A question with the views that keep its answer current, as a panel has them.
final class StandingQuestion {
  let question: Question
  private let library: Library
  /// The question's own first, then one for each counted condition; none for the repeated rows,
  /// which the library counts as they come.
  private let views: [View]

  /// With `filter` only records that it lets through count.
  init(_ question: Question, over library: Library, filter: String? = nil) throws {
    self.question = question
    self.library = library
    guard !question.measures.isEmpty else {
      views = []
      return
    }
    let extra = try filter.map { try Filter($0, for: question.recordClass) }
    let own = try Query(
      question.recordClass, measures: question.measures, by: question.dimensions,
      where: question.filter, top: question.top)
    let counts = try question.countedConditions.map { condition in
      try Query(
        question.recordClass, measures: ["count()"], by: question.dimensions, where: condition)
    }
    views = try ([own] + counts).map {
      try View($0.narrowed(by: extra, window: nil), over: library)
    }
  }

  /// Brings the answer up to date with the library.
  func refresh() throws { try StandingQuestion.refresh([self]) }

  /// Brings the answers of several questions up to date, side by side.
  static func refresh(_ questions: [StandingQuestion]) throws {
    let views = questions.flatMap(\.views)
    View.refresh(views)
    for view in views {
      if let refusal = view.refusal { throw refusal }
    }
  }

  /// A row for each group: its keys, the measures, the counts; as of the last refresh.
  var rows: [[FieldValue]] {
    guard let own = views.first else { return repeatedRows() }
    let width = question.dimensions.count
    let counts = views.dropFirst().map { view in
      Dictionary(uniqueKeysWithValues: view.answer.rows.map { (Array($0[..<width]), $0[width]) })
    }
    return own.answer.rows.map { row in
      row + counts.map { $0[Array(row[..<width])] ?? .integer(0) }
    }
  }

  /// For orders and waybills: keys that several rows bear, and rows beyond the first of a key.
  private func repeatedRows() -> [[FieldValue]] {
    [RecordClass.order, .waybill].map { recordClass in
      let originals = Set(library[recordClass].revisions.original.values)
      let rows =
        library.findings.count(.duplicate, in: recordClass)
        + library.findings.count(.conflict, in: recordClass)
      return [
        .text(recordClass.plural), .integer(Int64(originals.count)),
        rows == 0 ? .absent : .integer(Int64(rows)),
      ]
    }
  }
}

extension StandingQuestion {
  /// These questions, not yet answered.
  static func all(
    _ questions: [Question], over library: Library, filter: String? = nil
  ) throws -> [StandingQuestion] {
    try questions.map { try StandingQuestion($0, over: library, filter: filter) }
  }
}
