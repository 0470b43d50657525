import Commerce
import Fuzzing
import Ingestion
import Testing
import Workers

private let pools = [1, 2, 3, 8].map { WorkerPool(width: $0) }

@Suite("Blocks decoded in parts")
struct PartsTests {
  @Test("Any bytes give what decoding row after row gives", arguments: 0..<300)
  func sameRows(seed: Int) {
    var random = Seeded(seed)
    let bytes = anyFeed(&random, pieces: 400)
    let options = DecodingOptions(maxRowBytes: 256)
    let alone = told(bytes, options, pools[0], partBytes: 1 << 20, blocks: [bytes.count + 1])

    for pool in pools {
      let partBytes = Int.random(in: 1...300, using: &random)
      let blocks = (0..<3).map { _ in Int.random(in: 1...3000, using: &random) }
      #expect(told(bytes, options, pool, partBytes: partBytes, blocks: blocks) == alone)
    }
  }

  @Test("Quoted cells with line ends at every cut give their rows", arguments: pools)
  func spanningQuotes(pool: WorkerPool) {
    let row = "K,\"one\ntwo\n\"\"three\"\"\nfour\"\n"
    let bytes = Array(("uscc,name\n" + String(repeating: row, count: 500)).utf8)

    let told = told(bytes, DecodingOptions(), pool, partBytes: 100, blocks: [5000])

    #expect(
      told.decoded.rows[.enterprise]
        == Array(repeating: "uscc=K name=one\ntwo\n\"three\"\nfour", count: 500))
    #expect(
      told.decoded.places[.enterprise]?.map(\.line) == (0..<500).map { UInt32(2 + 4 * $0) })
  }

  @Test("Unknown keys are counted as often as row after row", arguments: pools)
  func unknownKeys(pool: WorkerPool) {
    let lines = (0..<3000).map { number in
      #"{"uscc":"A","name":"n","k\#(number % 1500)":1,"a":2}"#
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let alone = told(bytes, DecodingOptions(), pools[0], partBytes: 1 << 20, blocks: [bytes.count])

    let beside = told(bytes, DecodingOptions(), pool, partBytes: 2000, blocks: [40_000])

    #expect(beside == alone)
    #expect(beside.unknown["a"] == 3000)
  }

  /// All that a decoder tells of a feed.
  private struct Told: Equatable {
    var decoded = Decoded()
    var counts: RowCounts?
    var classes: [RecordClass] = []
    var unknown: [String: Int] = [:]
  }

  private func told(
    _ bytes: [UInt8], _ options: DecodingOptions, _ pool: WorkerPool, partBytes: Int,
    blocks: [Int]
  ) -> Told {
    let decoder = FeedDecoder(
      feed: 0, name: "feed", options: options, workers: pool, partBytes: partBytes)
    var told = Told()
    var at = 0
    var turn = 0
    while at < bytes.count {
      let piece = Array(bytes[at..<min(bytes.count, at + blocks[turn % blocks.count])])
      piece.withUnsafeBytes { decoder.fill($0) }
      for rows in decoder.decode() { told.decoded.add(rows) }
      at += piece.count
      turn += 1
    }
    for rows in decoder.decode(isLast: true) { told.decoded.add(rows) }
    told.counts = decoder.counts
    told.classes = decoder.classes
    told.unknown = decoder.unknownColumns
    return told
  }
}
