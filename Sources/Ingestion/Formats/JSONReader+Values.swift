extension JSONReader {
  /// Steps over a number, `true`, `false` or `null`; `nil` where there is none of them.
  @inline(__always)
  mutating func skipScalar() -> JSONKind? {
    guard at < end else { return nil }
    switch byte(base, at) {
    case UInt8(ascii: "t"): return skipWord("true") ? .boolean : nil
    case UInt8(ascii: "f"): return skipWord("false") ? .boolean : nil
    case UInt8(ascii: "n"): return skipWord("null") ? .null : nil
    default: return skipNumber() ? .number : nil
    }
  }

  private mutating func skipWord(_ expected: StaticString) -> Bool {
    for index in 0..<expected.utf8CodeUnitCount {
      guard take(expected.utf8Start[index]) else { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func skipDigits() -> Bool {
    let start = at
    while at < end, byte(base, at) &- UInt8(ascii: "0") < 10 { at &+= 1 }
    return at > start
  }

  @inline(__always)
  private mutating func skipNumber() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard skipDigits() else { return false } }
    if take(UInt8(ascii: ".")) { guard skipDigits() else { return false } }
    guard at < end, byte(base, at) | 0x20 == UInt8(ascii: "e") else { return true }
    at &+= 1
    if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
    return skipDigits()
  }

  /// Steps over an object or an array with all that is in it.
  ///
  /// One bit a level says whether it is an object, so nothing recurses.
  mutating func skipNested() -> Bool {
    var objects: UInt64 = 0
    var depth = 0
    while true {
      skipBlanks()
      guard at < end else { return false }
      let opening = byte(base, at)
      if opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") {
        guard depth < JSONObject.deepest - 1 else { return false }
        let isObject = opening == UInt8(ascii: "{")
        at += 1
        depth += 1
        objects = objects << 1 | (isObject ? 1 : 0)
        skipBlanks()
        if !take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          if isObject { guard skipName() else { return false } }
          continue
        }
        depth -= 1
        objects >>= 1
      } else if opening == quoteMark {
        guard skipString() else { return false }
      } else {
        guard skipScalar() != nil else { return false }
      }
      guard closeLevels(&depth, &objects) else { return false }
      if depth == 0 { return true }
    }
  }

  /// After a value: steps over the brackets that close, and over the comma before the next value.
  private mutating func closeLevels(_ depth: inout Int, _ objects: inout UInt64) -> Bool {
    while depth > 0 {
      let isObject = objects & 1 == 1
      skipBlanks()
      if take(UInt8(ascii: ",")) { return !isObject || skipName() }
      guard take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
      depth -= 1
      objects >>= 1
    }
    return true
  }

  /// Steps over the name of a member and its colon.
  private mutating func skipName() -> Bool {
    skipBlanks()
    guard skipString() else { return false }
    skipBlanks()
    return take(UInt8(ascii: ":"))
  }
}
