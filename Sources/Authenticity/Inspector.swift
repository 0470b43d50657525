public import Commerce
public import Library
import Statistics

/// All checks over one library, kept up as batches are appended.
///
/// Owned by the thread that owns the library. What is found goes to the library's findings.
public final class Inspector {
  private let library: Library
  private let checks: [any Check]
  private let byRule: [Rule: any Check]

  public init(_ library: Library) {
    self.library = library
    checks = Inspector.allChecks()
    byRule = Dictionary(uniqueKeysWithValues: checks.map { ($0.rule, $0) })
  }

  /// The rules that are checked here; those of reading (F) and of versions (V04) are not.
  public var rules: [Rule] { checks.map(\.rule) }

  /// Checks the rows that were just appended, each by itself.
  public func examine(_ appended: Appended) {
    let table = library[appended.recordClass]
    for range in segmentRanges(appended.rows) {
      let rows = NewRows(range, of: table, in: library)
      for check in checks { check.examine(rows) }
    }
  }

  /// Checks what only later records decide: references to records that are not there, flows, lines.
  ///
  /// Called now and then while feeds are followed, not while they are still being loaded.
  ///
  /// - Parameter atEnd: nothing more will come, so no row waits for its 72 hours.
  public func settle(atEnd: Bool) {
    for check in checks { check.settle(in: library, isAtEnd: atEnd) }
  }

  /// The finding in words: place, key, what was expected and what was found.
  public func explain(_ finding: RowFinding) -> Finding {
    let table = library[finding.recordClass]
    let words = words(of: finding)
    return Finding(
      rule: finding.rule, recordClass: finding.recordClass,
      place: library.place(finding.recordClass, row: finding.row),
      field: finding.field.map { table.schema.fields[$0].name } ?? "",
      expected: words.expected, found: words.found, key: table.key(finding.row))
  }

  private func words(of finding: RowFinding) -> Explanation {
    if let check = byRule[finding.rule] {
      return check.explain(
        finding.row, field: finding.field ?? 0, of: finding.recordClass, in: library)
    }
    let table = library[finding.recordClass]
    switch finding.rule {
    case .duplicate, .conflict: return library.explainRepeat(finding.row, in: table)
    default:
      let value = finding.field.map { table.value(row: finding.row, field: $0).description }
      return Explanation(expected: finding.rule.summary, found: value ?? "")
    }
  }

  private static func allChecks() -> [any Check] {
    [
      TextCheck.creditCodes(), TextCheck.legacyNumbers(), InvoiceNumberCheck(),
      TextCheck.itemNumbers(), WaybillNumberCheck(), TextCheck.taxCodes(), TextCheck.divisions(),
      TextCheck.industries(), TextCheck.enumerations(), TimeOrderCheck(), RangeCheck(),
      LineCheck(), TaxCheck(), RateCheck(), ReferenceCheck.orders(), ReferenceCheck.enterprises(),
      ReferenceCheck.commodities(), ReferenceCheck.contracts(), AmbiguityCheck(), FlowsCheck(),
    ]
  }
}
