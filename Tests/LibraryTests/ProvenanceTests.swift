import Commerce
import Library
import Testing

@Suite("Places of rows")
struct ProvenanceTests {
  @Test(
    "Every row's place is given back as it came, whatever the steps between rows",
    arguments: 0..<20)
  func anyPlaces(seed: Int) {
    var random = SeededGenerator(seed)
    var places: [RowPlace] = []
    var next = RowPlace(offset: 3, line: 2, length: 10)
    for _ in 0..<500 {
      places.append(next)
      let isUsual = Int.random(in: 0..<4, using: &random) > 0
      next = RowPlace(
        offset: isUsual
          ? next.offset + Int64(next.length) + 1 : Int64.random(in: 0...1 << 50, using: &random),
        line: isUsual ? next.line + 1 : UInt32.random(in: 0...UInt32.max / 2, using: &random),
        length: UInt32.random(in: 0...(isUsual ? 300 : UInt32.max), using: &random))
    }
    let library = Library()
    var start = 0
    while start < places.count {
      let end = min(places.count, start + Int.random(in: 1...90, using: &random))
      var part = batch(
        .enterprise, feed: start % 3, (start..<end).map { ["uscc": "\($0)", "name": "n"] })
      part.places = BatchRun(places[start..<end])
      library.append(part, arrived: Timestamp(seconds: Int64(start)))
      start = end
    }

    let provenance = library[.enterprise].provenance
    #expect(places.indices.allSatisfy { provenance.place($0) == places[$0] })
  }

  @Test("A row knows its feed, its line and when it came")
  func place() {
    let library = Library()
    library.declareFeed(4, name: "shops.csv", classes: [.enterprise])
    library.append(
      batch(.enterprise, feed: 1, [["uscc": "a", "name": "n"]]), arrived: Timestamp(seconds: 1))
    library.append(
      batch(.enterprise, feed: 4, [["uscc": "b", "name": "n"], ["uscc": "c", "name": "n"]]),
      arrived: Timestamp(seconds: 2))

    #expect(library.place(.enterprise, row: 2) == Place(feed: "shops.csv", line: 3, offset: 100))
    #expect(library[.enterprise].provenance.arrived(0) == Timestamp(seconds: 1))
    #expect(library[.enterprise].provenance.arrived(2) == Timestamp(seconds: 2))
  }
}
