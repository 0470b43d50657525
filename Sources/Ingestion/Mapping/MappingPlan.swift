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
  private(set) var missing: [Int] = []
  /// Columns that the mapping names and the feed does not have.
  private(set) var lost: [String] = []
  /// By column: whether it is used.
  private(set) var isUsed: [Bool]
  /// The joined columns by their index less the number of names.
  private(set) var joined: [(join: Int, column: Int)] = []
  private var taken: Set<Int> = []

  init(_ mapping: FeedMapping, _ recordClass: RecordClass, _ names: [String]) {
    self.recordClass = recordClass
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where columns[name] == nil { columns[name] = index }
    joinColumns = mapping.joins.map { columns[$0.column] }
    isUsed = Array(repeating: false, count: names.count)
    lost = mapping.joins.map(\.column).filter { columns[$0] == nil }
    for (number, join) in mapping.joins.enumerated() {
      for (index, column) in join.columns.enumerated() {
        columns[column.name] = names.count + joined.count
        joined.append((number, index))
      }
    }
    addColumns(mapping, columns)
    addConstants(mapping)
    addComputed(mapping, columns)
    addOwnNames(mapping, names)
    targets.sort { $0.plan.field < $1.plan.field }
    missing = recordClass.schema.required.filter { !taken.contains($0) }
    markUsed()
  }

  private mutating func add(_ field: Int, _ source: Source, _ mapping: FeedMapping) {
    guard taken.insert(field).inserted else { return }
    let schema = recordClass.schema
    targets.append(
      Target(
        plan: FieldPlan(schema, field), source: source,
        values: mapping.values[schema.fields[field].name]))
  }

  private mutating func addColumns(_ mapping: FeedMapping, _ columns: [String: Int]) {
    for (name, fields) in mapping.columns.sorted(by: { $0.key < $1.key }) {
      guard let column = columns[name] else {
        lost.append(name)
        continue
      }
      for field in fields.compactMap(recordClass.schema.index) {
        add(field, source(column), mapping)
      }
    }
  }

  /// Where the text of a column stands; the joined ones come after the feed's own.
  private func source(_ column: Int) -> Source {
    let own = isUsed.count
    guard column >= own else { return .column(column) }
    return .joined(joined[column - own].join, joined[column - own].column)
  }

  private mutating func addConstants(_ mapping: FeedMapping) {
    for (name, text) in mapping.constants {
      guard let field = recordClass.schema.index(of: name) else { continue }
      add(field, .constant(Array(text.utf8)), mapping)
    }
  }

  private mutating func addComputed(_ mapping: FeedMapping, _ columns: [String: Int]) {
    for (name, expression) in mapping.computed.sorted(by: { $0.key < $1.key }) {
      guard let field = recordClass.schema.index(of: name) else { continue }
      let unknown = expression.columns.filter { columns[$0] == nil }
      lost += unknown
      guard unknown.isEmpty else { continue }
      add(field, .computed(expression.mapped { columns[$0] ?? 0 }), mapping)
    }
  }

  /// A column that has the name of a field and no other meaning fills it.
  private mutating func addOwnNames(_ mapping: FeedMapping, _ names: [String]) {
    for (index, name) in names.enumerated() where mapping.columns[name] == nil {
      guard let field = recordClass.schema.index(of: name) else { continue }
      add(field, .column(index), mapping)
    }
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
