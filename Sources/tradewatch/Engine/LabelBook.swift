import Commerce
import Library

/// Names for the codes that answers and records hold: those of enterprises and commodities.
struct LabelBook {
  let library: Library

  /// The names of the codes in the columns of rows, as far as they are known; a column is told by
  /// the field or dimension that it shows.
  func labels(for names: [String], rows: [[FieldValue]]) -> [String: String] {
    var labels: [String: String] = [:]
    for (column, name) in names.enumerated() {
      guard let kind = Kind(field: name) else { continue }
      for row in rows where column < row.count {
        guard case .text(let code) = row[column], labels[code] == nil else { continue }
        labels[code] = label(of: code, kind)
      }
    }
    return labels
  }

  /// What a field's codes stand for.
  private enum Kind {
    case enterprise
    case commodity

    init?(field: String) {
      switch field {
      case "seller", "uscc", "party_a", "party_b", "payee", "shipper", "buyer": self = .enterprise
      case "sku": self = .commodity
      default: return nil
      }
    }
  }

  private func label(of code: String, _ kind: Kind) -> String? {
    let recordClass = kind == .enterprise ? RecordClass.enterprise : .commodity
    guard let row = library.row(of: recordClass, key: [code]) else { return nil }
    let table = library[recordClass]
    guard let field = table.schema.index(of: "name"),
      case .text(let name) = table.value(row: row, field: field)
    else { return nil }
    return name
  }
}
