import Fuzzing
import Ingestion
import Testing

@Suite("Line ends outside quotes")
struct QuoteScanTests {
  @Test("They are those before which quotes are even in number", arguments: 0..<300)
  func sameAsCounting(seed: Int) {
    var random = Seeded(seed)
    let letters = Array("ab,\n\n\"\"".utf8)
    let count = Int.random(in: 0...400, using: &random)
    let text = (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
    let rarely = text.map { $0 != 0x22 || Int.random(in: 0..<20, using: &random) == 0 ? $0 : 0x61 }
    let bytes = seed % 2 == 0 ? text : rarely
    let start = Int.random(in: 0...count, using: &random)
    let targets = (0..<4).map { _ in Int.random(in: start...count, using: &random) }.sorted()

    let padded = bytes + Array(repeating: 0x0A, count: 128)
    let found = padded.withUnsafeBytes { buffer -> [Int?] in
      guard let base = buffer.baseAddress else { return [] }
      var scan = QuoteScan(base, from: start)
      return targets.map { scan.lineStart(after: $0, before: count) }
    }

    #expect(found == counted(bytes, from: start, after: targets))
  }

  /// Each found line start, looked for behind the one before it.
  private func counted(_ bytes: [UInt8], from start: Int, after targets: [Int]) -> [Int?] {
    var from: Int? = start
    return targets.map { target in
      guard let begin = from else { return nil }
      var quotes = bytes[start..<begin].count { $0 == 0x22 }
      for index in begin..<bytes.count {
        if bytes[index] == 0x22 { quotes += 1 }
        if index >= target, bytes[index] == 0x0A, quotes % 2 == 0 {
          from = index + 1
          return from
        }
      }
      from = nil
      return nil
    }
  }
}
