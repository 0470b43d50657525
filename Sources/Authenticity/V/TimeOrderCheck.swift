import Commerce
import Library

/// V02-time-order: times of one record that cannot follow one another, five minutes of skewed
/// clocks allowed.
///
/// An order may be paid after it was signed (cash on delivery). A time that is a bare date stands
/// for its whole day.
final class TimeOrderCheck: Check {
  let rule = Rule.timeOrder

  /// In microseconds.
  private static let tolerance: Int64 = 300 * 1_000_000

  /// By class: pairs of fields whose second must not come before the first.
  private static let pairs: [RecordClass: [TimePair]] = [
    .order: pairs(
      of: .order, ("placed_at", "paid_at"), ("placed_at", "shipped_at"),
      ("paid_at", "shipped_at"), ("placed_at", "signed_at"), ("shipped_at", "signed_at")),
    .waybill: pairs(of: .waybill, ("collected_at", "signed_at")),
    .contract: pairs(of: .contract, ("signed_at", "expires_at"), ("effective_at", "expires_at")),
    .enterprise: pairs(of: .enterprise, ("established", "deregistered")),
    .commodity: pairs(of: .commodity, ("valid_from", "valid_to")),
  ]

  private let paid = RecordClass.order.schema["paid_at"]
  private let signed = RecordClass.order.schema["signed_at"]

  func examine(_ rows: NewRows) {
    for pair in TimeOrderCheck.pairs[rows.recordClass] ?? [] {
      guard let earlier = rows.numbers(pair.earlier), let later = rows.numbers(pair.later) else {
        continue
      }
      for index in later.indices
      where later[index] &+ TimeOrderCheck.tolerance < earlier[index]
        && later[index] != RecordBatch.absent
      {
        let row = rows.rows.lowerBound + index
        if firstBreach(row, field: pair.later, in: rows.table) == pair {
          rows.report(at: index, field: pair.later)
        }
      }
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    let found = table.value(row: row, field: field).description
    guard let pair = firstBreach(row, field: field, in: table) else {
      return Explanation(expected: "a time in order", found: found)
    }
    let earlier = table.value(row: row, field: pair.earlier)
    let name = table.schema.fields[pair.earlier].name
    return Explanation(expected: "a time not before \(name), \(earlier)", found: found)
  }

  /// The first pair that a row breaks with this field as the later; `nil` for none.
  private func firstBreach(_ row: Int, field: Int, in table: Table) -> TimePair? {
    TimeOrderCheck.pairs[table.recordClass]?.first { pair in
      pair.later == field && isBroken(pair, row, in: table)
    }
  }

  private func isBroken(_ pair: TimePair, _ row: Int, in table: Table) -> Bool {
    guard let earlier = table.number(row, pair.earlier), let later = table.number(row, pair.later),
      later &+ TimeOrderCheck.tolerance < earlier
    else { return false }
    let time = Timestamp(microseconds: later)
    if time.secondOfDay == 0, time.date == Timestamp(microseconds: earlier).date { return false }
    if table.recordClass == .order, pair.earlier == paid, let signed = table.number(row, signed) {
      return earlier &+ TimeOrderCheck.tolerance < signed
    }
    return true
  }

  private static func pairs(
    of recordClass: RecordClass, _ names: (String, String)...
  ) -> [TimePair] {
    names.map { TimePair(earlier: recordClass.schema[$0.0], later: recordClass.schema[$0.1]) }
  }
}

/// Two time fields of a record in the order that their times must have.
private struct TimePair: Equatable {
  var earlier: Int
  var later: Int
}
