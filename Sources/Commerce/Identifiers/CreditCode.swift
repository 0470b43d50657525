/// The unified social credit code of 18 characters (GB 32100-2015).
///
/// `1 department | 2 type | 3–8 division of the registering authority | 9–17 organisation code |
/// 18 check`. Two check digits: modulo 31 over 17 characters, and modulo 11 inside the
/// organisation code (GB 11714), which reads letters as A = 10 … Z = 35.
public enum CreditCode: Identifier {
  public static let length = 18

  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard bytes.count == length else { return .invalid(.length(of: .creditCode)) }
    if let position = firstStrange(bytes) { return strange(bytes, at: position) }
    let check = checkCharacter(ofFirst17: bytes)
    guard bytes[17] == check else { return .invalid(.checkDigit(check, at: 18)) }
    let inner = organisationCheckCharacter(
      of: UnsafeRawBufferPointer(rebasing: bytes[8..<16]))
    guard bytes[16] == inner else { return .suspicious(.organisationDigit(inner)) }
    guard isKnownRegistrar(department: bytes[0], type: bytes[1]) else {
      return .suspicious(.unknownRegistrar)
    }
    guard DivisionCode.hasKnownProvince(UnsafeRawBufferPointer(rebasing: bytes[2..<8])) else {
      return .suspicious(.unknownDivision)
    }
    return .valid
  }

  /// The check character that belongs behind the first 17 of `bytes`.
  ///
  /// The weights are 3⁰, 3¹ … 3¹⁶ modulo 31, so the sum is a polynomial at 3. Characters outside
  /// the alphabet count as 0.
  public static func checkCharacter(ofFirst17 bytes: UnsafeRawBufferPointer) -> UInt8 {
    precondition(bytes.count >= 17, "CreditCode: 17 characters are needed, not \(bytes.count)")
    var sum = 0
    for index in stride(from: 16, through: 0, by: -1) {
      sum = sum * 3 + Int(values[Int(bytes[index])] & 0x1F)
    }
    return alphabet[(31 - sum % 31) % 31]
  }

  /// The check character of an organisation code (GB 11714) of eight characters: `0`–`9` or `X`.
  public static func organisationCheckCharacter(of bytes: UnsafeRawBufferPointer) -> UInt8 {
    precondition(bytes.count == 8, "CreditCode: 8 characters are needed, not \(bytes.count)")
    var sum = 0
    for index in 0..<8 {
      let byte = bytes[index]
      let isDigit = byte <= UInt8(ascii: "9")
      let value = isDigit ? digitValue(byte) : Int(byte &- UInt8(ascii: "A")) + 10
      sum += value * organisationWeights[index]
    }
    let check = (11 - sum % 11) % 11
    return check == 10 ? UInt8(ascii: "X") : asciiDigit(check)
  }

  /// The position (from 1) of the first character that may not stand where it does.
  private static func firstStrange(_ bytes: UnsafeRawBufferPointer) -> Int? {
    for index in 0..<length {
      let value = values[Int(bytes[index])]
      let limit: UInt8 = index >= 2 && index < 8 ? 10 : 31
      if value >= limit { return index + 1 }
    }
    return nil
  }

  /// The verdict on a code with a strange character: I and O are named with the digit they are
  /// mistaken for, where that makes the code right.
  private static func strange(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Verdict {
    var corrected = [UInt8](bytes)
    for index in corrected.indices {
      if corrected[index] == UInt8(ascii: "I") { corrected[index] = UInt8(ascii: "1") }
      if corrected[index] == UInt8(ascii: "O") { corrected[index] = UInt8(ascii: "0") }
    }
    let flaw = Flaw.character(at: position, of: .creditCode)
    guard !corrected.elementsEqual(bytes),
      corrected.withUnsafeBytes({ firstStrange($0) == nil && !judge($0).isInvalid })
    else { return .invalid(flaw) }
    return .invalid(.confusable(at: position, meant: corrected[position - 1]))
  }
}

extension CreditCode {
  /// Whether the department has this type of body.
  private static func isKnownRegistrar(department: UInt8, type: UInt8) -> Bool {
    let types: StaticString =
      switch department {
      case UInt8(ascii: "1"): "1239"
      case UInt8(ascii: "2"), UInt8(ascii: "4"), UInt8(ascii: "8"), UInt8(ascii: "A"): "19"
      case UInt8(ascii: "3"): "123459"
      case UInt8(ascii: "5"): "1239"
      case UInt8(ascii: "6"), UInt8(ascii: "7"): "129"
      case UInt8(ascii: "9"): "123"
      case UInt8(ascii: "N"): "1239"
      case UInt8(ascii: "Y"): "1"
      default: ""
      }
    return types.withUTF8Buffer { $0.contains(type) }
  }

  private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// The 31 characters; the index is the value.
  static let alphabet = [UInt8]("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// The value of each byte; 255 outside the alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
  }()
}
