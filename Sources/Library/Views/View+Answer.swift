import Commerce
import Statistics

// From states to an answer.
extension View {
  func makeAnswer(unit: String?) -> Answer {
    let known = grouped.index.count
    for stream in streams { stream.grow(to: known) }
    let figures = query.measures.map { Figure($0, self, groups: known) }
    let (shown, groupCount) =
      query.top.map { largest($0, by: figures[0]) } ?? { ($0, $0.count) }(inOrder())
    let rows = shown.map { group in
      var row = grouped.order.key(group)
      for figure in figures { row.append(figure.value(group)) }
      return row
    }
    return Answer(
      columns: query.columns(unit: unit), rows: rows, groupCount: groupCount, asOf: query.asOf)
  }

  /// Groups that have a row, in ascending order of their keys; without dimensions the one group even
  /// when it has none.
  private func inOrder() -> [Int] {
    guard !query.dimensions.isEmpty, let rows = streams[0].rowCounts else { return [0] }
    grouped.order.update()
    return grouped.order.ordered.filter { rows[$0] > 0 }
  }

  /// The groups that are first by a figure, descending and absent last, ties by key ascending, and of
  /// how many groups that have a row.
  private func largest(_ count: Int, by figure: Figure) -> (first: [Int], of: Int) {
    guard !query.dimensions.isEmpty, let rows = streams[0].rowCounts else { return ([0], 1) }
    var least = Int128.min
    var first: [(rank: Int128, group: Int)] = []
    var living = 0
    figure.forEachRank(rows) { group, rank in
      living += 1
      if rank < least { return }
      insert((rank, group), into: &first, atMost: count)
      if first.count == count { least = first.last?.rank ?? Int128.max }
    }
    return (first.map(\.group), living)
  }

  private func insert(
    _ entry: (rank: Int128, group: Int), into first: inout [(rank: Int128, group: Int)],
    atMost count: Int
  ) {
    var low = 0
    var high = first.count
    while low < high {
      let middle = (low + high) / 2
      let other = first[middle]
      let isLater =
        other.rank != entry.rank
        ? other.rank > entry.rank : grouped.order.precedes(other.group, entry.group)
      if isLater { low = middle + 1 } else { high = middle }
    }
    guard low < count else { return }
    first.insert(entry, at: low)
    if first.count > count { first.removeLast() }
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
