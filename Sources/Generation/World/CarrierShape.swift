/// A carrier and the shape of its waybill numbers.
struct CarrierShape {
  let word: StaticString
  let name: StaticString
  let prefix: StaticString
  /// Digits after the prefix; 0 for postal item numbers (S10).
  let digits: Int

  static let all: [CarrierShape] = [
    CarrierShape(word: "ZTO", name: "中通", prefix: "7", digits: 13),
    CarrierShape(word: "YTO", name: "圆通", prefix: "YT", digits: 13),
    CarrierShape(word: "YUNDA", name: "韵达", prefix: "4", digits: 14),
    CarrierShape(word: "SF", name: "顺丰", prefix: "SF", digits: 13),
    CarrierShape(word: "JT", name: "极兔", prefix: "JT", digits: 13),
    CarrierShape(word: "STO", name: "申通", prefix: "77", digits: 13),
    CarrierShape(word: "JD", name: "京东", prefix: "JDX", digits: 12),
    CarrierShape(word: "EMS", name: "邮政速递", prefix: "", digits: 0),
    CarrierShape(word: "CHINAPOST", name: "邮政", prefix: "98", digits: 11),
  ]

  static let postal = 7
  private static let postalServices: [StaticString] = ["EA", "EB", "EC", "ED", "EE", "EF"]

  /// The number with this serial, which no other waybill has.
  func appendNumber(serial: Int, to row: inout [UInt8]) {
    guard digits > 0 else {
      let service = CarrierShape.postalServices[serial / 100_000_000 % 6]
      return row.appendPostalItemNumber(service: service, serial: serial)
    }
    row.append(prefix)
    // An odd multiplier that 5 does not divide keeps different serials different.
    let scattered = UInt64(serial) &* 7_368_787 % 100_000_000_000
    row.append(digits: Int(scattered), width: digits)
  }
}
