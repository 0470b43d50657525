import Commerce

/// Which columns of a header suit which fields of one class best.
struct ColumnMatching {
  struct Pair {
    let column: Int
    let field: Int
    let score: Double
  }

  /// Pairs below this are not proposed.
  private static let leastScore = 0.45

  let recordClass: RecordClass
  /// In the order of the columns.
  private(set) var pairs: [Pair] = []
  /// 0 to 1: how well the required fields are held, and a little for the others.
  let score: Double

  init(
    _ recordClass: RecordClass, _ names: [String], _ shapes: [ValueShape], _ styles: [NumberStyle]
  ) {
    self.recordClass = recordClass
    let schema = recordClass.schema
    var candidates: [Pair] = []
    for (field, definition) in schema.fields.enumerated()
    where !Schema.envelopeNames.contains(definition.name) {
      for (column, name) in names.enumerated() {
        let likeness = FieldNames.likeness(name, definition, of: recordClass)
        guard likeness > 0 else { continue }
        let score = likeness * shapes[column].suits(definition, styles)
        if score >= ColumnMatching.leastScore {
          candidates.append(Pair(column: column, field: field, score: score))
        }
      }
    }
    // The best pair first; of equals the one of the earlier field, as required ones stand early.
    candidates.sort { ($1.score, $0.field, $0.column) < ($0.score, $1.field, $1.column) }
    var takenColumns: Set<Int> = []
    var takenFields: Set<Int> = []
    for pair in candidates
    where !takenColumns.contains(pair.column) && !takenFields.contains(pair.field) {
      takenColumns.insert(pair.column)
      takenFields.insert(pair.field)
      pairs.append(pair)
    }
    pairs.sort { $0.column < $1.column }
    score = ColumnMatching.score(pairs, schema, columns: names.count)
  }

  private static func score(_ pairs: [Pair], _ schema: Schema, columns: Int) -> Double {
    let required = Set(schema.required)
    let held = pairs.filter { required.contains($0.field) }.reduce(0) { $0 + $1.score }
    let share = required.isEmpty ? 0 : held / Double(required.count)
    let used = columns == 0 ? 0 : pairs.reduce(0) { $0 + $1.score } / Double(columns)
    return 0.7 * share + 0.3 * used
  }
}
