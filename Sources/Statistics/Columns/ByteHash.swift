/// A 64-bit hash of bytes: multiply and fold, eight bytes at a time.
///
/// Source: the mixing of wyhash (Wang Yi), shortened. Whoever uses it decides equality by comparing
/// the bytes.
@inline(__always)
public func hashBytes(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  var at = 0
  let count = bytes.count
  while at + 8 <= count {
    let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    hash = fold(hash ^ word, 0xA076_1D64_78BD_642F)
    at += 8
  }
  var tail: UInt64 = 0
  while at < count {
    tail = tail &<< 8 | UInt64(bytes[at])
    at += 1
  }
  return fold(hash ^ tail, 0xE703_7ED1_A0B4_28DB)
}

/// The high and low halves of a 128-bit product, folded: one step of mixing.
@inline(__always)
public func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}

/// Equality of two runs of `count` bytes, eight at a time.
@inline(__always)
func equalBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  var at = 0
  while at + 8 <= count {
    let leftWord = left.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    let rightWord = right.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    if leftWord != rightWord { return false }
    at += 8
  }
  while at < count {
    let leftByte = left.load(fromByteOffset: at, as: UInt8.self)
    let rightByte = right.load(fromByteOffset: at, as: UInt8.self)
    if leftByte != rightByte { return false }
    at += 1
  }
  return true
}
