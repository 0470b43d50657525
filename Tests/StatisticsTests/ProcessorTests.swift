import CProcessor
import Testing

@Suite("Byte masks")
struct ProcessorTests {
  @Test("Each bit is the answer for its byte", arguments: 0..<50)
  func masks(seed: Int) {
    var random = SeededNumbers(seed)
    let bytes = (0..<64).map { _ in UInt8.random(in: 0...(.max), using: &random) }
    for sought in [UInt8(0), 1, 10, 34, 44, 127, 128, 255, bytes[7]] {
      let equal = bytes.withUnsafeBytes { $0.baseAddress.map { bytes_equal_64($0, sought) } }
      let atMost = bytes.withUnsafeBytes { $0.baseAddress.map { bytes_at_most_64($0, sought) } }
      #expect(equal == mask(bytes) { $0 == sought })
      #expect(atMost == mask(bytes) { $0 <= sought })
    }
  }

  private func mask(_ bytes: [UInt8], _ holds: (UInt8) -> Bool) -> UInt64 {
    bytes.enumerated().reduce(0) { $0 | (holds($1.element) ? 1 << UInt64($1.offset) : 0) }
  }
}
