import Commerce

/// How a mapping fills the fields of one class from the columns of one header.
struct MappingPlan {
  /// A field and where its value comes from.
  struct Target {
    let plan: FieldPlan
    let source: Source
    let values: ValueTable?
  }

  enum Source {
    case column(Int)
    /// A column of a join: which join, and which of its columns.
    case joined(Int, Int)
    case constant([UInt8])
    /// Columns from `joinedBase` on are those of joins.
    case computed(Expression<Int>)
  }

  let recordClass: RecordClass
  private(set) var targets: [Target] = []
  /// For each join the column that holds its id; `nil` where the feed has none.
  let joinColumns: [Int?]
  /// Required fields that nothing gives.
  let missing: [Int]
  /// Columns that the mapping names and the feed does not have.
  private(set) var lost: [String] = []
  /// By column: whether it is used.
  private(set) var isUsed: [Bool]
  /// The joined columns by their index less the number of names.
  private(set) var joined: [(join: Int, column: Int)] = []

  init(_ mapping: FeedMapping, _ recordClass: RecordClass, _ names: [String]) {
    self.recordClass = recordClass
    let schema = recordClass.schema
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where columns[name] == nil { columns[name] = index }
    joinColumns = mapping.joins.map { columns[$0.column] }
    isUsed = Array(repeating: false, count: names.count)
    var joined: [(join: Int, column: Int)] = []
    for (number, join) in mapping.joins.enumerated() {
      for (index, column) in join.columns.enumerated() {
        columns[column.name] = names.count + joined.count
        joined.append((number, index))
      }
    }
    self.joined = joined
    var taken: Set<Int> = []
    var targets: [Target] = []
    func add(_ field: Int, _ source: Source) {
      guard taken.insert(field).inserted else { return }
      let plan = FieldPlan(schema, field)
      targets.append(
        Target(plan: plan, source: source, values: mapping.values[schema.fields[field].name]))
    }
    var lost: [String] = []
    for (name, fields) in mapping.columns.sorted(by: { $0.key < $1.key }) {
      guard let column = columns[name] else {
        lost.append(name)
        continue
      }
      for field in fields.compactMap(schema.index) {
        add(field, MappingPlan.source(column, names.count, joined))
      }
    }
    for (name, text) in mapping.constants {
      if let field = schema.index(of: name) { add(field, .constant(Array(text.utf8))) }
    }
    for (name, expression) in mapping.computed {
      guard let field = schema.index(of: name) else { continue }
      let unknown = expression.columns.filter { columns[$0] == nil }
      lost += unknown
      guard unknown.isEmpty else { continue }
      add(field, .computed(expression.mapped { columns[$0] ?? 0 }))
    }
    lost += mapping.joins.map(\.column).filter { columns[$0] == nil }
    // A column that has the name of a field and no other meaning fills it.
    let named = Set(mapping.columns.keys)
    for (index, name) in names.enumerated() where !named.contains(name) {
      if let field = schema.index(of: name) { add(field, .column(index)) }
    }
    self.lost = lost
    self.targets = targets.sorted { $0.plan.field < $1.plan.field }
    missing = schema.required.filter { !taken.contains($0) }
    markUsed()
  }

  private static func source(
    _ column: Int, _ count: Int, _ joined: [(join: Int, column: Int)]
  ) -> Source {
    guard column >= count else { return .column(column) }
    return .joined(joined[column - count].join, joined[column - count].column)
  }

  private mutating func markUsed() {
    var used = joinColumns.compactMap(\.self)
    for target in targets {
      switch target.source {
      case .column(let column): used.append(column)
      case .computed(let expression): used += expression.columns
      case .joined, .constant: break
      }
    }
    for column in used where column < isUsed.count { isUsed[column] = true }
  }
}
