/// Rows of a feed that are no records, by what they are.
package struct PassedRows: Hashable, Sendable {
  /// Lines before the header.
  package var opening = 0
  package var headers = 0
  package var totals = 0
  /// Without any text, whether or not they have delimiters.
  package var blank = 0

  package init() {}

  package var count: Int { opening + headers + totals + blank }

  static func += (left: inout PassedRows, right: PassedRows) {
    left.opening += right.opening
    left.headers += right.headers
    left.totals += right.totals
    left.blank += right.blank
  }

  /// `passed over 2 lines before the header, 1 totals row`; `nil` where there are none.
  ///
  /// `areAll`: no more will come; without it the counts, which would be old soon, are left out.
  package func words(areAll: Bool) -> String? {
    let kinds: [(count: Int, one: String, many: String)] = [
      (opening, "line before the header", "lines before the header"),
      (headers, "repeated header", "repeated headers"), (totals, "totals row", "totals rows"),
      (blank, "blank row", "blank rows"),
    ]
    let told = kinds.filter { $0.count > 0 }.map { kind in
      areAll ? "\(kind.count) \(kind.count == 1 ? kind.one : kind.many)" : kind.many
    }
    return told.isEmpty ? nil : "passed over " + told.joined(separator: ", ")
  }
}
