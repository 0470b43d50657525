import Commerce

/// Turns the rows of a foreign feed into rows of batches, as a mapping says.
final class MappedRows: ForeignRows {
  let loaded: LoadedMapping
  let options: DecodingOptions
  private(set) var names: [String] = []
  private(set) var plan: MappingPlan?
  var reader: ValueReader
  /// For the texts that are read in another form than the feed's.
  let scratch = ByteBuffer(capacity: 256)
  /// By join: the row of the id of the row at hand.
  private(set) var joinRows: [Int?] = []

  init(_ loaded: LoadedMapping, _ options: DecodingOptions) {
    self.loaded = loaded
    var options = options
    options.offsetSeconds = loaded.mapping.offsetSeconds ?? options.offsetSeconds
    self.options = options
    reader = ValueReader(offsetSeconds: options.offsetSeconds)
  }

  var mapping: FeedMapping { loaded.mapping }

  var wantedNames: [String] {
    let named = mapping.sourceNames
    let fields = recordClass(of: named)?.schema.fields.map(\.name) ?? []
    return named + fields.filter { !named.contains($0) }
  }

  var headerNames: [String] { mapping.sourceNames }

  func lacksRequired(_ row: ForeignRow) -> Bool {
    plan?.targets.contains { target in
      guard target.plan.isRequired, case .column(let column) = target.source else { return false }
      return row.text(column).isEmpty
    } ?? false
  }

  func forked() -> (any ForeignRows)? {
    let fork = MappedRows(loaded, options)
    fork.begin(names)
    return fork
  }

  var notice: String? {
    guard !names.isEmpty else { return nil }
    guard let plan else {
      return "the class cannot be told from the mapping: give it a class, as in class = \"order\""
    }
    return plan.lost.first.map { missingColumn($0, among: names, in: nil) }
  }

  var unusedNames: [String] {
    guard let plan else { return [] }
    return names.indices.filter { !plan.isUsed[$0] }.map { names[$0] }
  }

  func begin(_ names: [String]) {
    self.names = names
    plan = recordClass(of: names).map { MappingPlan(mapping, $0, names) }
  }

  private func recordClass(of names: [String]) -> RecordClass? {
    if let known = options.declared ?? mapping.recordClass ?? options.named { return known }
    let fields = names.flatMap { mapping.columns[$0] ?? [$0] }
    return RecordClass(columns: fields + mapping.constants.keys + mapping.computed.keys)
  }

  func take(_ row: ForeignRow, into sink: inout RowSink) {
    guard let plan else {
      sink.reject(row.row, .classUnknown(names.prefix(12).joined(separator: ",")))
      return
    }
    let index = sink.builderIndex(plan.recordClass)
    if let field = plan.missing.first {
      sink.reject(row.row, withoutSource(field, plan, row))
      return
    }
    joinRows = zip(plan.joinColumns, loaded.joins).map { column, table in
      column.flatMap { table.row(of: row.text($0)) }
    }
    let shift =
      row.unescapedCount > 0 ? sink.spare.append(row.unescaped, count: row.unescapedCount) : 0
    sink.builders[index].beginRow()
    for target in plan.targets {
      guard let fault = fill(target, row, shift, into: &sink.builders[index]) else { continue }
      sink.builders[index].abandon()
      sink.reject(row.row, words(fault, target.plan, plan, row))
      return
    }
    sink.commit(index, row.row.place)
  }
}
