import Commerce
import Library

extension Library {
  /// The words of V04: what a duplicate repeats, and where a conflict first differs from the record
  /// that stands.
  func explainRepeat(_ row: Int, in table: Table) -> Explanation {
    let key = table.schema.key.map { table.value(row: row, field: $0).description }
    guard let standing = self.row(of: table.recordClass, key: key), standing != row else {
      return Explanation(expected: "each record once", found: table.key(row))
    }
    let place = place(table.recordClass, row: standing)
    for (index, field) in table.schema.fields.enumerated()
    where !Schema.notContent.contains(field.name) {
      let expected = table.value(row: standing, field: index)
      let found = table.value(row: row, field: index)
      guard expected != found else { continue }
      let wanted = expected == .absent ? "no \(field.name)" : "\(field.name) \(expected)"
      return Explanation(
        expected: "\(wanted) as in \(place), or a higher version",
        found: found == .absent ? "none" : found.description)
    }
    return Explanation(expected: "each record once", found: "the same as \(place)")
  }
}
