import Commerce

/// The columns that a join adds, by id: made once from all rows of the other file.
struct JoinTable: Sendable {
  let names: [String]
  private var rowByID: [[UInt8]: Int] = [:]
  /// Rows × names.
  private var texts: [[UInt8]] = []

  fileprivate init(_ names: [String]) { self.names = names }

  /// The row of an id; `nil` where the other file has none.
  func row(of id: UnsafeRawBufferPointer) -> Int? { rowByID[Array(id)] }

  func text(_ row: Int, _ column: Int) -> [UInt8] { texts[row * names.count + column] }
}

/// Collects the rows of the other file of a join.
final class JoinCollector: ForeignRows {
  private let join: MappingJoin
  private let style: NumberStyle
  private var idColumn: Int?
  private var expressions: [Expression<Int>?] = []
  private var rowByID: [[UInt8]: Int] = [:]
  /// Rows × columns of the join.
  private var values: [ExpressionValue] = []
  private(set) var notice: String?

  init(_ join: MappingJoin, _ style: NumberStyle) {
    self.join = join
    self.style = style
  }

  var wantedNames: [String] {
    var seen: Set<String> = []
    return ([join.id] + join.columns.flatMap(\.expression.columns))
      .filter { seen.insert($0).inserted }
  }
  var unusedNames: [String] { [] }
  func forked() -> (any ForeignRows)? { nil }

  func begin(_ names: [String]) {
    idColumn = names.firstIndex(of: join.id)
    let columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    if let missing = wantedNames.first(where: { columns[$0] == nil }) {
      notice = missingColumn(missing, among: names, in: join.file)
    }
    expressions = join.columns.map { column in
      guard column.expression.columns.allSatisfy({ columns[$0] != nil }) else { return nil }
      return column.expression.mapped { columns[$0] ?? 0 }
    }
  }

  func take(_ row: ForeignRow, into sink: inout RowSink) {
    guard let idColumn else { return }
    let id = row.text(idColumn)
    guard !id.isEmpty else { return }
    let key = Array(id)
    let width = join.columns.count
    let place: Int
    if let known = rowByID[key] {
      place = known
    } else {
      place = rowByID.count
      rowByID[key] = place
      values += Array(repeating: .absent, count: width)
    }
    for (index, column) in join.columns.enumerated() {
      guard let expression = expressions[index] else { continue }
      let value = expression.value(style) { $1(row.text($0)) }
      values[place * width + index] = column.aggregate.adding(
        value, to: values[place * width + index], style)
    }
  }

  /// The table of all rows so far.
  func table() -> JoinTable {
    var table = JoinTable(join.columns.map(\.name))
    table.fill(rowByID, values.map { $0.bytes ?? [] })
    return table
  }
}

extension JoinTable {
  fileprivate mutating func fill(_ rows: [[UInt8]: Int], _ texts: [[UInt8]]) {
    rowByID = rows
    self.texts = texts
  }
}

extension JoinAggregate {
  /// The value of the rows so far and one more.
  func adding(
    _ value: ExpressionValue, to total: ExpressionValue, _ style: NumberStyle
  ) -> ExpressionValue {
    if self == .count {
      guard case .number(let count) = total else {
        return .number(ExactDecimal(tenThousandths: 10_000))
      }
      return .number(count + ExactDecimal(tenThousandths: 10_000))
    }
    if case .absent = value { return total }
    if case .absent = total { return self == .sum ? value.number(style) : value }
    switch self {
    case .first, .count: return total
    case .last: return value
    case .sum: return combined(total, value, style) { $0.combined("+", $1) }
    case .min: return combined(total, value, style) { Swift.min($0, $1) }
    case .max: return combined(total, value, style) { Swift.max($0, $1) }
    }
  }

  private func combined(
    _ total: ExpressionValue, _ value: ExpressionValue, _ style: NumberStyle,
    _ body: (ExactDecimal, ExactDecimal) -> ExactDecimal?
  ) -> ExpressionValue {
    switch (total.number(style), value.number(style)) {
    case (.number(let first), .number(let second)):
      body(first, second).map { .number($0) } ?? total
    case (.unreadable, _): total
    default: value.number(style)
    }
  }
}

/// What is said of a column that a mapping names and the feed does not have.
func missingColumn(_ name: String, among names: [String], in file: String?) -> String {
  let place = file.map { " in \($0)" } ?? ""
  let nearest = nearestWord(to: name, among: names).map { "; the nearest is '\($0)'" } ?? ""
  return "the mapping names a column '\(name)' that is not\(place)\(nearest)"
}
