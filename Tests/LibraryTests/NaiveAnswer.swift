import Commerce
import Library
import Statistics

/// Answers a query the slow way: one dictionary a record, every group a list of records.
struct NaiveAnswer {
  typealias Record = [String: FieldValue]

  let library: Library
  let query: Query
  let isSelected: (Record) -> Bool

  /// Groups in ascending order of their keys, or the largest by the first measure.
  func rows(now: Timestamp? = nil) -> [[FieldValue]] {
    let records = records(back: nil, now: now)
    let earlier = GrowthPeriod.allCases.map { ($0, self.records(back: $0, now: now)) }
    var groups = Dictionary(grouping: records) { key($0) }
    if query.dimensions.isEmpty, groups.isEmpty { groups[[]] = [] }
    var rows = groups.map { key, members in
      key
        + query.measures.map { measure in
          value(measure, key, members, all: records, earlier: earlier)
        }
    }
    let keys = query.dimensions.count
    rows.sort { isBefore($0[..<keys], $1[..<keys]) }
    guard let top = query.top else { return rows }
    let byMeasure = rows.enumerated().sorted {
      let left = $0.element[keys].double ?? -.infinity
      let right = $1.element[keys].double ?? -.infinity
      return left != right ? left > right : $0.offset < $1.offset
    }
    return byMeasure.prefix(top).map(\.element)
  }

  private func key(_ record: Record) -> [FieldValue] {
    query.dimensions.map { record[$0.name] ?? .absent }
  }

  /// The live records that the filter and the window select.
  private func records(back period: GrowthPeriod?, now: Timestamp?) -> [Record] {
    let table = library[query.recordClass]
    let all = (0..<table.count).filter { table.isLive($0) }.map { record($0, table) }
    let selected = all.filter(isSelected)
    guard let length = query.window?.microseconds, let field = table.schema.eventTime else {
      return selected
    }
    let name = table.schema.fields[field].name
    let newest = (0..<table.count).compactMap { time(table.value(row: $0, field: field)) }.max()
    guard var end = [newest, now].compactMap({ $0 }).max() else { return [] }
    if let period { end = before(end, period) }
    return selected.filter { record in
      guard let time = time(record[name] ?? .absent) else { return false }
      return time.microseconds > end.microseconds - length && time <= end
    }
  }

  private func time(_ value: FieldValue) -> Timestamp? {
    if case .time(let time) = value { time } else { nil }
  }

  private func before(_ end: Timestamp, _ period: GrowthPeriod) -> Timestamp {
    switch period {
    case .day: return Timestamp(microseconds: end.microseconds - 86_400_000_000)
    case .week: return Timestamp(microseconds: end.microseconds - 7 * 86_400_000_000)
    case .month, .year:
      let date = end.date.addingMonths(period == .month ? -1 : -12)
      let rest = end.microseconds - Timestamp(end.date).microseconds
      return Timestamp(microseconds: Timestamp(date).microseconds + rest)
    }
  }

  private func record(_ row: Int, _ table: Table) -> Record {
    var record: Record = [:]
    for (field, definition) in table.schema.fields.enumerated() {
      record[definition.name] = table.value(row: row, field: field)
    }
    if record["currency"] == .absent { record["currency"] = .text("CNY") }
    if let field = table.schema.eventTime,
      case .time(let time) = table.value(row: row, field: field)
    {
      let text = time.description
      record["day"] = .text(String(text.prefix(10)))
      record["hour"] = .text(String(text.prefix(13)))
      record["month"] = .text(String(text.prefix(7)))
      record["year"] = Int64(text.prefix(4)).map(FieldValue.integer)
      record["hour_of_day"] = Int64(text.dropFirst(11).prefix(2)).map(FieldValue.integer)
    }
    if case .text(let division)? = record["ship_to"], division.count >= 4 {
      record["province"] = .text(String(division.prefix(2)))
      record["city"] = .text(String(division.prefix(4)))
    }
    if table.recordClass == .order { addLinks(&record, row) }
    record["findings"] = .integer(Int64(table.findingCounts[row]))
    return record
  }

  private func addLinks(_ record: inout Record, _ row: Int) {
    let links = library.orderLinks
    record["flows"] = .text(links.flows(row).word)
    record["matched"] = .flag(links.flows(row) == .agree)
    record["invoiced"] = links.invoiced(row).map(FieldValue.money) ?? .absent
    let due = record["paid"] == .absent ? record["amount"] : record["paid"]
    if let invoiced = links.invoiced(row), case .money(let due)? = due {
      record["invoice_difference"] = .money(invoiced - due)
    }
    record["invoice_count"] = links.invoiceCount(row).map { .integer(Int64($0)) } ?? .absent
    record["waybill_count"] = links.waybillCount(row).map { .integer(Int64($0)) } ?? .absent
    guard case .text(let seller)? = record["seller"] else { return }
    let enterprise = library.row(of: .enterprise, key: [seller])
    let enterprises = library[.enterprise]
    var province = seller.dropFirst(2).prefix(2)
    if let enterprise, enterprises.isLive(enterprise),
      case .text(let division) = enterprises.value(
        row: enterprise, field: enterprises.schema["division"])
    {
      province = division.prefix(2)
    }
    record["seller_province"] = .text(String(province))
  }
}

// Measures, from lists of values.
extension NaiveAnswer {
  private func value(
    _ measure: Measure, _ key: [FieldValue], _ members: [Record], all: [Record],
    earlier: [(GrowthPeriod, [Record])]
  ) -> FieldValue {
    let values = values(measure, members)
    switch measure.kind {
    case .count: return .integer(Int64(members.count))
    case .sum: return values.isEmpty ? .absent : sum(values, like: values[0])
    case .mean: return values.isEmpty ? .absent : .number(exactSum(values) / Double(values.count))
    case .min: return values.min { isLess($0, $1) } ?? .absent
    case .max: return values.max { isLess($0, $1) } ?? .absent
    case .distinct: return .integer(Int64(Set(values).count))
    case .quantile(let rank): return quantile(values, rank)
    case .share:
      let whole = total(measure, all)
      return members.isEmpty || whole == 0 ? .absent : .number(total(measure, members) / whole)
    case .growth(let period):
      let then = counterpart(key, period, all: all, earlier: earlier.first { $0.0 == period }?.1)
      guard let then, !then.isEmpty, !members.isEmpty, total(measure, then) != 0 else {
        return .absent
      }
      return .number((total(measure, members) - total(measure, then)) / total(measure, then))
    case .herfindahl(let dimension):
      return shares(measure, dimension, members)
        .map { .number($0.reduce(0) { $0 + 10_000 * $1 * $1 }) } ?? .absent
    case .concentration(let dimension, let count):
      return shares(measure, dimension, members)
        .map { .number($0.sorted(by: >).prefix(count).reduce(0, +)) } ?? .absent
    case .gini(let dimension): return gini(shares(measure, dimension, members))
    case .approximateDistinct, .approximateQuantile: return .absent
    }
  }

  private func values(_ measure: Measure, _ members: [Record]) -> [FieldValue] {
    guard let name = measure.operand?.name else { return members.map { _ in .integer(1) } }
    return members.map { $0[name] ?? .absent }.filter { $0 != .absent }
  }

  private func exact(_ value: FieldValue) -> ExactDecimal {
    switch value {
    case .money(let money): ExactDecimal(money)
    case .decimal(let decimal): decimal
    case .integer(let integer): ExactDecimal(units: Int128(integer) * 10_000_000_000_000)
    default: ExactDecimal(units: 0)
    }
  }

  private func exactSum(_ values: [FieldValue]) -> Double {
    values.reduce(ExactDecimal(units: 0)) { $0 + exact($1) }.double
  }

  private func sum(_ values: [FieldValue], like first: FieldValue) -> FieldValue {
    let sum = values.reduce(ExactDecimal(units: 0)) { $0 + exact($1) }
    switch first {
    case .money: return sum.tenThousandths.map { .money(Money(units: $0)) } ?? .decimal(sum)
    case .integer: return .integer(Int64(sum.units / 10_000_000_000_000))
    default: return .decimal(sum)
    }
  }

  private func isLess(_ left: FieldValue, _ right: FieldValue) -> Bool {
    if let left = time(left), let right = time(right) { return left < right }
    return exact(left) < exact(right)
  }

  private func quantile(_ values: [FieldValue], _ rank: Double) -> FieldValue {
    let sorted = values.compactMap(\.double).sorted()
    guard let last = sorted.last else { return .absent }
    let position = Double(sorted.count - 1) * rank
    let below = Int(position)
    guard below + 1 < sorted.count else { return .number(last) }
    return .number(
      sorted[below] + (sorted[below + 1] - sorted[below]) * (position - Double(below)))
  }

  private func total(_ measure: Measure, _ members: [Record]) -> Double {
    exactSum(values(measure, members))
  }

  private func shares(
    _ measure: Measure, _ dimension: Dimension, _ members: [Record]
  ) -> [Double]? {
    let present = members.filter { ($0[dimension.name] ?? .absent) != .absent }
    let whole = total(measure, present)
    guard whole > 0 else { return nil }
    return Dictionary(grouping: present) { $0[dimension.name] ?? .absent }.values
      .map { total(measure, $0) / whole }
  }

  private func gini(_ shares: [Double]?) -> FieldValue {
    guard let shares else { return .absent }
    var differences = 0.0
    for left in shares { for right in shares { differences += abs(left - right) } }
    return .number(differences / (2 * Double(shares.count) * shares.reduce(0, +)))
  }

  /// The records of the group's counterpart; only days, months and years are moved.
  private func counterpart(
    _ key: [FieldValue], _ period: GrowthPeriod, all: [Record], earlier: [Record]?
  ) -> [Record]? {
    let column = query.dimensions.firstIndex { ["day", "month", "year"].contains($0.name) }
    let pool = query.window == nil ? all : earlier
    guard let column else {
      return query.window == nil ? nil : pool?.filter { self.key($0) == key }
    }
    guard case .text(let text) = key[column], let day = Timestamp(text + "-01") ?? Timestamp(text)
    else { return nil }
    let moved = before(day, period)
    guard text.count < 10 || period == .day || period == .week || moved.date.day == day.date.day
    else { return nil }
    if text.count == 7, period == .day || period == .week { return nil }
    var other = key
    other[column] = .text(String(moved.description.prefix(text.count)))
    return pool?.filter { self.key($0) == other }
  }

  private func isBefore(_ left: ArraySlice<FieldValue>, _ right: ArraySlice<FieldValue>) -> Bool {
    for (left, right) in zip(left, right) where left != right {
      if left == .absent || right == .absent { return right == .absent }
      if let left = left.double, let right = right.double { return left < right }
      return Array(left.description.utf8).lexicographicallyPrecedes(right.description.utf8)
    }
    return false
  }
}
