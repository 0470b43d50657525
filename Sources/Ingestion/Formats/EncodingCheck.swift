/// The index of the first byte in `start..<end` that begins no well-formed UTF-8 sequence; `nil`
/// where all of them are UTF-8.
///
/// Strict: no overlong forms, no surrogates, nothing above U+10FFFF (Unicode 15, table 3-7).
/// ASCII passes eight bytes at a time. Readable past `end` by a word.
package func firstByteNotUTF8(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int? {
  var at = start
  while at < end {
    let high = word(base, at) & spread(0x80)
    if high == 0 {
      at &+= 8
      continue
    }
    at &+= firstByte(high)
    while at < end {
      let bytes = word(base, at)
      // Three bytes, as most Chinese text has: the lead is none of E0 and ED, which bound the second.
      if bytes & 0xC0C0F0 == 0x8080E0, bytes & 0xF != 0, bytes & 0xF != 0xD, at &+ 3 <= end {
        at &+= 3
        continue
      }
      let lead = UInt8(truncatingIfNeeded: bytes)
      guard lead >= 0x80 else { break }
      let length = sequenceLength(base, at, end, lead)
      guard length > 0 else { return at }
      at &+= length
    }
  }
  return nil
}

/// Bytes of the sequence that `lead`, a byte outside ASCII, begins at `at`; 0 where it is not well
/// formed or reaches past `end`.
@inline(__always)
private func sequenceLength(_ base: UnsafeRawPointer, _ at: Int, _ end: Int, _ lead: UInt8) -> Int {
  guard at &+ 1 < end, lead >= 0xC2, lead <= 0xF4 else { return 0 }
  let second = byte(base, at &+ 1)
  if lead < 0xE0 { return isContinuation(second) ? 2 : 0 }
  guard at &+ 2 < end, isContinuation(byte(base, at &+ 2)) else { return 0 }
  if lead < 0xF0 {
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : 0xBF
    return second >= lowest && second <= highest ? 3 : 0
  }
  guard at &+ 3 < end, isContinuation(byte(base, at &+ 3)) else { return 0 }
  let lowest: UInt8 = lead == 0xF0 ? 0x90 : 0x80
  let highest: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
  return second >= lowest && second <= highest ? 4 : 0
}

@inline(__always)
private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
