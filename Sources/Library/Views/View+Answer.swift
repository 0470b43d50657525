import Commerce
import Statistics

// From states to an answer.
extension View {
  func makeAnswer(unit: String?) -> Answer {
    let groupCount = grouped.index.count
    for stream in streams { stream.grow(to: groupCount) }
    let groups = livingGroups(of: groupCount)
    let figures = query.measures.map { Figure($0, self, groups: groupCount) }
    let shown = query.top.map { largest($0, of: groups, by: figures[0]) } ?? inOrder(groups)
    let readers = keyReaders
    let rows = shown.map { group in
      readers.indices.map { readers[$0].value(grouped.index.key(group, $0)) }
        + figures.map { $0.value(group) }
    }
    return Answer(
      columns: query.columns(unit: unit), rows: rows, groupCount: groups.count, asOf: query.asOf)
  }

  private var keyReaders: [DimensionReader] {
    query.dimensions.map { grouped.scan.readers[grouped.scan.column(of: $0)] }
  }

  /// Groups that have a row; without dimensions the one group even when it has none.
  private func livingGroups(of count: Int) -> [Int] {
    guard !query.dimensions.isEmpty, let rows = streams[0].rowCounts else { return [0] }
    return (0..<count).filter { rows[$0] > 0 }
  }

  /// The groups in ascending order of their keys.
  private func inOrder(_ groups: [Int]) -> [Int] {
    let readers = keyReaders
    return groups.sorted { precedes($0, $1, readers) }
  }

  private func precedes(_ left: Int, _ right: Int, _ readers: [DimensionReader]) -> Bool {
    for (column, reader) in readers.enumerated() {
      let leftCell = grouped.index.key(left, column)
      let rightCell = grouped.index.key(right, column)
      if leftCell == rightCell { continue }
      return reader.precedes(leftCell, rightCell)
    }
    return false
  }

  /// The groups that are first by a figure, descending and absent last, ties by key ascending.
  private func largest(_ count: Int, of groups: [Int], by figure: Figure) -> [Int] {
    let readers = keyReaders
    let isBefore = { (left: (rank: Int128, group: Int), right: (rank: Int128, group: Int)) in
      left.rank != right.rank
        ? left.rank > right.rank : self.precedes(left.group, right.group, readers)
    }
    let ranked = groups.map { (rank: figure.rank($0), group: $0) }
    return firstInOrder(ranked, count: count, isBefore: isBefore).map(\.group)
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
  func column(unit currency: String?) -> AnswerColumn {
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
    case .approximateQuantile: "±1 % of the value at the rank (DDSketch)"
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
