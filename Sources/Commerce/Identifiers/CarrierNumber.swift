/// The number of a waybill as its carrier gives it.
///
/// There is no national check digit: shapes are hints, so a number that does not fit its carrier
/// is suspicious, never invalid; only the form of S10 has a digit to check.
public enum CarrierNumber {
  /// Judges the number; any number is valid where the carrier is not known (`nil`).
  public static func verdict(
    of number: UnsafeRawBufferPointer, carrier: Carrier?
  ) -> Verdict {
    if PostalItemNumber.hasForm(number) { return PostalItemNumber.judge(number) }
    guard let carrier else { return .valid }
    let fits = carrier.shapes.contains { $0.fits(number) }
    return fits ? .valid : .suspicious(.carrierPattern(carrier))
  }

  /// Whether `verdict(of:carrier:)` is valid, without the reason.
  ///
  /// A number of digits alone has no form of S10, so that its length decides.
  public static func isValid(_ number: UnsafeRawBufferPointer, carrier: Carrier?) -> Bool {
    guard number.count < UInt32.bitWidth, areDigits(number) else {
      return verdict(of: number, carrier: carrier).isValid
    }
    guard let carrier else { return true }
    return Carrier.digitLengths[Int(carrier.rawValue)] &>> UInt32(number.count) & 1 == 1
  }
}

/// A prefix, some capital letters and some digits.
private struct NumberShape {
  let prefix: StaticString
  let letters: ClosedRange<Int>
  let digits: ClosedRange<Int>

  init(_ prefix: StaticString = "", letters: ClosedRange<Int> = 0...0, digits: ClosedRange<Int>) {
    self.prefix = prefix
    self.letters = letters
    self.digits = digits
  }

  func fits(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.starts(with: prefix) else { return false }
    let rest = bytes[prefix.utf8CodeUnitCount...]
    let capitals = rest.prefix(while: isCapital).count
    let digits = UnsafeRawBufferPointer(rebasing: rest.dropFirst(capitals))
    return letters.contains(capitals) && self.digits.contains(digits.count)
      && firstNonDigit(digits) == nil
  }
}

extension Carrier {
  fileprivate var shapes: [NumberShape] { Carrier.allShapes[Int(rawValue)] }

  /// The shapes by the carrier's raw value.
  ///
  /// Source: a public table of carriers' patterns; JD's is widened by the numbers that feeds carry
  /// (`JDVA…`, `JDX…`, `JD…`).
  private static let allShapes: [[NumberShape]] = [
    [NumberShape("SF", digits: 13...13), NumberShape(digits: 12...12)],
    [NumberShape("YT", digits: 13...13), NumberShape(digits: 12...18)],
    [NumberShape(digits: 12...12), NumberShape(digits: 14...14)],
    [NumberShape(digits: 12...13), NumberShape(digits: 15...15)],
    [NumberShape(digits: 13...13), NumberShape(digits: 15...15)],
    [NumberShape("JT", digits: 12...13)],
    [NumberShape("JD", letters: 0...2, digits: 11...13)],
    [NumberShape(digits: 13...13)],
    [NumberShape(digits: 13...13)],
  ]

  /// By the carrier's raw value, bit n for numbers of n digits and nothing else.
  fileprivate static let digitLengths = allShapes.map { shapes in
    shapes.filter { $0.prefix.utf8CodeUnitCount == 0 && $0.letters.contains(0) }
      .reduce(UInt32(0)) { lengths, shape in shape.digits.reduce(lengths) { $0 | 1 << UInt32($1) } }
  }
}
