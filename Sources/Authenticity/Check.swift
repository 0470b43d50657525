package import Commerce
package import Library

/// Looks for the breaches of one rule.
///
/// One call a batch and check: the loops over rows are inside, over the spans of columns. What it
/// finds goes to the library's findings; `explain` finds the words again when one is shown. A check
/// examines rows while other checks do and while the library links them: it must change nothing but
/// itself and what it found.
package protocol Check: AnyObject {
  /// The rule whose breaches it looks for.
  var rule: Rule { get }

  /// Looks at rows that were just appended, and adds those that break the rule to `rows.found`.
  func examine(_ rows: NewRows)

  /// Looks again at what only later records can decide.
  ///
  /// - Parameters:
  ///   - library: all records so far.
  ///   - isAtEnd: nothing more will come, so nothing needs to be waited for.
  func settle(in library: Library, isAtEnd: Bool)

  /// What was expected and what was found in a field that the rule says is wrong.
  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
}

extension Check {
  package func examine(_ rows: NewRows) {}
  package func settle(in library: Library, isAtEnd: Bool) {}
}

/// The words of a finding.
package struct Explanation: Equatable {
  package var expected: String
  package var found: String

  package init(expected: String, found: String) {
    self.expected = expected
    self.found = found
  }
}
