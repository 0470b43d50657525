import Authenticity
import Commerce
import Ingestion
import Library
import Loading
import Screens
import Statistics

/// One record of an intake with everything that is known of it.
struct RecordView {
  let intake: Intake
  let recordClass: RecordClass
  let row: Int

  private var table: Table { intake.library[recordClass] }

  var reference: RecordReference { RecordReference(recordClass, row: row, key: table.key(row)) }

  var place: Place { intake.library.place(recordClass, row: row) }

  /// Fields in the order of the schema, then what an order's links tell.
  var fields: [NamedValue] {
    let own = table.schema.fields.enumerated().map { index, field in
      NamedValue(field.name, table.value(row: row, field: index))
    }
    guard recordClass == .order else { return own }
    let links = intake.library.orderLinks
    return own + [
      NamedValue("flows", .text(links.flows(row).word)),
      NamedValue("invoiced", links.invoiced(row).map(FieldValue.money) ?? .absent),
      NamedValue("invoice_count", count(links.invoiceCount(row))),
      NamedValue("waybill_count", count(links.waybillCount(row))),
      NamedValue("contract_value", links.contractValue(row).map(FieldValue.money) ?? .absent),
    ]
  }

  private func count(_ number: Int?) -> FieldValue { number.map { .integer(Int64($0)) } ?? .absent }

  /// The documents that the record names, and those that name it.
  var links: [RecordLink] {
    intake.library.links(of: row, in: recordClass).map { link in
      RecordLink(
        relation: link.relation, recordClass: link.recordClass, key: link.key, row: link.row,
        summary: link.row.map { summary(of: $0, in: link.recordClass) } ?? "")
    }
  }

  /// A name, an amount, a state: what helps to know a linked record by.
  private func summary(of row: Int, in recordClass: RecordClass) -> String {
    let table = intake.library[recordClass]
    let telling = ["name", "state", "amount", "gross", "value", "kind", "direction"]
    return telling.compactMap { name in
      guard let field = table.schema.index(of: name) else { return nil }
      let value = table.value(row: row, field: field)
      if case .money(let money) = value { return grouped(money.description) }
      return value == .absent ? nil : value.description
    }.joined(separator: " ")
  }

  var findings: [Finding] {
    guard let inspector = intake.inspector else { return [] }
    return intake.library.findings.findings(of: row, in: recordClass).map(inspector.explain)
  }

  /// What became of it: `live`, `superseded`, `duplicate`, `conflict` or `cancelled`.
  var status: String {
    switch RowStatus(rawValue: table.status[row]) {
    case .live?, nil: "live"
    case .superseded?: "superseded"
    case .duplicate?: "duplicate"
    case .conflict?: "conflict"
    case .cancelled?: "cancelled"
    }
  }

  var labels: [String: String] {
    let fields = fields
    return LabelBook(library: intake.library)
      .labels(for: fields.map(\.name), rows: [fields.map(\.value)])
  }

  /// The bytes of the row as its feed had it; `nil` where they cannot be read any more.
  func rawRow(_ rows: RawRows) -> [UInt8]? {
    let provenance = table.provenance
    let place = provenance.place(row)
    return rows.rawRow(
      feed: provenance.feed(row), offset: place.offset, length: Int(place.length))
  }
}
