import Commerce
import Foundation
import Ingestion
import TestSupport
import Testing

@Suite("Addresses of feeds that listen")
struct SocketAddressTests {
  private let directory = TemporaryDirectory()

  private func refusal(_ argument: String, allowsRemote: Bool = false) -> FeedError? {
    do {
      _ = try FeedReader(
        specs: [.parse(argument)], options: FeedOptions(follow: true, allowsRemote: allowsRemote))
      return nil
    } catch {
      return error
    }
  }

  @Test("A class may stand before an address, and a socket's name may tell it")
  func arguments() {
    #expect(FeedSpec.parse("order=tcp://127.0.0.1:7001").recordClass == .order)
    for argument in ["tcp://127.0.0.1:7001", "unix:///run/x.sock", "unix:x.sock"] {
      guard case .socket(argument) = FeedSpec.parse(argument).source else {
        Issue.record("\(argument) is an address")
        continue
      }
    }
    guard case .path = FeedSpec.parse("./unix:x").source else {
      Issue.record("what begins with a directory is a path")
      return
    }
  }

  @Test(
    "What other machines can reach is refused, unless it is asked for",
    arguments: ["tcp://0.0.0.0:0", "tcp://[::]:0"])
  func remote(address: String) {
    #expect(
      refusal(address)
        == FeedError(
          path: address, reason: "other machines could send rows to this address",
          help: "listen on 127.0.0.1, or say --allow-remote where they are meant to"))
    #expect(refusal(address, allowsRemote: true) == nil)
  }

  @Test(
    "This machine's own addresses are taken",
    arguments: ["tcp://127.0.0.1:0", "tcp://127.0.0.7:0", "tcp://localhost:0"])
  func local(address: String) {
    #expect(refusal(address) == nil)
  }

  @Test("What is no address is named with an example")
  func wrong() {
    #expect(
      refusal("tcp://example.org:7001")?.description
        == "tcp://example.org:7001: expected an address such as 127.0.0.1, found 'example.org'"
        + "; help: write tcp://127.0.0.1:7001")
    #expect(
      refusal("tcp://127.0.0.1")?.reason == "expected a port from 0 to 65535 at the end")
    #expect(refusal("tcp://127.0.0.1:65536")?.reason.hasPrefix("expected a port") == true)
    #expect(refusal("unix:")?.reason == "no path of a socket file")
    let long = String(repeating: "x", count: 200)
    #expect(
      refusal("unix:\(long)")?.reason == "the path has 200 bytes, a socket's at most 107")
    #expect(refusal("unix:/nonexistent/x.sock")?.reason == "No such file or directory")
  }

  @Test("A port that is taken is refused with the next step")
  func takenPort() throws {
    let running = try RunningReader(["tcp://127.0.0.1:0"], follow: true)
    running.wait("it listens") { !$0.notices.isEmpty }
    let notice = try #require(running.now.notices.first)
    let address = notice.replacing("listening on ", with: "")

    #expect(refusal(address)?.reason == "Address already in use")
    running.stop()
  }

  @Test("A Unix socket is for its user alone, and goes away with its reader")
  func unixSocket() throws {
    let path = directory.file("enterprises.sock")
    try withReader("unix://\(path)") { running in
      var facts = stat()
      #expect(stat(path, &facts) == 0)
      #expect(facts.st_mode & 0o777 == 0o600)
      let sender = try #require(Sender(path: path))
      sender.send("uscc,name\nA,one\n")
      sender.close()
      running.wait("the row is there") { $0.decoded.count == 1 }
      #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one"])

      #expect(refusal("unix:\(path)")?.reason == "another program listens there")
    }
    #expect(access(path, F_OK) != 0)
  }

  /// Runs a reader, and gives it up.
  private func withReader(_ argument: String, _ body: (RunningReader) throws -> Void) throws {
    let running = try RunningReader([argument], follow: true)
    running.wait("it listens") { !$0.notices.isEmpty }
    try body(running)
    running.stop()
  }

  @Test("A stale socket is replaced; another file is not")
  func stale() throws {
    let path = directory.file("x.sock")
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        bind(descriptor, $0.baseAddress, socklen_t(bytes.count))
      }
    }
    #expect(bound == 0)
    close(descriptor)
    #expect(access(path, F_OK) == 0)

    try withReader("enterprise=unix:\(path)") { running in
      let sender = try #require(Sender(path: path))
      sender.send("uscc,name\nA,one\n")
      running.wait("the row is there") { $0.decoded.count == 1 }
    }
    directory.write("x.sock", "a file of somebody\n")
    #expect(
      refusal("unix:\(path)")?.reason == "there is something else, and no socket, at this path")
    #expect(access(path, F_OK) == 0)
  }
}
