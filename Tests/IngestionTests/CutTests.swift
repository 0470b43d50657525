import Commerce
import Fuzzing
import Ingestion
import Testing

@Suite("Bytes in pieces")
struct CutTests {
  @Test("Any bytes give the same rows and rejects however they are cut", arguments: 0..<300)
  func sameRows(seed: Int) {
    var random = Seeded(seed)
    let bytes = anyFeed(&random)
    let options = DecodingOptions(maxRowBytes: 256)
    let whole = decode(bytes, options)

    for _ in 0..<4 {
      let cuts = (0..<5).map { _ in Int.random(in: 1...60, using: &random) }
      #expect(decode(bytes, options, cuts: cuts) == whole)
    }
    #expect(decode(bytes, options, cuts: [1]) == whole)
  }
}
