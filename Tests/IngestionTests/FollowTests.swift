import Commerce
import Foundation
import Ingestion
import Testing

@Suite("Following files")
struct FollowTests {
  private let directory = TemporaryDirectory()
  private let name = "enterprises.csv"
  private let header = "uscc,name\n"

  private func count(_ told: RunningReader.Told) -> Int { told.decoded.count }

  @Test("A half-written line waits for its end")
  func halfLine() throws {
    let path = directory.write(name, header + "A,one\nB,t")
    let running = try RunningReader([path], follow: true)

    running.wait("the first row is there") { count($0) == 1 && $0.timesCaughtUp > 0 }
    directory.append(name, "w")
    running.wait("the letter was read") { $0.statuses[0]?.bytesRead == 19 }
    #expect(count(running.now) == 1)
    directory.append(name, "o\n")
    running.wait("the second row is there") { count($0) == 2 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
    #expect(running.now.decoded.rows[.enterprise]?.last == "uscc=B name=two")
    #expect(running.now.statuses[0]?.state == .following)
  }

  @Test("A file that is renamed and made anew loses no row and doubles none", arguments: 0..<5)
  func renamed(round: Int) throws {
    let path = directory.write(name, header)
    let running = try RunningReader([path], follow: true)
    running.wait("the file is open") { $0.timesCaughtUp > 0 }
    for line in 0..<500 {
      if line == 250 {
        rename(path, path + ".1")
        directory.append(name + ".1", enterpriseLines([9000]))
        directory.append(name, header)
      }
      directory.append(name, enterpriseLines([line]))
    }

    running.wait("all rows are there") { count($0) == 501 }
    running.stop()

    #expect(Set(running.now.decoded.rows[.enterprise] ?? []).count == 501)
    #expect(running.now.decoded.rejects.isEmpty)
    for (row, place) in zip(
      running.now.decoded.rows[.enterprise] ?? [], running.now.decoded.places[.enterprise] ?? [])
    {
      let raw = running.reader.rawRow(
        feed: 0, offset: place.offset, length: Int(place.length))
      let expected = row.replacing("uscc=", with: "").replacing(" name=", with: ",")
      #expect(raw == Array(expected.utf8))
    }
  }

  @Test("A file that is cut short is read again from its start, and that is noticed")
  func truncated() throws {
    let path = directory.write(name, header + enterpriseLines(0..<100))
    let running = try RunningReader([path], follow: true)

    running.wait("the rows are there") { count($0) == 100 && $0.timesCaughtUp > 0 }
    truncate(path, 0)
    directory.append(name, header + enterpriseLines(100..<150))
    running.wait("the new rows are there") { count($0) == 150 }
    running.stop()

    #expect(Set(running.now.decoded.rows[.enterprise] ?? []).count == 150)
    #expect(running.now.notices == ["truncated: read again from the start"])
  }

  @Test(
    "A file that was written anew and is longer than before is read again, whenever it is looked at",
    arguments: 0..<4)
  func rewritten(part: Int) throws {
    var text = header + enterpriseLines(0..<10)
    let path = directory.write(name, text)
    let running = try RunningReader([path], follow: true)
    running.wait("the rows are there") { count($0) == 10 && $0.timesCaughtUp > 0 }

    var expected = 10
    for round in 1...50 {
      let first = (part * 50 + round) * 1000
      text = header + enterpriseLines(first..<first + 10 + round)
      // The new name wakes the reader, which then looks while the file is written.
      directory.write("new\(round)", text)
      usleep(useconds_t(20 * part))
      overwrite(path, text)
      expected += 10 + round
      running.wait("the rows of round \(round) are there") { count($0) == expected }
    }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
  }

  /// Writes over the first bytes of a file, without cutting it short.
  private func overwrite(_ path: String, _ text: String) {
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    var text = text
    text.withUTF8 { bytes in _ = pwrite(descriptor, bytes.baseAddress, bytes.count, 0) }
  }

  @Test("A writer that goes on after its file was cut leaves a hole, which is stepped over")
  func hole() throws {
    let path = directory.file(name)
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
    defer { close(descriptor) }
    func write(_ text: String) { _ = Foundation.write(descriptor, text, text.utf8.count) }
    write(header + enterpriseLines(0..<1000))
    let running = try RunningReader(["enterprise=" + path], follow: true)
    running.wait("the rows are there") { count($0) == 1000 && $0.timesCaughtUp > 0 }

    truncate(path, 0)
    running.wait("the cut is noticed") { !$0.notices.isEmpty }
    write(header + enterpriseLines(1000..<1100))
    running.wait("the new rows are there") { count($0) == 1100 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("A file that is not there yet, or goes away, is waited for")
  func absent() throws {
    let path = directory.file(name)
    let running = try RunningReader([path], follow: true)
    let isWaiting: (RunningReader.Told) -> Bool = {
      $0.statuses[0]?.state == .waiting(reason: "No such file or directory")
    }

    running.wait("it waits", until: isWaiting)
    directory.write(name, header + enterpriseLines(0..<10))
    running.wait("the rows are there") { count($0) == 10 && $0.statuses[0]?.state == .following }
    unlink(path)
    running.wait("it waits again", until: isWaiting)
    directory.write(name, header + enterpriseLines(10..<510))
    running.wait("all rows are there") { count($0) == 510 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
  }

  @Test("New files of a followed directory become feeds of their own")
  func newFiles() throws {
    directory.write("a.csv", header + "A,one\n")
    let running = try RunningReader([directory.path], follow: true)

    running.wait("the first row is there") { count($0) == 1 }
    directory.write("b.csv", header + "B,two\n")
    running.wait("the second row is there") { count($0) == 2 }
    running.stop()

    #expect(running.now.statuses[1]?.name == directory.file("b.csv"))
  }

  @Test("A directory that is made later is waited for with its file")
  func missingDirectory() throws {
    let path = directory.file("x/y/enterprises.csv")
    let running = try RunningReader([path], follow: true)

    running.wait("it waits") { $0.timesCaughtUp >= 0 && $0.statuses[0] != nil }
    try FileManager.default.createDirectory(
      atPath: directory.file("x/y"), withIntermediateDirectories: true)
    directory.write("x/y/enterprises.csv", header + "A,one\n")
    running.wait("the row is there") { count($0) == 1 }
    running.stop()
  }

  @Test("A FIFO that is followed serves one writer after another")
  func fifoWriters() throws {
    let path = directory.file("enterprise.fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let running = try RunningReader([path], follow: true)

    directory.append("enterprise.fifo", header + enterpriseLines(0..<10))
    running.wait("the first writer's rows are there") { count($0) == 10 }
    directory.append("enterprise.fifo", enterpriseLines(10..<20))
    running.wait("the second writer's rows are there") { count($0) == 20 }
    running.stop()
  }
}
