/// Reads the usual form of a decimal, digits with at most four after a point, into ten-thousandths;
/// `nil` for every other form, also for correct ones, which the exact reader then takes.
@inline(__always)
package func quickTenThousandths(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int64? {
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
  var value: Int64 = 0
  for at in start..<end {
    let digit = byte(base, at) &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    value = value &* 10 &+ Int64(digit)
  }
  return value
}
