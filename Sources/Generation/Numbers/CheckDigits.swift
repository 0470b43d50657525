// The check digits of domain identifiers, as a generator needs them: from parts to whole.
extension [UInt8] {
  /// A unified social credit code of 18 characters (GB 32100-2015) for a market-regulated body.
  ///
  /// - Parameters:
  ///   - type: 1 enterprise, 2 self-employed household, 3 farmers' cooperative.
  ///   - division: of the registering authority, six digits.
  ///   - serial: below 31⁶; two bodies of one age have different ones.
  ///   - isRecent: whether it was registered since October 2015, in the segment `MA`.
  mutating func appendCreditCode(type: Int, division: Int, serial: Int, isRecent: Bool) {
    let begin = count
    append(UInt8(ascii: "9"))
    append(digits: type, width: 1)
    append(digits: division, width: 6)
    if isRecent {
      append("MA")
      var rest = serial
      for _ in 0..<6 {
        append(creditAlphabet[rest % 31])
        rest /= 31
      }
    } else {
      append(digits: serial, width: 8)
    }
    append(organisationCheck(self[(begin + 8)...]))
    append(creditCheck(self[begin...]))
  }

  /// A registration number of 15 digits: division, serial, check digit (ISO 7064 MOD 11,10).
  mutating func appendLegacyNumber(division: Int, serial: Int) {
    let begin = count
    append(digits: division, width: 6)
    append(digits: serial, width: 8)
    var product = 10
    for byte in self[begin...] {
      let sum = (product + Int(byte - UInt8(ascii: "0"))) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    append(digits: (11 - product) % 10, width: 1)
  }

  /// A GTIN-13 of twelve digits (GB 12904) and its check digit.
  mutating func appendItemNumber(_ twelveDigits: Int) {
    let begin = count
    append(digits: twelveDigits, width: 12)
    var sum = 0
    for (place, byte) in self[begin...].enumerated() {
      sum += Int(byte - UInt8(ascii: "0")) * (place % 2 == 0 ? 1 : 3)
    }
    append(digits: (10 - sum % 10) % 10, width: 1)
  }

  /// A postal item number of the form S10: service, eight digits, check digit, `CN`.
  mutating func appendPostalItemNumber(service: StaticString, serial: Int) {
    append(service)
    let begin = count
    append(digits: serial, width: 8)
    var sum = 0
    for (byte, weight) in zip(self[begin...], [8, 6, 4, 2, 3, 5, 9, 7]) {
      sum += Int(byte - UInt8(ascii: "0")) * weight
    }
    let check = 11 - sum % 11
    append(digits: check == 10 ? 0 : check == 11 ? 5 : check, width: 1)
    append("CN")
  }
}

/// The 31 characters of a credit code; the index is the value.
let creditAlphabet = [UInt8]("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

/// The ninth character of an organisation code (GB 11714) by its first eight.
private func organisationCheck(_ eight: ArraySlice<UInt8>) -> UInt8 {
  var sum = 0
  for (byte, weight) in zip(eight, [3, 7, 9, 10, 5, 8, 4, 2]) {
    let isDigit = byte <= UInt8(ascii: "9")
    sum += (isDigit ? Int(byte) - 48 : Int(byte) - 55) * weight
  }
  let check = (11 - sum % 11) % 11
  return check == 10 ? UInt8(ascii: "X") : UInt8(ascii: "0") + UInt8(check)
}

/// The last character of a credit code by the 17 before it.
func creditCheck(_ seventeen: ArraySlice<UInt8>) -> UInt8 {
  var sum = 0
  var weight = 1
  for byte in seventeen {
    sum += (creditAlphabet.firstIndex(of: byte) ?? 0) * weight
    weight = weight * 3 % 31
  }
  return creditAlphabet[(31 - sum % 31) % 31]
}
