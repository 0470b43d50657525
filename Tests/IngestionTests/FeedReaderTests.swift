import Commerce
import Foundation
import Ingestion
import Synchronization
import Testing

@Suite("Reading feeds")
struct FeedReaderTests {
  private let directory = TemporaryDirectory()

  @Test("Arguments may name a class; other equals signs belong to the path")
  func arguments() {
    #expect(FeedSpec.parse("order=a/b.csv").recordClass == .order)
    #expect(FeedSpec.parse("order_lines=x=y.csv").name == "x=y.csv")
    #expect(FeedSpec.parse("order_lines=x").recordClass == .orderLine)
    #expect(FeedSpec.parse("date=2026/x.csv").name == "date=2026/x.csv")
    #expect(FeedSpec.parse("date=2026/x.csv").recordClass == nil)
    guard case .standardInput = FeedSpec.parse("waybill=-").source else {
      Issue.record("a dash is standard input")
      return
    }
  }

  @Test(
    "A file's name tells its class",
    arguments: [
      ("orders.csv", RecordClass.order), ("a/Order-2026.jsonl", .order), ("orders2.csv", .order),
      ("order_lines_1.tsv", .orderLine), ("ORDER-LINES.csv", .orderLine),
      ("commodities.csv", .commodity), ("waybill_events.ndjson", .waybillEvent),
    ])
  func classByName(name: String, expected: RecordClass) {
    #expect(RecordClass(fileName: name) == expected)
  }

  @Test("A name that only begins like a class tells nothing", arguments: ["ordering.csv", "x.csv"])
  func noClassByName(name: String) {
    #expect(RecordClass(fileName: name) == nil)
  }

  @Test("A missing file is refused with the system's reason and the next step")
  func missing() {
    let path = directory.file("orders.csv")

    #expect(
      throws: FeedError(
        path: path, reason: "No such file or directory",
        help: "check the path, and who may read it")
    ) { try FeedReader(specs: [.parse(path)]) }
  }

  @Test("Masters are read first; numbers are those of the arguments; all ends")
  func order() throws {
    let lines = directory.write(
      "order_lines.csv", "order_id,line_no,sku\nA,1,s\n")
    let orders = directory.write(
      "orders.jsonl", #"{"order_id":"A","placed_at":"2026-06-01","seller":"S","amount":1}"# + "\n")
    let masters = directory.write("enterprises.tsv", "uscc\tname\nU\tone")

    let running = try RunningReader([lines, orders, masters])
    running.waitForEnd()

    let told = running.now
    #expect(told.order == [2, 1, 0])
    #expect(told.ended == [0, 1, 2])
    #expect(told.decoded.rows[.enterprise] == ["uscc=U name=one"])
    #expect(told.decoded.rows[.order]?.count == 1)
    #expect(told.decoded.rows[.orderLine] == ["order_id=A line_no=1 sku=s"])
    #expect(told.statuses[0]?.state == .ended)
    #expect(told.statuses[0]?.read == 1)
    #expect(told.statuses[0]?.bytesRead == told.statuses[0]?.bytesTotal)
    #expect(told.timesCaughtUp >= 1)
  }

  @Test("A directory is one feed a file of a known extension, in order of names")
  func directoryFeed() throws {
    directory.write("b_orders.csv", "uscc,name\nB,two\n")
    directory.write("a.csv", "uscc,name\nA,one\n")
    directory.write("notes.txt", "hello\n")

    let reader = try FeedReader(specs: [.parse(directory.path)])
    let running = RunningReader(reader)
    running.waitForEnd()

    #expect(reader.feedNames == [directory.file("a.csv"), directory.file("b_orders.csv")])
    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two"])
  }

  @Test("A row's bytes can be read again by its place, also after the file was read")
  func rawRows() throws {
    let path = directory.write("enterprises.csv", "uscc,name\nA,one\nB,\"two\nlines\"\n")

    let running = try RunningReader([path])
    running.waitForEnd()

    let place = try #require(running.now.decoded.places[.enterprise]?.last)
    let raw = running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
    #expect(raw == Array("B,\"two\nlines\"".utf8))
    #expect(running.reader.rawRow(feed: 0, offset: 1 << 40, length: 3) == nil)
    #expect(running.reader.rawRow(feed: 7, offset: 0, length: 3) == nil)
  }

  @Test("A FIFO ends with its writer, and its rows can be read again")
  func fifo() throws {
    let path = directory.file("enterprise.fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let text = "uscc,name\n" + enterpriseLines(0..<20_000)

    let running = try RunningReader([path])
    Thread { [directory] in directory.append("enterprise.fifo", text) }.start()
    running.waitForEnd()

    let told = running.now
    #expect(told.decoded.rows[.enterprise]?.count == 20_000)
    let place = try #require(told.decoded.places[.enterprise]?.last)
    #expect(
      running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
        == Array("K19999,name 19999".utf8))
  }

  @Test("A producer is asked until it ends, and may make the reader wait")
  func producer() throws {
    let turn = Mutex(0)
    let spec = FeedSpec(
      name: "sample",
      source: .producer {
        let now = turn.withLock { turn in
          turn += 1
          return turn
        }
        switch now {
        case 1: return .bytes(Array("{\"uscc\":\"A\",\"name\":\"o".utf8))
        case 2: return .wait(milliseconds: 20)
        case 3: return .bytes(Array("ne\"}\n".utf8))
        default: return .ended
        }
      })

    let running = try RunningReader([spec])
    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(running.reader.rawRow(feed: 0, offset: 0, length: 7) == Array("{\"uscc\"".utf8))
  }

  @Test("Bytes without a known extension are looked at")
  func sniffing() throws {
    let tabs = directory.write("one", "uscc\tname\nA\tone\n")
    let json = directory.write("two", " \n{\"uscc\":\"B\",\"name\":\"two\"}\n")
    let commas = directory.write("three.dat", "uscc,name\nC,three\n")

    let running = try RunningReader([tabs, json, commas])
    running.waitForEnd()

    #expect(
      running.now.decoded.rows[.enterprise]
        == ["uscc=A name=one", "uscc=B name=two", "uscc=C name=three"])
  }
}
