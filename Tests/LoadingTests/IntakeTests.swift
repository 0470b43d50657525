import Commerce
import Ingestion
import Library
import Loading
import Testing

@Suite("An intake")
struct IntakeTests {
  private static let head = "order_id,placed_at,seller,amount\n"
  private static let seller = "91350582MAX080000K"

  private static func order(_ number: Int, amount: String = "10.00") -> String {
    "PO\(number),2026-06-01T10:00:00+08:00,\(seller),\(amount)\n"
  }

  /// An intake that has taken these bytes of an order feed.
  private static func intake(_ text: String, checks: Bool = true) throws -> Intake {
    let bytes = Mailbox<[UInt8]>(capacity: 1)
    bytes.send(Array(text.utf8))
    bytes.close()
    let spec = FeedSpec(
      name: "orders", source: .producer { bytes.receive().map(Produced.bytes) ?? .ended },
      recordClass: .order, format: .csv)
    let intake = Intake(checks: checks)
    intake.takeAll(from: try FeedReader(specs: [spec]))
    intake.finish()
    return intake
  }

  @Test("Every row that was read is accepted, rejected, a duplicate, a conflict or an amendment")
  func tally() throws {
    let rows = [
      IntakeTests.order(1), IntakeTests.order(2), IntakeTests.order(1),
      IntakeTests.order(2, amount: "11.00"), IntakeTests.order(3, amount: "eleven"),
    ]

    let intake = try IntakeTests.intake(IntakeTests.head + rows.joined())

    let status = try #require(intake.status(0))
    #expect(status.read == 5)
    #expect(status.accepted == 2)
    #expect(status.duplicates == 1)
    #expect(status.conflicts == 1)
    #expect(status.rejected == 1)
    #expect(intake.rejects.counts == [.number: 1])
    #expect(intake.library[.order].liveCount == 2)
  }

  @Test("Without checks only reading and versions are judged")
  func noChecks() throws {
    let rows = IntakeTests.head + IntakeTests.order(1, amount: "-1.00") + IntakeTests.order(1)

    let judged = try IntakeTests.intake(rows)
    let unjudged = try IntakeTests.intake(rows, checks: false)

    #expect(judged.library.findings.count(.range) == 1)
    #expect(unjudged.library.findings.count(.range) == 0)
    #expect(unjudged.inspector == nil)
    #expect(unjudged.library.findings.count(.conflict) == 1)
  }
}
