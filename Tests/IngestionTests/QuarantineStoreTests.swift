import Commerce
import Foundation
import Fuzzing
import Ingestion
import Testing

@Suite("The quarantine on disk")
struct QuarantineStoreTests {
  private let home = TemporaryDirectory()
  private var folder: QuarantineFolder { QuarantineFolder(library: home.path) }
  private var segment: String { folder.path + "/rejects-000001" }
  private static let dialect = RowDialect(
    format: "csv", header: Array("order_id,amount".utf8), declared: .order, named: nil,
    offsetSeconds: 28_800)

  private static func reject(_ raw: [UInt8], line: Int, length: Int? = nil) -> Reject {
    Reject(
      finding: Finding(
        rule: .number, recordClass: .order,
        place: Place(feed: "a\u{1B}\"\\ü\u{85}.csv", line: line, offset: line * 10),
        field: "amount", expected: "an amount", found: "x\n", key: "PO\(line)"),
      raw: raw, length: length ?? raw.count, dialect: dialect)
  }

  private func rows() throws -> [StoredRow] {
    var reader = try QuarantineReader(folder)
    var rows: [StoredRow] = []
    while let row = try reader.next(keeping: .max) { rows.append(row) }
    return rows
  }

  /// Rows of any bytes, from none to some hundreds.
  private static func anyRows(_ seed: Int) -> [[UInt8]] {
    var random = Seeded(seed)
    return (0..<Int.random(in: 1...40, using: &random)).map { _ in
      (0..<Int.random(in: 0...300, using: &random)).map { _ in
        [0, 10, 13, 34, 92, 0xFF, 0xC2, 0x85, UInt8.random(in: 0...255, using: &random)]
          .randomElement(using: &random) ?? 0
      }
    }
  }

  @Test("Rows of any bytes come back as they were, with their facts", arguments: 0..<20)
  func roundTrip(seed: Int) throws {
    let raws = QuarantineStoreTests.anyRows(seed)
    let rejects = raws.enumerated().map { QuarantineStoreTests.reject($1, line: $0 + 1) }
    let time = Timestamp(seconds: 1_780_000_000)

    let store = try QuarantineStore(.library(home.path))
    store.add(rejects, feed: 3, arrived: time)

    let found = try rows()
    #expect(found.map(\.bytes) == raws)
    #expect(found.map(\.record.id) == Array(1...raws.count))
    #expect(found.map(\.record.finding) == rejects.map(\.finding))
    #expect(found.allSatisfy { $0.isIntact && $0.record.isWhole && $0.record.arrived == time })
    #expect(found.allSatisfy { $0.record.dialect?.header == QuarantineStoreTests.dialect.header })
    #expect(store.kept == raws.count && store.notKept == 0)
  }

  @Test(
    "A file that ends anywhere gives the rows before, and the next writer goes on", arguments: 0..<8
  )
  func tornTail(seed: Int) throws {
    let raws = Array(QuarantineStoreTests.anyRows(seed).prefix(6))
    var ends: [Int] = []
    do {
      let store = try QuarantineStore(.library(home.path))
      for (index, raw) in raws.enumerated() {
        store.add(
          [QuarantineStoreTests.reject(raw, line: index)], feed: 0, arrived: .init(seconds: 0))
        ends.append(Int(store.bytes))
      }
    }
    let whole = try Data(contentsOf: URL(filePath: segment))
    #expect(whole.count == ends.last)

    for cut in stride(from: 24, to: whole.count, by: 7) {
      try whole.prefix(cut).write(to: URL(filePath: segment))
      let expected = raws.prefix(ends.count { $0 <= cut })
      #expect(try rows().map(\.bytes) == Array(expected), "cut at \(cut)")
    }

    let cut = (ends.last ?? 0) - 5
    try whole.prefix(cut).write(to: URL(filePath: segment))
    let next = try QuarantineStore(.library(home.path))
    #expect(next.notice?.contains("a row that was not written whole was cut off") == true)
    next.add([QuarantineStoreTests.reject([1], line: 9)], feed: 0, arrived: .init(seconds: 0))
    #expect(try rows().map(\.bytes) == raws.dropLast() + [[1]])
    #expect(try rows().last?.record.id == raws.count)
  }

  @Test("A changed byte is noticed, and the rows after it are still read")
  func damage() throws {
    do {
      let store = try QuarantineStore(.library(home.path))
      let rejects = ["first", "second", "third"].enumerated().map {
        QuarantineStoreTests.reject(Array($1.utf8), line: $0)
      }
      store.add(rejects, feed: 0, arrived: .init(seconds: 0))
    }
    var data = try Data(contentsOf: URL(filePath: segment))
    let place = try #require(data.firstRange(of: Data("second".utf8)))
    data[place.lowerBound] = UInt8(ascii: "S")
    try data.write(to: URL(filePath: segment))

    #expect(try rows().map(\.isIntact) == [true, false, true])
  }

  @Test("Files of a newer version are refused, and a second writer, each with its reason")
  func refusals() throws {
    let store = try QuarantineStore(.library(home.path))
    store.add([QuarantineStoreTests.reject([1], line: 1)], feed: 0, arrived: .init(seconds: 0))
    let second = #expect(throws: QuarantineError.self) {
      try QuarantineStore(.library(home.path))
    }
    #expect(second?.reason == "in use: another tradewatch is writing to it")

    try Data("tradewatch quarantine 2\n".utf8).write(to: URL(filePath: segment))
    let newer = #expect(throws: QuarantineError.self) { try rows() }
    #expect(newer?.reason.hasPrefix("written in version 2 of the format") == true)
  }

  @Test("Rows that are too long are kept whole from their parts, also where two come in turns")
  func longRows() throws {
    let longs = (0..<2).map { row in
      (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ row) }
    }
    let store = try QuarantineStore(.library(home.path))
    for start in stride(from: 0, to: 300_000, by: 65_536) {
      for (row, long) in longs.enumerated() {
        store.addLongRow(
          Array(long[start..<min(start + 65_536, long.count)]), feed: 1, offset: (row + 1) * 10)
      }
      store.add(
        [QuarantineStoreTests.reject([2], line: start)], feed: 1, arrived: .init(seconds: 0))
    }
    let rejects = [2, 1, 1].map {
      QuarantineStoreTests.reject(Array(longs[$0 - 1].prefix(1000)), line: $0, length: 300_000)
    }
    store.add(rejects, feed: 1, arrived: .init(seconds: 0))

    let found = try rows()
    #expect(found.count == 8)
    #expect(found[5].bytes == longs[1] && found[6].bytes == longs[0])
    #expect(found[7].bytes == Array(longs[0].prefix(1000)))
    #expect(found.suffix(3).map(\.record.isWhole) == [true, true, false])
    #expect(found.allSatisfy { $0.isIntact })
    #expect(found.map(\.record.id) == Array(1...8))
  }

  @Test("Marks are kept, joined and counted once, and a line that is not whole does not count")
  func marks() throws {
    _ = try QuarantineStore(.library(home.path))
    do {
      let book = try RetryBook(folder)
      try book.mark([1, 2, 3, 7], at: .init(seconds: 0))
      try book.mark([4, 9], at: .init(seconds: 0))
      #expect(throws: QuarantineError.self) { try RetryBook(folder) }
    }
    let file = try FileHandle(forWritingTo: URL(filePath: folder.path + "/retried"))
    try file.seekToEnd()
    try file.write(contentsOf: Data("20-2".utf8))

    let marks = try RetryMarks(of: folder)
    #expect(marks.count == 6)
    #expect((1...20).filter(marks.contains) == [1, 2, 3, 4, 7, 9])
    let book = try RetryBook(folder)
    try book.mark([20], at: .init(seconds: 0))
    let later = try RetryMarks(of: folder)
    #expect((1...30).filter(later.contains) == [1, 2, 3, 4, 7, 9, 20])
  }
}
