public import Commerce

/// What a check finds in the rows of one batch, in the order in which it finds them.
///
/// A class, because each check fills its own while others run beside it; the findings of a batch are
/// added to the store afterwards, so that their order does not depend on who ran when.
public final class FoundRows {
  public let rule: Rule
  public let recordClass: RecordClass
  /// As `FindingStore` keeps them.
  @exclusivity(unchecked) private(set) var entries: [UInt64] = []
  private let mark: UInt64

  public init(_ rule: Rule, in recordClass: RecordClass) {
    self.rule = rule
    self.recordClass = recordClass
    mark = FindingStore.packed(
      RowFinding(rule: rule, recordClass: recordClass, row: 0, field: nil))
  }

  /// Notes a row and the field that is wrong by the rule.
  public func add(row: Int, field: Int) {
    entries.append(UInt64(row) &<< 32 | UInt64(field + 1) &<< 16 | mark)
  }
}
