import Commerce

/// The arithmetic of a line: quantity × unit price − discount, exactly.
enum LineAmount {
  /// One hundredth, the difference that is allowed, in units of 10⁻⁸.
  private static let tolerance: Int128 = 1_000_000

  /// Whether quantity × unit price − discount lies within 0.01 of the amount, all in
  /// ten-thousandths.
  @inline(__always)
  static func agrees(quantity: Int64, unitPrice: Int64, less discount: Int64, amount: Int64)
    -> Bool
  {
    let product = Int128(quantity) * Int128(unitPrice)
    let target = (Int128(amount) + Int128(discount)) * 10_000
    let difference = product - target
    return difference <= tolerance && difference >= -tolerance
  }

  /// The amount that a line should have; `nil` where it is out of range.
  static func expected(
    quantity: ExactDecimal, unitPrice: ExactDecimal, discount: ExactDecimal
  ) -> ExactDecimal? {
    quantity.times(unitPrice).map { $0 - discount }
  }

  /// Whether an amount lies within 0.01 of what a line should have.
  static func agrees(_ amount: ExactDecimal, with expected: ExactDecimal) -> Bool {
    (amount - expected).units.magnitude <= 100_000_000_000
  }
}
