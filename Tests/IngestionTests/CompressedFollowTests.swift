import Commerce
import Foundation
import Ingestion
import TestSupport
import Testing

@Suite("Following compressed files, and files that are compressed")
struct CompressedFollowTests {
  private let directory = TemporaryDirectory()
  private let header = "uscc,name\n"
  private let name = "enterprises.csv.gz"

  private func packed(_ text: String, _ packer: String = "gzip") throws -> [UInt8] {
    let plain = directory.write("plain-\(UUID().uuidString)", text)
    let file = plain + ".packed"
    #expect(try runShell("\(packer) -c '\(plain)' > '\(file)'", in: folder).status == 0)
    return Array(try Data(contentsOf: URL(filePath: file)))
  }

  private var folder: URL { URL(filePath: directory.path) }

  private func append(_ name: String, _ bytes: some Collection<UInt8>, flags: Int32 = 0) {
    let descriptor = open(directory.file(name), O_WRONLY | O_CREAT | O_APPEND | flags, 0o644)
    defer { close(descriptor) }
    let bytes = Array(bytes)
    _ = write(descriptor, bytes, bytes.count)
  }

  private func expectRawRows(_ running: RunningReader, _ numbers: Range<Int>) {
    let told = running.now
    for (row, place) in zip(
      told.decoded.rows[.enterprise] ?? [], told.decoded.places[.enterprise] ?? [])
    where numbers.contains(where: { row == "uscc=K\($0) name=name \($0)" }) {
      let raw = running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
      let expected = row.replacing("uscc=", with: "").replacing(" name=", with: ",")
      #expect(raw == Array(expected.utf8))
    }
  }

  @Test("Members are read as they come, in pieces too", arguments: ["gzip", "zstd"])
  func grows(packer: String) throws {
    let name = packer == "gzip" ? name : "enterprises.csv.zst"
    let running = try RunningReader([directory.file(name)], follow: true)
    for round in 0..<5 {
      let text = (round == 0 ? header : "") + enterpriseLines(round * 10..<round * 10 + 10)
      let bytes = try packed(text, packer)
      append(name, bytes.prefix(bytes.count / 2))
      if round % 2 == 0 { usleep(300_000) }
      append(name, bytes.dropFirst(bytes.count / 2))
      running.wait("member \(round) is there") { $0.decoded.count == round * 10 + 10 }
    }
    running.wait("it follows") { $0.statuses[0]?.backlog == 0 }
    running.stop()

    #expect(
      running.now.decoded.rows[.enterprise] == (0..<50).map { "uscc=K\($0) name=name \($0)" })
    #expect(running.now.statuses[0]?.state == .following)
    expectRawRows(running, 0..<50)
  }

  @Test("A file that another one replaces is finished, then the other is read")
  func replaced() throws {
    append(name, try packed(header + enterpriseLines(0..<100)))
    let running = try RunningReader([directory.file(name)], follow: true)
    running.wait("the rows are there") { $0.decoded.count == 100 && $0.timesCaughtUp > 0 }

    append("next.gz", try packed(header + enterpriseLines(200..<300)))
    rename(directory.file(name), directory.file(name + ".1"))
    rename(directory.file("next.gz"), directory.file(name))
    append(name + ".1", try packed(enterpriseLines(100..<200)))
    running.wait("all rows are there") { $0.decoded.count == 300 }
    append(name, try packed(enterpriseLines(300..<310)))
    running.wait("the rows after that are there") { $0.decoded.count == 310 }
    running.stop()

    #expect(Set(running.now.decoded.rows[.enterprise] ?? []).count == 310)
    #expect(running.now.statuses[0]?.rotations == 1)
    #expect(running.now.decoded.rejects.isEmpty)
    expectRawRows(running, 0..<310)
  }

  @Test("A file that is written anew, shorter or longer, is read again", arguments: [10, 1000])
  func writtenAnew(count: Int) throws {
    append(name, try packed(header + enterpriseLines(0..<100)))
    let running = try RunningReader([directory.file(name)], follow: true)
    running.wait("the rows are there") { $0.decoded.count == 100 && $0.timesCaughtUp > 0 }

    append(name, try packed(header + enterpriseLines(1000..<1000 + count)), flags: O_TRUNC)
    running.wait("the new rows are there") { $0.decoded.count == 100 + count }
    running.stop()

    #expect(running.now.notices.contains("truncated: read again from the start"))
    #expect(running.now.statuses[0]?.truncations == 1)
    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("A file that goes away and comes back is waited for")
  func absent() throws {
    let path = directory.file(name)
    let running = try RunningReader([path], follow: true)
    let isWaiting: (RunningReader.Told) -> Bool = {
      $0.statuses[0]?.state == .waiting(reason: "No such file or directory")
    }
    running.wait("it waits", until: isWaiting)
    append(name, try packed(header + enterpriseLines(0..<10)))
    running.wait("the rows are there") {
      $0.decoded.count == 10 && $0.statuses[0]?.state == .following
    }
    unlink(path)
    running.wait("it waits again", until: isWaiting)
    append(name, try packed(header + enterpriseLines(10..<20)))
    running.wait("all rows are there") { $0.decoded.count == 20 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("Damage is told with its place, other feeds go on, and a whole file mends it")
  func damaged() throws {
    let whole = try packed(header + (0..<20_000).map { "K\($0),n\($0 &* 7919)\n" }.joined())
    var bytes = whole
    for index in bytes.count / 2..<bytes.count / 2 + 64 { bytes[index] ^= 0x5A }
    append(name, bytes)
    directory.write("enterprises-2.csv", header)
    let running = try RunningReader(
      [directory.file(name), directory.file("enterprises-2.csv")], follow: true)
    running.wait("the damage is told") {
      if case .failed(let reason) = $0.statuses[0]?.state {
        reason.hasPrefix("compressed byte ")
      } else {
        false
      }
    }
    let kept = running.now.decoded.count
    directory.append("enterprises-2.csv", "OTHER,feed\n")
    running.wait("the other feed goes on") { $0.decoded.count == kept + 1 }
    append("mended", whole)
    rename(directory.file("mended"), directory.file(name))
    running.wait("the whole file is read") {
      $0.decoded.count == kept + 1 + 20_000 && $0.statuses[0]?.state == .following
    }
    running.stop()

    #expect(kept > 0)
  }

  @Test("A rotated file that is packed before it was read to its end is read from where it was")
  func packedWhileBehind() throws {
    let plain = "enterprises.csv"
    let path = directory.write(plain, header + enterpriseLines(0..<100))
    let held = HeldDeliveries()
    let reader = try FeedReader(specs: [.parse(path)], options: FeedOptions(follow: true))
    let running = RunningReader(reader) { held.pause() }
    running.wait("the rows are there") { $0.decoded.count == 100 && $0.timesCaughtUp > 0 }

    held.begin()
    directory.append(plain, enterpriseLines([100]))
    running.wait("the reader is held") { _ in held.isReached }
    directory.append(plain, enterpriseLines(101..<50_000))
    rename(path, path + ".1")
    directory.write(plain, header + enterpriseLines(50_000..<51_000))
    #expect(try runShell("gzip '\(path).1'", in: folder).status == 0)
    held.end()
    running.wait("all rows are there") { $0.decoded.count == 51_000 }
    running.stop()

    #expect(Set(running.now.decoded.rows[.enterprise] ?? []).count == 51_000)
    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test(
    "A packed copy of a file that was cut is read to its end", arguments: ["gzip", "zstd --rm -q"])
  func packedCopy(packer: String) throws {
    let plain = "enterprises.csv"
    let path = directory.write(plain, header + enterpriseLines(0..<5000))
    // Of another day, with the same header.
    append("enterprises.csv.2.gz", try packed(header + enterpriseLines(70_000..<80_000)))
    let held = HeldDeliveries()
    let reader = try FeedReader(specs: [.parse(path)], options: FeedOptions(follow: true))
    let running = RunningReader(reader) { held.pause() }
    running.wait("the rows are there") { $0.decoded.count == 5000 && $0.timesCaughtUp > 0 }

    held.begin()
    directory.append(plain, enterpriseLines([5000]))
    running.wait("the reader is held") { _ in held.isReached }
    directory.append(plain, enterpriseLines(5001..<9000))
    try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
    #expect(try runShell("\(packer) '\(path).1'", in: folder).status == 0)
    truncate(path, 0)
    directory.append(plain, header + enterpriseLines(9000..<10_000))
    held.end()
    running.wait("all rows are there") { $0.decoded.count == 10_000 }
    running.stop()

    #expect(
      running.now.decoded.rows[.enterprise] == (0..<10_000).map { "uscc=K\($0) name=name \($0)" })
    #expect(running.now.notices.contains { $0.hasPrefix("truncated: its copy was read") })
    expectRawRows(running, 4990..<5010)
  }
}
