import Commerce
import Foundation
import Ingestion
import Testing

@Suite("Files that are copied and cut")
struct CopyTruncateTests {
  private let directory = TemporaryDirectory()
  private let name = "enterprises.csv"
  private let header = "uscc,name\n"

  /// A reader whose deliveries wait while `isHeld`, so that it is behind when the file is cut.
  private func heldReader(_ path: String, _ isHeld: HeldDeliveries) throws -> RunningReader {
    let reader = try FeedReader(specs: [.parse(path)], options: FeedOptions(follow: true))
    return RunningReader(reader) { isHeld.pause() }
  }

  @Test("Rows that stand only in the copy are read from it, and their bytes again")
  func copied() throws {
    let path = directory.write(name, header + enterpriseLines(0..<100))
    directory.write(name + ".0", header + enterpriseLines(500..<900))
    let isHeld = HeldDeliveries()
    let running = try heldReader(path, isHeld)
    running.wait("the rows are there") { $0.decoded.count == 100 && $0.timesCaughtUp > 0 }

    isHeld.begin()
    directory.append(name, enterpriseLines([100]))
    running.wait("its status says that it was read") { _ in isHeld.isReached }
    directory.append(name, enterpriseLines(101..<200))
    try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
    truncate(path, 0)
    directory.append(name, header + enterpriseLines(200..<250))
    isHeld.end()
    running.wait("all rows are there") { $0.decoded.count == 250 }
    running.stop()

    let rows = running.now.decoded.rows[.enterprise] ?? []
    #expect(rows == (0..<250).map { "uscc=K\($0) name=name \($0)" })
    #expect(running.now.decoded.rejects.isEmpty)
    #expect(running.now.notices == ["truncated: its copy was read to the end, then its start"])
    for (number, place) in (running.now.decoded.places[.enterprise] ?? []).enumerated() {
      let raw = running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
      #expect(raw == Array("K\(number),name \(number)".utf8))
    }
  }
}
