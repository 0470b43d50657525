import Commerce
import Library

/// T01-conflict: goods, invoice, contract or funds of an order are there and disagree.
///
/// The library judges the flows as links arrive; this only notes and takes back findings.
final class FlowsCheck: Check {
  let rule = Rule.flowsConflict

  private let order = RecordClass.order.schema

  func settle(in library: Library, isAtEnd: Bool) {
    for row in library.orderLinks.takeConflictChanges() {
      if library[.order].isLive(row), library.orderLinks.flows(row) == .conflict {
        library.findings.add(rule, .order, row: row)
      } else {
        library.findings.remove(rule, .order, row: row)
      }
    }
  }

  /// Names every part that disagrees, goods first.
  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let parts = library.orderLinks.disagreements(row).map { explain($0, row, in: library) }
    return Explanation(
      expected: parts.map(\.expected).joined(separator: "; "),
      found: parts.map(\.found).joined(separator: "; "))
  }

  private func explain(_ part: FlowKind, _ row: Int, in library: Library) -> Explanation {
    switch part {
    case .goods:
      Explanation(
        expected: "a forward waybill neither lost nor refused", found: "only lost or refused ones")
    case .invoice: explainInvoice(row, in: library)
    case .contract:
      Explanation(
        expected: "a contract of the seller, in force when the order was placed",
        found: library[.order].text(row, order["contract_id"]))
    case .funds: explainFunds(row, in: library[.order])
    }
  }

  private func explainInvoice(_ row: Int, in library: Library) -> Explanation {
    let table = library[.order]
    let name = table.number(row, order["paid"]) == nil ? "amount" : "paid"
    let due = Money(units: table.number(row, order[name]) ?? 0)
    let invoiced = library.orderLinks.invoiced(row) ?? .zero
    return (invoiced - due).magnitude > .cent
      ? Explanation(expected: "invoices over \(due), the order's \(name)", found: "\(invoiced)")
      : Explanation(
        expected: "invoices of the order's seller, \(table.text(row, order["seller"]))",
        found: "another seller's")
  }

  private func explainFunds(_ row: Int, in table: Table) -> Explanation {
    let amount = Money(units: table.number(row, order["amount"]) ?? 0)
    let paid = Money(units: table.number(row, order["paid"]) ?? 0)
    return paid > amount
      ? Explanation(expected: "paid at most the amount, \(amount)", found: "\(paid)")
      : Explanation(
        expected: "payee \(table.text(row, order["seller"])), the seller",
        found: table.text(row, order["payee"]))
  }
}
