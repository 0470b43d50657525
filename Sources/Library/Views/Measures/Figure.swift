import Commerce
import Statistics

/// One measure's values by group, read from the states of a view.
struct Figure {
  private enum Source {
    case rows(RowCounts)
    case sums(GroupSums)
    case mean(GroupSums)
    case minimum(GroupExtremes)
    case maximum(GroupExtremes)
    case distinct(GroupDistinct)
    case distinctSketch(GroupDistinctSketches)
    case quantile(GroupOrderedValues, Double)
    case quantileSketch(GroupQuantileSketches, Double)
    case share(Totals, of: Double)
    case growth(Totals, Earlier)
    case concentration(GroupMembers, (Concentration) -> Double?)
    case none
  }

  private let source: Source

  init(_ measure: Measure, _ view: View, groups: Int) {
    let key = MeasureStateKey(measure)
    switch (measure.kind, view.streams[0].state(key)) {
    case (.share, let state?):
      let totals = Totals(state)
      source = .share(totals, of: totals.sum(groups))
    case (.growth(let period), let state?):
      source = .growth(Totals(state), Earlier(view, key, period))
    case (.herfindahl, let state as GroupMembers): source = .concentration(state, \.herfindahl)
    case (.gini, let state as GroupMembers): source = .concentration(state, \.gini)
    case (.concentration(_, let count), let state as GroupMembers):
      source = .concentration(state) { $0.share(ofLargest: count) }
    case (.mean, let state as GroupSums): source = .mean(state)
    case (_, let state as GroupSums): source = .sums(state)
    case (_, let state as RowCounts): source = .rows(state)
    case (.min, let state as GroupExtremes): source = .minimum(state)
    case (.max, let state as GroupExtremes): source = .maximum(state)
    case (_, let state as GroupDistinct): source = .distinct(state)
    case (_, let state as GroupDistinctSketches): source = .distinctSketch(state)
    case (.quantile(let rank), let state as GroupOrderedValues): source = .quantile(state, rank)
    case (.approximateQuantile(let rank), let state as GroupQuantileSketches):
      source = .quantileSketch(state, rank)
    default: source = .none
    }
  }

  func value(_ group: Int) -> FieldValue {
    switch source {
    case .rows(let counts): .integer(counts[group])
    case .sums(let sums): sums.value(group)
    case .mean(let sums): sums.mean(group)
    case .minimum(let extremes): extremes.minimum(group)
    case .maximum(let extremes): extremes.maximum(group)
    case .distinct(let counts): .integer(counts[group])
    case .distinctSketch(let sketches): .integer(sketches[group])
    case .quantile(let values, let rank): values.value(group, rank: rank)
    case .quantileSketch(let sketches, let rank): sketches.value(group, rank: rank)
    case .share(let totals, let whole):
      totals.number(group).flatMap { whole == 0 ? nil : .number($0 / whole) } ?? .absent
    case .growth(let totals, let earlier): earlier.growth(of: totals.number(group), group)
    case .concentration(let members, let read):
      read(members.concentration(group)).map { .number($0) } ?? .absent
    case .none: .absent
    }
  }

  /// A number that stands in order as the values do; the least for absent.
  func rank(_ group: Int) -> Int128 {
    switch source {
    case .rows(let counts): return Int128(counts[group])
    case .distinct(let counts): return Int128(counts[group])
    case .sums(let sums): return sums.rank(group)
    default: return rank(of: value(group))
    }
  }

  /// Calls `body` with each group that has a row, and its rank.
  func forEachRank(_ rows: RowCounts, _ body: (_ group: Int, _ rank: Int128) -> Void) {
    // Sums of many groups are read in place: a question to the state costs more than the answer.
    guard case .sums(let state) = source, let sums = state.plainSums else {
      return rows.forEachLiving { body($0, rank($0)) }
    }
    rows.forEachLiving { group in
      body(group, sums[group].count > 0 ? sums[group].total : Int128.min)
    }
  }

  private func rank(of value: FieldValue) -> Int128 {
    switch value {
    case .integer(let integer): return Int128(integer)
    case .money(let money): return ExactDecimal(money).units
    case .decimal(let decimal): return decimal.units
    case .time(let time): return Int128(time.microseconds)
    case .number(let number):
      let bits = Int64(bitPattern: number.bitPattern)
      return Int128(bits < 0 ? bits ^ Int64.max : bits)
    case .absent, .text, .flag: return Int128.min
    }
  }
}

/// Sums, or counts of rows, as numbers.
enum Totals {
  case rows(RowCounts)
  case sums(GroupSums)
  case none

  init(_ state: any MeasureState) {
    switch state {
    case let counts as RowCounts: self = .rows(counts)
    case let sums as GroupSums: self = .sums(sums)
    default: self = .none
    }
  }

  /// `nil` where the group has no value.
  func number(_ group: Int) -> Double? {
    switch self {
    case .rows(let counts): counts[group] == 0 ? nil : Double(counts[group])
    case .sums(let sums): sums.count(group) == 0 ? nil : sums.number(group)
    case .none: nil
    }
  }

  /// The exact sum over the first groups, in binary64.
  func sum(_ groups: Int) -> Double {
    switch self {
    case .rows(let counts): Double(counts.total)
    case .sums(let sums): sums.number(ofFirst: groups)
    case .none: 0
    }
  }
}

/// The figures of the period with which `growth` compares.
struct Earlier {
  private let totals: Totals?
  private let index: GroupIndex
  private let period: GrowthPeriod
  /// The key column that counts a unit of the calendar, whose value is moved back.
  private let calendar: (column: Int, unit: CalendarUnit)?

  init(_ view: View, _ key: MeasureStateKey, _ period: GrowthPeriod) {
    self.period = period
    index = view.grouped.index
    calendar =
      view.query.dimensions.enumerated().lazy
      .compactMap { entry in
        entry.element.calendarUnit.flatMap { $0.isPeriod ? (entry.offset, $0) : nil }
      }.first
    let stream =
      view.query.window == nil
      ? calendar.map { _ in view.streams[0] } : view.streams.first { $0.shift == period }
    totals = stream?.state(key).map(Totals.init)
  }

  /// (now − then) ÷ then; absent where either is absent or there was nothing then.
  func growth(of now: Double?, _ group: Int) -> FieldValue {
    guard let now, let counterpart = counterpart(group),
      let then = totals?.number(counterpart), then != 0
    else { return .absent }
    return .number((now - then) / then)
  }

  private func counterpart(_ group: Int) -> Int? {
    guard let calendar else { return group }
    var key = (0..<index.width).map { index.key(group, $0) }
    guard key[calendar.column] != Cell.absent,
      let earlier = period.before(key[calendar.column], of: calendar.unit)
    else { return nil }
    key[calendar.column] = earlier
    return index.group(of: key)
  }
}
