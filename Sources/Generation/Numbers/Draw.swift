/// Random numbers that depend only on a seed, a purpose and an index: SplitMix64.
///
/// So the thousandth order is the same whether or not the 999 before it were made. Whole numbers
/// only: floating point would not be the same on every machine.
///
/// Source: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, 2014.
struct Draw {
  /// What the numbers are for; two purposes share none.
  enum Purpose: UInt64 {
    case enterprise = 1
    case commodity
    case contract
    case order
    case invoice
    case waybill
    case buyer
    case defect
  }

  private var state: UInt64

  init(seed: UInt64, _ purpose: Purpose, _ index: Int) {
    state = mixed(seed &+ mixed(purpose.rawValue << 56 ^ UInt64(bitPattern: Int64(index))))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mixed(state)
  }

  /// A number from 0 to `bound` − 1; `bound` from 1 to 2³².
  mutating func below(_ bound: Int) -> Int { Int(((next() >> 32) &* UInt64(bound)) >> 32) }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `permille` of a thousand cases.
  mutating func happens(_ permille: Int) -> Bool { below(1000) < permille }

  /// A rank from 0 to `count` − 1, the probability of each about in proportion to 1 ÷ (rank + 1):
  /// a power of two drawn evenly, then a rank evenly within it.
  ///
  /// The first 2^`even` ranks are equally likely, so that no rank has too much.
  mutating func rank(below count: Int, even: Int = 0) -> Int {
    let octaves = Int.bitWidth - count.leadingZeroBitCount
    let octave = even + below(max(1, octaves - even))
    let first = octave == even ? 0 : (1 << octave) - 1
    let rank = first + below((2 << octave) - 1 - first)
    return rank < count ? rank : below(count)
  }
}

/// The finalizer of SplitMix64: every bit of the result depends on every bit of `value`.
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  var bits = value
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}
