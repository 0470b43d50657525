public import Commerce
import Statistics

extension Library {
  /// The records that a row names, and those that name it, the newest `limit` of each kind.
  ///
  /// A named record that is not there comes without a row. Where orders of several platforms have
  /// one id, documents name none of them.
  ///
  /// - Complexity: O(rows of the classes that name this one): nothing is kept for it but the
  ///   documents of orders
  public func links(of row: Int, in recordClass: RecordClass, limit: Int = 100) -> [LinkedRecord] {
    var found: [LinkedRecord] = []
    for relation in Relation.all {
      if relation.from == recordClass { found += named(by: row, relation) }
      if relation.to == recordClass { found += naming(row, relation, limit: limit) }
    }
    return found
  }

  private func named(by row: Int, _ relation: Relation) -> [LinkedRecord] {
    let table = self[relation.from]
    let code = table.code(row, relation.field)
    guard code != 0 else { return [] }
    let target = self[relation.to]
    let record = record(named: code, by: row, relation)
    let key =
      record.map { target.key($0) } ?? table.value(row: row, field: relation.field).description
    return [
      LinkedRecord(relation: relation.name, recordClass: relation.to, row: record, key: key)
    ]
  }

  /// The live record that a code names: the only one whose further key parts do not disagree.
  private func record(named code: UInt32, by row: Int, _ relation: Relation) -> Int? {
    if relation.to == .order {
      if case .one(let order) = orderLinks.order(withId: code) { return order }
      return nil
    }
    let target = self[relation.to]
    let index = revisers[Int(relation.to.rawValue)].index
    guard let first = index.firstRow(code: code) else { return nil }
    if target.isLive(first), agree(row, first, relation, isStrict: index.hasFurther) {
      return first
    }
    let rows = newestRows(of: relation.to, target.schema.key[0], code, limit: .max) {
      self.agree(row, $0, relation, isStrict: false)
    }
    let exact = rows.filter { agree(row, $0, relation, isStrict: true) }
    return exact.count == 1 ? exact[0] : rows.count == 1 ? rows[0] : nil
  }

  /// Whether the further key parts agree; not strictly, where one of the two gives none.
  private func agree(_ row: Int, _ other: Int, _ relation: Relation, isStrict: Bool) -> Bool {
    relation.further.allSatisfy { further in
      let code = self[relation.from].code(row, further.field)
      let otherCode = self[relation.to].code(other, further.key)
      return code == otherCode || !isStrict && (code == 0 || otherCode == 0)
    }
  }

  private func naming(_ row: Int, _ relation: Relation, limit: Int) -> [LinkedRecord] {
    let code = self[relation.to].code(row, self[relation.to].schema.key[0])
    guard code != 0 else { return [] }
    return rows(naming: row, code, relation, limit: limit).map {
      LinkedRecord(
        relation: relation.inverse, recordClass: relation.from, row: $0,
        key: self[relation.from].key($0))
    }
  }

  private func rows(
    naming row: Int, _ code: UInt32, _ relation: Relation, limit: Int
  ) -> [Int] {
    if relation.to == .order {
      guard orderLinks.order(withId: code) == .one(row) else { return [] }
      var rows: [Int] = []
      switch relation.from {
      case .invoice: orderLinks.forEachInvoice(ofId: code) { rows.append($0) }
      case .waybill: orderLinks.forEachWaybill(ofId: code) { rows.append($0) }
      default:
        return newestRows(of: relation.from, relation.field, code, limit: limit) { _ in true }
      }
      return Array(rows.prefix(limit))
    }
    return newestRows(of: relation.from, relation.field, code, limit: limit) {
      self.agree($0, row, relation, isStrict: false)
    }
  }

  /// Live rows with a code in a field, newest first.
  private func newestRows(
    of recordClass: RecordClass, _ field: Int, _ code: UInt32, limit: Int,
    where isMatch: (Int) -> Bool
  ) -> [Int] {
    let table = self[recordClass]
    guard let cells = table.codes(field)?.cells else { return [] }
    var found: [Int] = []
    for run in segmentRanges(0..<table.count).reversed() {
      for row in rows(run, of: cells, with: code).reversed() {
        guard table.isLive(row), isMatch(row) else { continue }
        found.append(row)
        if found.count == limit { return found }
      }
    }
    return found
  }

  /// The rows of a run inside one segment that have a code.
  func rows(_ run: Range<Int>, of cells: NarrowColumn<UInt32>, with code: UInt32) -> [Int] {
    cells.withRows(run) { codes in
      codes.indices.compactMap { codes[$0] == code ? run.lowerBound + $0 : nil }
    }
  }
}
