/// The index of the first byte in `start..<end` that begins no well-formed UTF-8 sequence; `nil`
/// where all of them are UTF-8.
///
/// Strict: no overlong forms, no surrogates, nothing above U+10FFFF (Unicode 15, table 3-7).
/// ASCII passes eight bytes at a time.
package func firstByteNotUTF8(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int? {
  var at = start
  while at < end {
    if at &+ 8 <= end, word(base, at) & spread(0x80) == 0 {
      at &+= 8
      continue
    }
    let lead = byte(base, at)
    if lead < 0x80 {
      at &+= 1
      continue
    }
    let length = sequenceLength(base, at, end, lead)
    guard length > 0 else { return at }
    at &+= length
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
