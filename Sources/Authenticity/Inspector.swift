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

  /// Adds a batch to the library, and checks its rows, each by itself, while they are linked.
  ///
  /// Checks run side by side; findings come segment by segment, check by check, row by row.
  @discardableResult
  public func append(_ batch: RecordBatch, arrived: Timestamp) -> Appended {
    let table = library[batch.recordClass]
    let runs = segmentRanges(table.count..<table.count + batch.count).map { rows in
      checks.map {
        NewRows(rows, of: table, found: FoundRows($0.rule, in: batch.recordClass))
      }
    }
    let appended = library.append(batch, arrived: arrived, beside: checks.count) { check in
      for run in runs { checks[check].examine(run[check]) }
    }
    for run in runs {
      for rows in run { library.findings.add(rows.found) }
    }
    return appended
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
