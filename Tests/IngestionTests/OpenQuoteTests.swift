import Commerce
import Foundation
import Ingestion
import Testing

@Suite("Quotes that stay open in followed feeds")
struct OpenQuoteTests {
  private let directory = TemporaryDirectory()
  private let name = "enterprises.csv"
  private let header = "uscc,name\n"

  @Test("The line of a quote that stays open is given up, and whole lines after it are read")
  func givenUp() throws {
    let path = directory.write(name, header + "A,one\nB,\"two\nC,three\nD,four\nE,fi")
    let running = try RunningReader([path], follow: true)

    running.wait("the lines after the quote are there") { $0.decoded.count == 3 }
    #expect(running.now.decoded.rejects == ["F01-quote@3"])
    directory.append(name, "ve\nF,six\n")
    running.wait("the half line is there with the next") { $0.decoded.count == 5 }
    running.stop()

    let names = ["uscc=A name=one", "uscc=C name=three", "uscc=D name=four", "uscc=E name=five"]
    #expect(running.now.decoded.rows[.enterprise] == names + ["uscc=F name=six"])
    #expect(running.now.decoded.places[.enterprise]?.map(\.line) == [2, 4, 5, 6, 7])
    #expect(running.now.decoded.raw == [Array("B,\"two".utf8)])
    #expect(running.now.statuses[0]?.rejected == 1)
  }

  @Test("A writer that pauses within a quoted field still gives its row whole")
  func slowWriter() throws {
    let path = directory.write(name, header + "A,\"one\n")
    let running = try RunningReader([path], follow: true)
    running.wait("the opening was read") { $0.timesCaughtUp > 0 }

    for part in ["two\n", "three\n", "four\""] {
      usleep(900_000)
      directory.append(name, part)
    }
    usleep(900_000)
    directory.append(name, "\nB,five\n")
    running.wait("both rows are there") { $0.decoded.count == 2 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
    #expect(
      running.now.decoded.rows[.enterprise]
        == ["uscc=A name=one\ntwo\nthree\nfour", "uscc=B name=five"])
  }

  @Test("A half line within quotes is held back however long it takes")
  func halfLine() throws {
    let path = directory.write(name, header + "A,\"one")
    let running = try RunningReader([path], follow: true)
    running.wait("the opening was read") { $0.timesCaughtUp > 0 }

    usleep(2_500_000)
    directory.append(name, " and\n two\"\n")
    running.wait("the row is there") { $0.decoded.count == 1 }
    running.stop()

    #expect(running.now.decoded.rejects.isEmpty)
    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one and\n two"])
  }

  @Test("All quotes that stay open are given up together, and that is told once")
  func severalQuotes() throws {
    let path = directory.write(name, header + "A,\"one\nB,\"two\nC,th")
    let running = try RunningReader([path], follow: true)
    running.wait("it is read") { $0.timesCaughtUp > 0 }

    running.wait("both lines are given up") { $0.decoded.rejects.count == 2 }
    let times = running.now.timesCaughtUp
    usleep(300_000)
    running.stop()

    #expect(running.now.decoded.rejects == ["F01-quote@2", "F01-quote@3"])
    #expect(running.now.timesCaughtUp - times <= 1)
  }

  @Test("A FIFO that is followed gives an open quote up while its writer is silent")
  func fifo() throws {
    let path = directory.file("enterprise.fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let running = try RunningReader([path], follow: true)
    let writer = open(path, O_WRONLY)
    defer { close(writer) }
    let text = header + "A,\"one\nB,two\n"

    #expect(write(writer, text, text.utf8.count) == text.utf8.count)
    running.wait("the row after the quote is there") { $0.decoded.count == 1 }
    running.stop()

    #expect(running.now.decoded.rejects == ["F01-quote@2"])
    #expect(running.now.decoded.rows[.enterprise] == ["uscc=B name=two"])
  }
}
