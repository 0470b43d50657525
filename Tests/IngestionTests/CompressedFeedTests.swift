import Commerce
import Foundation
import Ingestion
import Testing

@Suite("Compressed feeds")
struct CompressedFeedTests {
  /// A program that packs, and the extension of what it makes.
  enum Packer: String, CaseIterable, Sendable {
    case gzip
    case zstd

    var fileExtension: String { self == .gzip ? "gz" : "zst" }
    static var installed: [Packer] {
      allCases.filter { access("/usr/bin/\($0.rawValue)", X_OK) == 0 }
    }
  }

  private let directory = TemporaryDirectory()

  private func pack(_ text: String, _ packer: Packer) throws -> Data {
    let plain = directory.write("plain-\(UUID().uuidString)", text)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(packer.rawValue)")
    process.arguments = ["-c", "-q", plain]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let packed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return packed
  }

  private func write(_ name: String, _ bytes: Data) throws -> String {
    try bytes.write(to: URL(filePath: directory.file(name)))
    return directory.file(name)
  }

  private func read(_ path: String, blockBytes: Int = 1 << 20) throws -> RunningReader {
    let running = try RunningReader(
      [FeedSpec.parse(path)], FeedOptions(blockBytes: blockBytes))
    running.waitForEnd()
    return running
  }

  @Test(
    "Parts one after the other give the rows and places of the plain file, whatever the blocks are",
    arguments: Packer.installed, [1, 7, 4096, 1 << 20])
  func equalsPlain(packer: Packer, blockBytes: Int) throws {
    let parts = ["uscc,name\n", enterpriseLines(0..<40), "", enterpriseLines(40..<90)]
    let plain = try read(directory.write("enterprises.csv", parts.joined()))
    let packed = try parts.map { try pack($0, packer) }.reduce(Data(), +)
    let path = try write("enterprises.csv.\(packer.fileExtension)", packed)

    let running = try read(path, blockBytes: blockBytes)

    let (told, expected) = (running.now, plain.now)
    #expect(told.decoded.rows == expected.decoded.rows)
    #expect(
      told.decoded.places[.enterprise]?.map(\.offset)
        == expected.decoded.places[.enterprise]?.map(\.offset))
    #expect(told.decoded.places[.enterprise]?.map(\.line) == Array(2..<92))
    #expect(told.statuses[0]?.state == .ended)
    #expect(told.statuses[0]?.bytesRead == Int64(packed.count))
    #expect(told.statuses[0]?.bytesTotal == Int64(packed.count))
    for index in [60, 3, 88] {
      let place = try #require(told.decoded.places[.enterprise]?[index])
      #expect(
        running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
          == Array("K\(index),name \(index)".utf8))
    }
  }

  @Test(
    "Cut anywhere, a file gives the whole rows before the cut, and says where it breaks off",
    arguments: Packer.installed)
  func cut(packer: Packer) throws {
    let text = "uscc,name\n" + enterpriseLines(0..<12)
    let whole = try read(directory.write("enterprises.csv", text)).now.decoded.rows
    let packed = try pack(text, packer)

    for count in 0..<packed.count {
      let path = try write("enterprises-cut.csv.\(packer.fileExtension)", packed.prefix(count))
      let told = try read(path).now

      let rows = told.decoded.rows[.enterprise] ?? []
      #expect(rows == Array((whole[.enterprise] ?? []).prefix(rows.count)), "cut at \(count)")
      guard case .failed(let reason) = told.statuses[0]?.state else {
        Issue.record("cut at \(count): \(String(describing: told.statuses[0]?.state))")
        continue
      }
      #expect(reason.hasPrefix("compressed byte "), "cut at \(count)")
    }
  }

  @Test("A directory takes compressed files beside plain ones")
  func directoryFeeds() throws {
    directory.write("commodities.csv", "sku,name\nS,tea\n")
    _ = try write("enterprises.csv.gz", try pack("uscc,name\nA,one\n", .gzip))
    directory.write("notes.txt.gz", "no feed")

    let running = try RunningReader([directory.path])
    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one"])
    #expect(running.now.decoded.rows[.commodity] == ["sku=S name=tea"])
    #expect(running.reader.feedNames.count == 2)
  }

  @Test("Bytes that are no compressed stream are named")
  func notCompressed() throws {
    let path = directory.write("enterprises.csv.gz", "uscc,name\nA,one\n")

    let told = try read(path).now

    #expect(
      told.statuses[0]?.state
        == .failed(
          reason: "compressed byte 0: expected gzip (1f 8b) or zstd (28 b5 2f fd), found "
            + "'75 73 63 63'; help: test the file with gzip -t or zstd -t, and copy it again"))
  }

  @Test("A followed file is read on when a member is appended")
  func follow() throws {
    let first = try pack("uscc,name\nA,one\n", .gzip)
    let path = try write("enterprises.csv.gz", first)
    let running = try RunningReader([path], follow: true)
    running.wait("the first row is there") { $0.decoded.count == 1 }

    _ = try write("enterprises.csv.gz.part", Data())
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: try pack("B,two\n", .gzip))
    try handle.close()

    running.wait("the second row is there") { $0.decoded.count == 2 }
    #expect(running.now.statuses[0]?.state == .following)
    running.stop()
  }

  @Test("A FIFO that brings gzip is recognized by its first bytes")
  func fifo() throws {
    let path = directory.file("enterprise-fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let packed = try pack("uscc,name\nA,one\nB,two\n", .gzip)
    let running = try RunningReader(["enterprise=\(path)"])
    let writer = Thread {
      let descriptor = open(path, O_WRONLY)
      for byte in packed {
        _ = withUnsafeBytes(of: byte) { Glibc.write(descriptor, $0.baseAddress, 1) }
      }
      close(descriptor)
    }
    writer.start()

    running.waitForEnd()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two"])
    let place = try #require(running.now.decoded.places[.enterprise]?.last)
    #expect(
      running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
        == Array("B,two".utf8))
  }
}
