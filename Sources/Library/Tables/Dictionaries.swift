import Commerce
import Statistics

/// The dictionaries of all text fields: one a domain for all tables, one a field where none is shared.
final class Dictionaries {
  private let shared = TextDomain.allCases.map { _ in KeyTable() }
  private var own: [[KeyTable?]] = Schema.all.map { Array(repeating: nil, count: $0.fields.count) }

  subscript(domain: TextDomain) -> KeyTable { shared[Int(domain.rawValue)] }

  /// The dictionary of a text field.
  func dictionary(of recordClass: RecordClass, field: Int) -> KeyTable {
    let domain = recordClass.schema.fields[field].domain
    guard domain == .own else { return self[domain] }
    if let known = own[Int(recordClass.rawValue)][field] { return known }
    let new = KeyTable()
    own[Int(recordClass.rawValue)][field] = new
    return new
  }
}
