import Commerce
import Library
import Statistics

/// V05: fields that name a record which is not there.
///
/// A row waits until the newest record of its class is 72 hours past its own event, or until no
/// more will come. A finding is taken back when the record arrives after all, and when the row is
/// amended. Nothing is looked for while the class of the named record has no feed.
final class ReferenceCheck: Check {
  let rule: Rule

  /// In microseconds.
  private static let patience: Int64 = 72 * 3_600_000_000

  /// The class of the records that are named.
  private let target: RecordClass
  private var references: [Reference]
  /// What was reported, by code of the missing key.
  private var reported: [UInt32: [RowFinding]] = [:]

  /// Looks for records of a class under the names that other classes' fields carry.
  init(_ rule: Rule, to target: RecordClass, from fields: [(RecordClass, String)]) {
    self.rule = rule
    self.target = target
    references = fields.map { Reference($0.0, field: $0.0.schema[$0.1]) }
  }

  func settle(in library: Library, isAtEnd: Bool) {
    guard library.fedClasses.contains(target) else { return }
    for code in reported.keys.sorted() where library.index(of: target).contains(code) {
      for finding in reported.removeValue(forKey: code) ?? [] {
        library.findings.remove(
          rule, finding.recordClass, row: finding.row, field: finding.field)
      }
    }
    for index in references.indices { settle(&references[index], library, isAtEnd) }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let name = target.name
    let article = name == "order" || name == "enterprise" ? "an" : "a"
    return Explanation(
      expected: "\(article) \(name) that is in the library",
      found: library[recordClass].text(row, field))
  }

  private func settle(_ reference: inout Reference, _ library: Library, _ isAtEnd: Bool) {
    let table = library[reference.recordClass]
    guard let column = table.codes(reference.field) else { return }
    takeBackRetired(of: table, &reference, in: library)
    addMissing(of: table, column, to: &reference, in: library)
    let deadline = library.newestEventTime(reference.recordClass).map {
      $0.microseconds - ReferenceCheck.patience
    }
    let known = library.index(of: target)
    reference.waiting.removeAll { row in
      let code = column.cells[Int(row)]
      guard table.isLive(Int(row)), !known.contains(code) else { return true }
      guard isAtEnd || isDue(Int(row), in: table, deadline) else { return false }
      let finding = RowFinding(
        rule: rule, recordClass: reference.recordClass, row: Int(row), field: reference.field)
      library.findings.add(rule, reference.recordClass, row: Int(row), field: reference.field)
      reported[code, default: []].append(finding)
      return true
    }
  }

  /// Takes back the findings of rows that no longer stand for their record.
  private func takeBackRetired(
    of table: Table, _ reference: inout Reference, in library: Library
  ) {
    for row in table.retired[reference.seenRetired...] {
      library.findings.remove(
        rule, reference.recordClass, row: Int(row), field: reference.field)
    }
    reference.seenRetired = table.retired.count
  }

  /// Puts the rows that came since the last time and name a missing record among the waiting.
  private func addMissing(
    of table: Table, _ column: CodeColumn, to reference: inout Reference, in library: Library
  ) {
    let dictionary = column.dictionary
    let known = library.index(of: target)
    let isParty = table.schema.fields[reference.field].type == .code
    for range in segmentRanges(reference.seenRows..<table.count) {
      column.cells.withRows(range) { codes in
        for index in codes.indices where codes[index] != 0 && !known.contains(codes[index]) {
          let key = dictionary.key(codes[index])
          if isParty, !key.withUnsafeBytes(PartyCode.isCreditCode) { continue }
          reference.waiting.append(UInt32(range.lowerBound + index))
        }
      }
    }
    reference.seenRows = table.count
  }

  /// Whether the row's event is older than the deadline; one without a time waits for the end.
  private func isDue(_ row: Int, in table: Table, _ deadline: Int64?) -> Bool {
    guard let deadline, let field = table.schema.eventTime, let time = table.number(row, field)
    else { return false }
    return time <= deadline
  }
}

/// A field that names records of another class.
private struct Reference {
  let recordClass: RecordClass
  let field: Int
  var seenRows = 0
  /// How much of the table's log of retired rows was read.
  var seenRetired = 0
  /// Rows that name a record which was missing when last looked for.
  var waiting: [UInt32] = []

  init(_ recordClass: RecordClass, field: Int) {
    self.recordClass = recordClass
    self.field = field
  }
}

extension ReferenceCheck {
  /// V05-order: invoices, waybills and lines of an order.
  static func orders() -> ReferenceCheck {
    ReferenceCheck(
      .unknownOrder, to: .order,
      from: [(.invoice, "order_id"), (.waybill, "order_id"), (.orderLine, "order_id")])
  }

  /// V05-enterprise: sellers, payees, shippers and parties with a credit code.
  static func enterprises() -> ReferenceCheck {
    ReferenceCheck(
      .unknownEnterprise, to: .enterprise,
      from: [
        (.order, "seller"), (.order, "payee"), (.commodity, "seller"), (.invoice, "seller"),
        (.contract, "party_a"), (.contract, "party_b"), (.waybill, "shipper"),
      ])
  }

  /// V05-commodity: goods of orders and their lines.
  static func commodities() -> ReferenceCheck {
    ReferenceCheck(
      .unknownCommodity, to: .commodity, from: [(.order, "sku"), (.orderLine, "sku")])
  }

  /// V05-contract: contracts of orders and invoices.
  static func contracts() -> ReferenceCheck {
    ReferenceCheck(
      .unknownContract, to: .contract,
      from: [(.order, "contract_id"), (.invoice, "contract_id")])
  }
}
