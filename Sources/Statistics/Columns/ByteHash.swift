/// A 64-bit hash of bytes: multiply and fold, eight bytes at a time.
///
/// Source: the mixing of wyhash (Wang Yi), shortened. Whoever uses it decides equality by comparing
/// the bytes.
@inline(__always)
public func hashBytes(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  guard let start = bytes.baseAddress, bytes.count > 0 else { return hash }
  var at = 0
  while at &+ 8 < bytes.count {
    let word = start.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    hash = fold(hash ^ word, 0xA076_1D64_78BD_642F)
    at &+= 8
  }
  return fold(hash ^ lastWord(start, bytes.count), 0xE703_7ED1_A0B4_28DB)
}

/// The last eight bytes as a word, or all where there are fewer: without a loop, because texts of
/// changing length would make its end hard to predict.
@inline(__always)
func lastWord(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
  if count >= 8 { return start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) }
  if count >= 4 {
    let low = UInt64(start.loadUnaligned(as: UInt32.self))
    let high = UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    return low | high &<< 32
  }
  let first = UInt64(start.load(as: UInt8.self))
  let middle = UInt64(start.load(fromByteOffset: count &>> 1, as: UInt8.self))
  let last = UInt64(start.load(fromByteOffset: count &- 1, as: UInt8.self))
  return first | middle &<< 8 | last &<< 16
}

/// The high and low halves of a 128-bit product, folded: one step of mixing.
@inline(__always)
public func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}

/// Equality of two runs of `count` bytes, eight at a time; at least one byte.
@inline(__always)
func equalBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  var at = 0
  while at &+ 8 < count {
    let leftWord = left.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    let rightWord = right.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    if leftWord != rightWord { return false }
    at &+= 8
  }
  return lastWord(left, count) == lastWord(right, count)
}
