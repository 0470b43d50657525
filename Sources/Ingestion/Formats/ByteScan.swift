// Eight bytes are looked at together: a mask has the top bit of each byte that answers a question.
// Plain Swift without SIMD masks, which the compiler turns into slow code here.

package let lineFeed = UInt8(ascii: "\n")
package let carriageReturn = UInt8(ascii: "\r")
package let quoteMark = UInt8(ascii: "\"")
package let blank = UInt8(ascii: " ")
package let tab = UInt8(ascii: "\t")

/// How many bytes past the last one must be readable, so that a scan may load whole words.
package let scanPadding = 128

/// The eight bytes at `offset`, the first one lowest.
@inline(__always)
func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
  base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
}

@inline(__always)
func byte(_ base: UnsafeRawPointer, _ offset: Int) -> UInt8 {
  base.load(fromByteOffset: offset, as: UInt8.self)
}

/// A word whose eight bytes all are `byte`.
@inline(__always)
func spread(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The top bit of each byte of `word` that is below a threshold of at most 0x80, where `addend` is
/// `spread(0x80 - threshold)`.
///
/// Exact in every byte.
@inline(__always)
func bytesBelow(_ word: UInt64, addend: UInt64) -> UInt64 {
  ~(((word & 0x7F7F_7F7F_7F7F_7F7F) &+ addend) | word) & 0x8080_8080_8080_8080
}

/// The top bit of each byte of `word` that equals the byte spread over `pattern`.
@inline(__always)
func bytesEqual(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
  bytesBelow(word ^ pattern, addend: 0x7F7F_7F7F_7F7F_7F7F)
}

/// The index, 0 to 7, of the lowest byte in a mask that is not zero.
@inline(__always)
func firstByte(_ mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 3 }

/// What a search for the end of a line saw.
struct LineScan {
  /// Index of the line feed or carriage return; `end` where there is none.
  var end: Int
  /// Whether a byte before it may be outside ASCII; bytes of the next line may set it, too.
  var mayHaveHighBytes: Bool
  var hasNul: Bool
}

/// Looks for the first line feed or carriage return in `start..<end`.
@inline(__always)
func scanLine(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> LineScan {
  let addend = spread(0x80 - 0x0E)
  var at = start
  var high: UInt64 = 0
  var hasNul = false
  while at < end {
    let bytes = word(base, at)
    high |= bytes
    var mask = bytesBelow(bytes, addend: addend)
    while mask != 0 {
      let position = at &+ firstByte(mask)
      guard position < end else { break }
      let found = byte(base, position)
      if found == lineFeed || found == carriageReturn {
        return LineScan(end: position, mayHaveHighBytes: high & spread(0x80) != 0, hasNul: hasNul)
      }
      if found == 0 { hasNul = true }
      mask &= mask &- 1
    }
    at &+= 8
  }
  return LineScan(end: end, mayHaveHighBytes: high & spread(0x80) != 0, hasNul: hasNul)
}
