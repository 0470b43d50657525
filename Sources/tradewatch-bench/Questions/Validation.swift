import Commerce
import Library

/// The counts of broken records that the other engines make with a query each, from our findings.
///
/// `c6`, a category other than the commodity's, is no rule of ours.
enum Validation {
  static let names = ["c1", "c2", "c3", "c4", "c5"]

  /// How many orders are counted under a name.
  static func count(_ name: String, in library: Library) throws -> Int {
    switch name {
    case "c1": library.findings.count(.line, in: .order)
    case "c2": library.findings.count(.creditCode, in: .order)
    case "c3": library.findings.count(.division, in: .order)
    case "c4": try ordersWithoutBuyer(library)
    default: library.findings.count(.range, in: .order)
    }
  }

  private static func ordersWithoutBuyer(_ library: Library) throws -> Int {
    let query = try Query(.order, measures: ["count()"], where: "buyer is absent")
    let view = try View(query, over: library)
    view.refresh()
    guard case .integer(let count)? = view.answer.rows.first?.last else { return 0 }
    return Int(count)
  }
}
