import Statistics

/// Reads the usual form of a decimal, digits with at most four after a point, into ten-thousandths;
/// `nil` for every other form, also for correct ones, which the exact reader then takes.
@inline(__always)
package func quickTenThousandths(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int64? {
  shortTenThousandths(base, start, end) ?? longTenThousandths(base, start, end)
}

/// Reads digits and at most one point, eight bytes in all at most; `nil` for every other form.
@inline(__always)
private func shortTenThousandths(
  _ base: UnsafeRawPointer, _ start: Int, _ end: Int
) -> Int64? {
  let length = end &- start
  guard length > 0, length <= 8 else { return nil }
  let bytes = word(base, start)
  let points =
    bytesEqual(bytes, spread(UInt8(ascii: "."))) & (UInt64.max &>> UInt64(64 &- 8 &* length))
  if points == 0 { return eightDigits(bytes, count: length).map { $0 &* 10_000 } }
  let wholes = firstByte(points)
  let decimals = length &- wholes &- 1
  guard wholes > 0, decimals > 0, decimals <= 4 else { return nil }
  let before = (1 as UInt64) &<< UInt64(8 &* wholes) &- 1
  let digits = (bytes & before) | ((bytes &>> 8) & ~before)
  guard let value = eightDigits(digits, count: length &- 1) else { return nil }
  switch decimals {
  case 1: return value &* 1000
  case 2: return value &* 100
  case 3: return value &* 10
  default: return value
  }
}

/// The number that the first `count` bytes of a word are as digits, 1 to 8 of them; `nil` where they
/// are not all digits.
@inline(__always)
private func eightDigits(_ bytes: UInt64, count: Int) -> Int64? {
  let digits = (bytes ^ spread(UInt8(ascii: "0"))) &<< UInt64(64 &- 8 &* count)
  guard (digits | (digits &+ spread(6))) & spread(0xF0) == 0 else { return nil }
  return Int64(numberOfEight(digits))
}

/// Reads digits with at most four after a point and a sign before them.
@inline(never)
private func longTenThousandths(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int64? {
  var at = start
  let isNegative = at < end && byte(base, at) == UInt8(ascii: "-")
  if isNegative { at &+= 1 }
  guard end &- at <= 14, at < end else { return nil }
  var value: Int64 = 0
  let first = at
  while at < end {
    let digit = byte(base, at) &- UInt8(ascii: "0")
    guard digit < 10 else { break }
    value = value &* 10 &+ Int64(digit)
    at &+= 1
  }
  guard at > first else { return nil }
  if at == end {
    value &*= 10_000
  } else {
    guard byte(base, at) == UInt8(ascii: "."), end &- at >= 2, end &- at <= 5 else { return nil }
    let decimals = end &- at &- 1
    at &+= 1
    while at < end {
      let digit = byte(base, at) &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
      at &+= 1
    }
    switch decimals {
    case 1: value &*= 1000
    case 2: value &*= 100
    case 3: value &*= 10
    default: break
    }
  }
  return isNegative ? 0 &- value : value
}

/// Reads digits alone, at most fifteen; `nil` for every other form.
@inline(__always)
package func quickInteger(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int64? {
  guard end > start, end &- start <= 15 else { return nil }
  if end &- start <= 8 { return eightDigits(word(base, start), count: end &- start) }
  var value: Int64 = 0
  for at in start..<end {
    let digit = byte(base, at) &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    value = value &* 10 &+ Int64(digit)
  }
  return value
}
