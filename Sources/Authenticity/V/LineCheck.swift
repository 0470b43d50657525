import Commerce
import Library

/// V03-line: quantity × unit price − discount that is not the amount of the line, by more than
/// 0.01; of an XML document also lines, allowances and charges that do not add up to its net amount.
///
/// An order that carries its only line in its own fields is compared with amount − shipping. A row
/// without quantity, unit price or amount has nothing to compare; no discount is a discount of 0.
final class LineCheck: Check {
  let rule = Rule.line

  /// By class: the fields of its arithmetic.
  private static let terms: [RecordClass: LineTerms] = [
    .order: LineTerms(of: .order, amount: "amount", discount: "discount", shipping: "shipping"),
    .orderLine: LineTerms(of: .orderLine, amount: "amount", discount: "discount"),
    .invoiceLine: LineTerms(of: .invoiceLine, amount: "net"),
  ]

  func examine(_ rows: NewRows) {
    guard let terms = LineCheck.terms[rows.recordClass],
      let quantities = rows.numbers(terms.quantity), let prices = rows.numbers(terms.unitPrice),
      let amounts = rows.numbers(terms.amount)
    else { return }
    let discounts = terms.discount.flatMap { rows.numbers($0) }
    let shippings = terms.shipping.flatMap { rows.numbers($0) }
    for index in amounts.indices {
      let discount = orZero(discounts, index)
      let shipping = orZero(shippings, index)
      // Absent and wide cells are the two smallest numbers: the exact path looks at those.
      let smallest = min(
        quantities[index], prices[index], amounts[index], min(discount, shipping))
      if smallest > RecordBatch.isWide,
        LineAmount.agrees(
          quantity: quantities[index], unitPrice: prices[index], less: discount,
          amount: amounts[index] &- shipping)
      {
        continue
      }
      reportIfWrong(terms, rows, at: index)
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    let found = table.value(row: row, field: field).description
    guard let terms = LineCheck.terms[recordClass],
      let sides = sides(terms, row, in: table), let expected = sides.expected
    else {
      // Of an invoice only its document tells, as it is read.
      let words =
        recordClass == .invoice
        ? "the document's lines − allowances + charges" : "quantity × unit_price − discount"
      return Explanation(expected: words, found: found)
    }
    let shipping = terms.shipping.flatMap { table.decimal(row, $0) } ?? ExactDecimal(units: 0)
    let extra = shipping.units == 0 ? "" : " + shipping"
    return Explanation(
      expected: "quantity × unit_price − discount\(extra) = \(expected + shipping)", found: found)
  }

  private func reportIfWrong(_ terms: LineTerms, _ rows: NewRows, at index: Int) {
    guard let sides = sides(terms, rows.rows.lowerBound + index, in: rows.table) else { return }
    if let expected = sides.expected, LineAmount.agrees(sides.amount, with: expected) { return }
    rows.report(at: index, field: terms.amount)
  }

  /// The amount of a row without shipping and what it should be (`nil` out of range); `nil` where
  /// quantity, unit price or amount is absent.
  private func sides(
    _ terms: LineTerms, _ row: Int, in table: Table
  ) -> (amount: ExactDecimal, expected: ExactDecimal?)? {
    guard let quantity = table.decimal(row, terms.quantity),
      let unitPrice = table.decimal(row, terms.unitPrice),
      let amount = table.decimal(row, terms.amount)
    else { return nil }
    let zero = ExactDecimal(units: 0)
    let discount = terms.discount.flatMap { table.decimal(row, $0) } ?? zero
    let shipping = terms.shipping.flatMap { table.decimal(row, $0) } ?? zero
    let expected = LineAmount.expected(
      quantity: quantity, unitPrice: unitPrice, discount: discount)
    return (amount - shipping, expected)
  }
}

/// The fields that a line's arithmetic takes.
private struct LineTerms {
  let quantity: Int
  let unitPrice: Int
  let amount: Int
  let discount: Int?
  let shipping: Int?

  init(
    of recordClass: RecordClass, amount: String, discount: String? = nil, shipping: String? = nil
  ) {
    let schema = recordClass.schema
    quantity = schema["quantity"]
    unitPrice = schema["unit_price"]
    self.amount = schema[amount]
    self.discount = discount.map { schema[$0] }
    self.shipping = shipping.map { schema[$0] }
  }
}

/// The cell, or 0 where the column or the cell is absent.
@inline(__always)
private func orZero(_ cells: UnsafeBufferPointer<Int64>?, _ index: Int) -> Int64 {
  guard let cell = cells?[index], cell != RecordBatch.absent else { return 0 }
  return cell
}
