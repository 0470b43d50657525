import Commerce
import Foundation
import Ingestion
import Testing

/// Standard input belongs to the whole process, so these tests take turns.
@Suite("Standard input as a feed", .serialized)
struct StandardInputTests {
  private let directory = TemporaryDirectory()
  private let rows = "uscc,name\r\nA,one\r\nB,\"two\r\nlines\"\r\n"
  private let expected = ["uscc=A name=one", "uscc=B name=two\r\nlines"]

  /// Starts a reader while standard input is the given descriptor.
  private func read(
    _ descriptor: Int32, _ argument: String = "-", _ options: FeedOptions = FeedOptions()
  ) throws -> RunningReader {
    let before = dup(STDIN_FILENO)
    dup2(descriptor, STDIN_FILENO)
    defer {
      dup2(before, STDIN_FILENO)
      close(before)
    }
    let running = try RunningReader([FeedSpec.parse(argument)], options)
    running.wait("it has begun") { $0.statuses[0] != nil }
    return running
  }

  @Test("A redirected file is read to its end, followed or not", arguments: [false, true])
  func redirected(follow: Bool) throws {
    let path = directory.write("rows", "\u{FEFF}" + rows)
    let file = open(path, O_RDONLY)
    defer { close(file) }

    let running = try read(file, "-", FeedOptions(follow: follow))
    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == expected)
    #expect(running.now.statuses[0]?.state == .ended)
    #expect(running.now.statuses[0]?.name == "-")
    let place = try #require(running.now.decoded.places[.enterprise]?.last)
    #expect(
      running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
        == Array("B,\"two\r\nlines\"".utf8))
  }

  @Test("A pipe gives each row as soon as its line end comes, and ends with its writer")
  func piped() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let running = try read(ends[0], "enterprise=-")
    close(ends[0])

    for byte in rows.utf8.dropLast() {
      _ = withUnsafeBytes(of: byte) { write(ends[1], $0.baseAddress, 1) }
    }
    running.wait("both rows are there") { $0.decoded.count == 2 }
    close(ends[1])
    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == expected)
    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("What a fast writer pipes gives the rows of a file", arguments: [false, true])
  func fastWriter(keepsBytes: Bool) throws {
    let lines = (0..<20_000).map { "K\($0),\"name \($0 % 7 == 0 ? "\n" : "")of \($0)\"" }
    let text = Array(("uscc,name\n" + lines.joined(separator: "\n")).utf8)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let end = ends[1]
    Thread.detachNewThread {
      var rest = text[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(end, $0.baseAddress, min($0.count, 1 << 17)) }
        rest = rest.dropFirst(max(count, 0))
      }
      close(end)
    }

    let running = try read(ends[0], "enterprise=-", FeedOptions(keepsBytes: keepsBytes))
    close(ends[0])
    running.waitForEnd()

    let names = (0..<20_000).map { "uscc=K\($0) name=name \($0 % 7 == 0 ? "\n" : "")of \($0)" }
    #expect(running.now.decoded.rows[.enterprise] == names)
    let place = try #require(running.now.decoded.places[.enterprise]?.last)
    #expect(
      running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
        == (keepsBytes ? Array((lines.last ?? "").utf8) : nil))
  }

  @Test("Lines of several classes, with CR, CRLF and LF, go each to its class")
  func mixedLines() throws {
    let path = directory.write(
      "mixed",
      "\u{FEFF}" + #"{"record_class":"enterprise","uscc":"A","name":"one"}"# + "\r\n"
        + #"{"record_class":"orders","order_id":"O","placed_at":"2026-06-01","seller":"A","amount":"1.50"}"#
        + "\r" + #"{"record_class":"moon"}"# + "\n\n"
        + #"{"record_class":"commodity","sku":"S","name":"tea"}"#)
    let file = open(path, O_RDONLY)
    defer { close(file) }

    let running = try read(file)
    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(running.now.decoded.rows[.order]?.count == 1)
    #expect(running.now.decoded.rows[.commodity] == ["sku=S name=tea"])
    #expect(running.now.decoded.rejects == ["F10-class@3"])
    #expect(running.now.statuses[0]?.read == 4)
  }

  @Test("Tabs and lines that end in CR are seen without a file name")
  func tabs() throws {
    let path = directory.write("tabs", "\u{FEFF}uscc\tname\rA\t\"o\tne\"\rB\ttwo, three\r")
    let file = open(path, O_RDONLY)
    defer { close(file) }

    let running = try read(file)
    running.waitForEnd()

    #expect(
      running.now.decoded.rows[.enterprise] == ["uscc=A name=o\tne", "uscc=B name=two, three"])
    #expect(running.now.decoded.places[.enterprise]?.map(\.line) == [2, 3])
  }
}
