import Commerce
import Statistics

// From states to an answer.
extension View {
  func makeAnswer(unit: String?) -> Answer {
    let groupCount = grouped.index.count
    for stream in streams { stream.grow(to: groupCount) }
    let figures = query.measures.map { Figure($0, self, groups: groupCount) }
    let groups = query.top == nil || query.dimensions.isEmpty ? inOrder() : livingGroups()
    let shown = query.top.map { largest($0, of: groups, by: figures[0]) } ?? groups
    let rows = shown.map { group in
      var row = grouped.order.key(group)
      for figure in figures { row.append(figure.value(group)) }
      return row
    }
    return Answer(
      columns: query.columns(unit: unit), rows: rows, groupCount: groups.count, asOf: query.asOf)
  }

  /// Groups that have a row, in no order.
  private func livingGroups() -> [Int] {
    guard let rows = streams[0].rowCounts else { return [] }
    return rows.living(of: grouped.index.count)
  }

  /// Groups that have a row, in ascending order of their keys; without dimensions the one group even
  /// when it has none.
  private func inOrder() -> [Int] {
    guard !query.dimensions.isEmpty, let rows = streams[0].rowCounts else { return [0] }
    grouped.order.update()
    return grouped.order.ordered.filter { rows[$0] > 0 }
  }

  /// The groups that are first by a figure, descending and absent last, ties by key ascending.
  private func largest(_ count: Int, of groups: [Int], by figure: Figure) -> [Int] {
    var least = Int128.min
    var first: [(rank: Int128, group: Int)] = []
    let order = grouped.order
    for group in groups {
      let rank = figure.rank(group)
      if first.count == count, rank < least { continue }
      var low = 0
      var high = first.count
      while low < high {
        let middle = (low + high) / 2
        let other = first[middle]
        let isLater =
          other.rank != rank ? other.rank > rank : order.precedes(other.group, group)
        if isLater { low = middle + 1 } else { high = middle }
      }
      guard low < count else { continue }
      first.insert((rank, group), at: low)
      if first.count > count { first.removeLast() }
      least = first.count == count ? first[count - 1].rank : Int128.min
    }
    return first.map(\.group)
  }
}

extension Query {
  /// The columns of the answer; `unit` is the currency of its amounts.
  func columns(unit: String?) -> [AnswerColumn] {
    dimensions.map { dimension in
      AnswerColumn(
        name: dimension.name, type: dimension.type.word,
        unit: dimension.type == .money ? unit : dimension.type == .hours ? "hours" : nil,
        isDimension: true)
    } + measures.map { $0.column(unit: unit) }
  }

  /// The currency that the filter asks for, or that of a class without a field for it.
  var onlyCurrency: String? {
    guard recordClass.schema.index(of: "currency") != nil else { return "CNY" }
    return filter?.condition.onlyText(of: "currency")
  }
}

extension Measure {
  /// The column of its values; `currency` is the unit of amounts.
  package func column(unit currency: String?) -> AnswerColumn {
    let ofOperand: String? =
      switch operand?.type {
      case .money?: currency
      case .hours?: "hours"
      default: nil
      }
    let unit: String? =
      switch kind {
      case .count, .distinct, .approximateDistinct: nil
      case .sum, .mean, .min, .max, .quantile, .approximateQuantile: ofOperand
      case .share, .growth, .concentration, .gini: "fraction"
      case .herfindahl: "points"
      }
    return AnswerColumn(
      name: text, type: resultType, unit: unit, isEstimate: isEstimate, errorBound: errorBound)
  }

  /// How far an estimate may be off; `nil` for exact figures.
  public var errorBound: String? {
    switch kind {
    case .approximateDistinct: "±1.6 % in 95 of 100 cases (HyperLogLog, 2¹⁴ registers)"
    case .approximateQuantile: "±1 % of the value at the rank (log-linear histogram)"
    default: nil
    }
  }
}

extension QueryError {
  /// Amounts of several currencies do not add up.
  init(mixing currencies: [String], in measure: Measure) {
    self.init(
      part: .measure, text: measure.text, range: 0..<measure.text.count,
      expected: "amounts of one currency", found: currencies.joined(separator: ", "),
      help: "group by currency, or filter with currency = \"\(currencies[0])\"")
  }
}
