import Commerce
import Foundation
import Ingestion
import TestSupport
import Testing

@Suite("Feeds that listen")
struct SocketFeedTests {
  private let directory = TemporaryDirectory()
  private let header = "uscc,name\n"

  private func listening(follow: Bool = true, _ argument: String = "tcp://127.0.0.1:0") throws
    -> (RunningReader, UInt16)
  {
    let running = try RunningReader([argument], follow: follow)
    running.wait("it listens") { !$0.notices.isEmpty }
    return (running, try #require(port(running)))
  }

  /// The port that the notice tells.
  private func port(_ running: RunningReader) -> UInt16? {
    running.now.notices.compactMap { notice in
      notice.wholeMatch(of: /listening on tcp:\/\/127\.0\.0\.1:([0-9]+)/).flatMap {
        UInt16($0.output.1)
      }
    }.first
  }

  @Test("Twenty senders at once lose no row, each with its own header or format")
  func manySenders() throws {
    let (running, port) = try listening()
    let threads = (0..<20).map { number in
      let lines = (0..<5000).map { line in
        let key = "S\(number)L\(line)"
        return switch number % 3 {
        case 0: "\(key),name \(key)\n"
        case 1: "name \(key),\(key)\n"
        default: #"{"record_class":"enterprise","uscc":"\#(key)","name":"name \#(key)"}"# + "\n"
        }
      }
      let head = ["uscc,name\n", "name,uscc\n", ""][number % 3]
      return Thread {
        guard let sender = Sender(port: port) else { return }
        // In pieces that do not end with lines.
        let bytes = Array((head + lines.joined()).utf8)
        var rest = bytes[...]
        while !rest.isEmpty {
          let piece = rest.prefix(1 + (rest.count * 7919) % 9973)
          sender.send(piece)
          rest = rest.dropFirst(piece.count)
        }
        sender.close()
      }
    }
    for thread in threads { thread.start() }
    running.wait("all rows are there") { $0.decoded.count == 100_000 }
    running.wait("all have left") { $0.statuses[0]?.connections == 0 }
    running.stop()

    let told = running.now
    let keys = (0..<20).flatMap { sender in (0..<5000).map { "S\(sender)L\($0)" } }
    let expected = Set(keys.map { "uscc=\($0) name=name \($0)" })
    #expect(Set(told.decoded.rows[.enterprise] ?? []) == expected)
    #expect(told.decoded.rejects.isEmpty)
    #expect(told.statuses[0]?.connectionsMade == 20)
    #expect(told.statuses[0]?.read == 100_000)
    try expectRawRows(running, every: 997)
  }

  /// The bytes of rows at their places hold the keys of these rows.
  private func expectRawRows(_ running: RunningReader, every step: Int) throws {
    let told = running.now
    let rows = told.decoded.rows[.enterprise] ?? []
    let places = told.decoded.places[.enterprise] ?? []
    for index in stride(from: 0, to: rows.count, by: step) {
      let raw = try #require(
        running.reader.rawRow(
          feed: 0, offset: places[index].offset, length: Int(places[index].length)))
      let key = try #require(rows[index].split(separator: " ").first?.dropFirst("uscc=".count))
      #expect(String(decoding: raw, as: UTF8.self).contains(key))
    }
  }

  @Test("A sender that is killed within a row leaves that part as a reject, and others go on")
  func killed() throws {
    let (running, port) = try listening()
    let other = try #require(Sender(port: port))
    other.send(header + "A,one\n")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      "exec 3<>/dev/tcp/127.0.0.1/\(port); printf 'uscc,name\\nB,two\\nC,th' >&3; exec sleep 60",
    ]
    try process.run()
    running.wait("both whole rows are there") { $0.decoded.count == 2 }
    running.wait("both are connected") { $0.statuses[0]?.connections == 2 }

    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    running.wait("its part is rejected") { $0.decoded.rejects.count == 1 }
    other.send("D,four\n")
    running.wait("the other's row is there") { $0.decoded.count == 3 }
    running.stop()

    #expect(running.now.decoded.raw == [Array("C,th".utf8)])
    #expect(running.now.decoded.rejects == ["F02-fields@3"])
    #expect(running.now.statuses[0]?.state == .following)
  }

  @Test("A connection that is reset gives its part up like one that is closed")
  func reset() throws {
    let (running, port) = try listening()
    let sender = try #require(Sender(port: port))
    sender.send(header + "A,one\nB,t")
    running.wait("the whole row is there") {
      $0.decoded.count == 1 && $0.statuses[0]?.bytesRead == 19
    }

    sender.reset()
    running.wait("its part is rejected") { $0.decoded.rejects.count == 1 }
    running.stop()

    #expect(running.now.decoded.raw == [Array("B,t".utf8)])
  }

  @Test("Garbage on a connection is rejected and disturbs no other")
  func garbage() throws {
    let (running, port) = try listening(follow: true, "enterprise=tcp://127.0.0.1:0")
    let good = try #require(Sender(port: port))
    good.send(header + "A,one\n")
    for text in ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u{0}\u{1}\u{2}\n\u{3}\n", "{]\n[}\n"] {
      let bad = try #require(Sender(port: port))
      bad.send(text)
      bad.close()
    }
    let bad = try #require(Sender(port: port))
    bad.send((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8 | 0x80) } + [10])
    bad.close()

    running.wait("the bad ones have left") {
      $0.statuses[0]?.connectionsMade == 5 && $0.statuses[0]?.connections == 1
    }
    good.send("B,two\n")
    running.wait("the good one's rows are there") { $0.decoded.count == 2 }
    running.stop()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two"])
    #expect(running.now.decoded.rejects.count >= 4)
  }

  @Test("A sender that is slow within a line holds back its own row alone")
  func slowSender() throws {
    let (running, port) = try listening()
    let (slow, fast) = (try #require(Sender(port: port)), try #require(Sender(port: port)))
    slow.send(header + "SLOW,\"a na")
    fast.send(header)
    for number in 0..<200 {
      fast.send("K\(number),name \(number)\n")
      if number % 50 == 0 { slow.send(["me", "\n", "of", " two"][number / 50]) }
      usleep(1000)
    }
    running.wait("the fast one's rows are there") { $0.decoded.count == 200 }
    slow.send(" lines\"\n")
    running.wait("the slow one's row is there") { $0.decoded.count == 201 }
    running.stop()

    #expect(running.now.decoded.rows[.enterprise]?.last == "uscc=SLOW name=a name\nof two lines")
    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("A sender faster than the reader is made to wait, and nothing is lost")
  func backPressure() throws {
    let isHeld = HeldDeliveries()
    let reader = try FeedReader(
      specs: [.parse("tcp://127.0.0.1:0")], options: FeedOptions(follow: true))
    let running = RunningReader(reader) { isHeld.pause() }
    running.wait("it listens") { !$0.notices.isEmpty }
    let found = port(running)
    let sender = try #require(found.flatMap(Sender.init(port:)))
    sender.send(header + "first,row\n")
    running.wait("the first row is there") { $0.decoded.count == 1 }

    isHeld.begin()
    let text = Array(enterpriseLines(0..<2_000_000).utf8)
    var sent = 0
    var refused = 0
    // The system's own buffers fill, then it takes no more.
    while refused < 50, sent < text.count {
      let count = sender.sendNow(Array(text[sent..<min(text.count, sent + 65_536)]))
      sent += count
      refused = count > 0 ? 0 : refused + 1
      if count == 0 { usleep(2000) }
    }
    #expect(sent < text.count)
    isHeld.end()
    sender.send(text[sent...])
    sender.close()
    running.wait("all rows are there") { $0.decoded.count == 2_000_001 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("More senders than are taken at once wait for their turn")
  func limit() throws {
    let (running, port) = try listening()
    let senders = try (0..<300).map { number in
      let sender = try #require(Sender(port: port))
      sender.send(header + "K\(number),name\n")
      return sender
    }
    running.wait("the first ones are there") {
      $0.decoded.count == 256 && $0.statuses[0]?.connections == 256
        && $0.notices.contains("256 senders are connected: the next ones wait")
    }
    for sender in senders { sender.close() }
    running.wait("all are there") { $0.decoded.count == 300 }
    running.stop()
  }

  @Test("Compressed connections are known by their first bytes", arguments: ["gzip", "zstd"])
  func compressed(packer: String) throws {
    let plain = directory.write("plain", header + enterpriseLines(0..<50_000))
    let packed = directory.file("packed")
    #expect(try shell("\(packer) -c '\(plain)' > '\(packed)'") == 0)
    let bytes = Array(try Data(contentsOf: URL(filePath: packed)))
    let (running, port) = try listening()

    let (whole, cut) = (try #require(Sender(port: port)), try #require(Sender(port: port)))
    for byte in bytes.prefix(5) { whole.send([byte]) }
    whole.send(bytes.dropFirst(5))
    whole.close()
    running.wait("all rows are there") { $0.decoded.count == 50_000 }
    cut.send(bytes.prefix(bytes.count / 2))
    cut.close()
    running.wait("the other has left") { $0.statuses[0]?.connections == 0 }
    running.stop()

    #expect(running.now.notices.contains { $0.hasPrefix("sender 2: compressed byte ") })
    try expectRawRows(running, every: 4999)
  }

  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("Without following the feed ends a second after its last sender")
  func ends() throws {
    let (running, port) = try listening(follow: false)
    for number in 0..<3 {
      let sender = try #require(Sender(port: port))
      sender.send(header + enterpriseLines([number]))
      sender.close()
      running.wait("its row is there") { $0.decoded.count == number + 1 }
    }
    running.waitForEnd()

    #expect(running.now.statuses[0]?.state == .ended)
    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("A last line needs its line end: it might be a part")
  func lastLine() throws {
    let (running, port) = try listening(follow: false)
    let sender = try #require(Sender(port: port))
    sender.send(header + "A,one\nB,two")
    sender.close()
    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(running.now.decoded.raw == [Array("B,two".utf8)])
  }
}
