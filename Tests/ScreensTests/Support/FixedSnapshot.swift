import Commerce
import Screens

/// A snapshot as the engine would send it, with answers to all queries that were asked for.
func fixedSnapshot(
  _ queries: [PanelQuery], library: FixedLibrary = FixedLibrary(), secondsLater: Int64 = 0,
  change: (inout Snapshot) -> Void = { _ in }
) -> Snapshot {
  var snapshot = Snapshot(now: Timestamp(seconds: FixedLibrary.now.seconds + secondsLater))
  snapshot.dataTime = FixedLibrary.now
  for query in queries { snapshot.answers[query] = library.answer(query) }
  snapshot.feeds = fixedFeeds
  snapshot.flow.read = 1_204_413 + Int(secondsLater) * 1000
  snapshot.flow.recordsPerSecond = 9812
  snapshot.flow.lastArrival = snapshot.now
  snapshot.flow.memoryBytes = 191_000_000
  snapshot.tail = fixedTail
  snapshot.rejects = fixedRejects
  snapshot.quarantine = fixedQuarantine
  snapshot.findings = [
    FindingCount(rule: .unknownEnterprise, count: 1204, recordClass: .order),
    FindingCount(rule: .line, count: 88, recordClass: .order),
    FindingCount(rule: .creditCode, count: 14, recordClass: .enterprise),
    FindingCount(rule: .quote, count: 1),
  ]
  change(&snapshot)
  return snapshot
}

private var fixedFeeds: [FeedReading] {
  let names: [(String, RecordClass, Int)] = [
    ("enterprises.csv", .enterprise, 2800), ("commodities.csv", .commodity, 20_000),
    ("orders.csv", .order, 1_204_413), ("contracts.csv", .contract, 18_204),
    ("invoices.csv", .invoice, 911_020), ("waybills.csv", .waybill, 873_116),
  ]
  return names.map { name, recordClass, count in
    var status = FeedStatus(name: name, classes: [recordClass])
    status.state = .following
    status.bytesRead = Int64(count) * 98
    status.bytesTotal = status.bytesRead
    status.read = count
    status.rejected = name == "orders.csv" ? 102 : 0
    status.flagged = count / 800
    status.duplicates = name == "orders.csv" ? 7 : 0
    status.accepted = count - status.rejected - status.duplicates
    status.lastArrival = FixedLibrary.now
    if name == "orders.csv" { status.unknownColumns = ["gift_note": 1_204_413] }
    var reading = FeedReading(status: status, rowsPerSecond: name == "orders.csv" ? 9812 : 0)
    reading.lastMinute = Array(repeating: 0, count: 20)
    if name == "orders.csv" { liven(&reading) }
    return reading
  }
}

/// What a feed tells that is followed and a little behind.
private func liven(_ reading: inout FeedReading) {
  reading.status.bytesTotal = reading.status.bytesRead + 1_200_000
  reading.lastMinute = (0..<20).map { 20_000 + $0 * 7 % 5 * 4000 }
  (reading.recentRate, reading.usualRate) = (9812, 9440)
  (reading.lagRecords, reading.lagSeconds) = (12_245, 1.25)
  (reading.eventTime, reading.secondsAhead) = (FixedLibrary.now, -2)
  reading.reasons = [
    RejectReason(.quote, 88), RejectReason(.number, 13), RejectReason(.required, 1),
  ]
  reading.rejects = fixedRejects
}

private var fixedQuarantine: QuarantineReading {
  var quarantine = QuarantineReading()
  (quarantine.library, quarantine.kept) = ("/tmp/tradewatch-a1B2c3", 102)
  return quarantine
}

private var fixedTail: [TailLine] {
  let orders = (0..<20).map { index in
    TailLine(
      sequence: 4000 + index * 2,
      arrived: Timestamp(seconds: FixedLibrary.now.seconds - Int64(20 - index)), feed: "orders.csv",
      content: .record(
        RecordReference(.order, row: index, key: "PO0120431\(index)"),
        values: [
          "order_id": .text("PO0120431\(index)"), "seller": .text("91440300708461136T"),
          "sku": .text("SKU01583"), "amount": .money(Money(units: 16_500_532_800)),
          "state": .text("placed"),
        ], labels: FixedLibrary().labels))
  }
  let waybill = TailLine(
    sequence: 4040, arrived: FixedLibrary.now, feed: "waybills.csv",
    content: .record(
      RecordReference(.waybill, row: 9, key: "WB00331207"),
      values: [
        "number": .text("WB00331207"), "order_id": .text("PO01188431"), "carrier": .text("SF"),
        "destination": .text("510107"), "state": .text("shipped"),
      ], labels: ["510107": "成都市武侯区"]))
  let reject = TailLine(
    sequence: 4042, arrived: FixedLibrary.now, feed: "orders.csv",
    content: .reject(fixedRejects[0]))
  return orders + [waybill, reject]
}

private var fixedRejects: [RejectLine] {
  let rows: [(Rule, Int, String, String, String, String)] = [
    (.quote, 88_412, "", "a closing quote", "\"PO0120", "PO0120,\"2026-11-23 13:57:01,91440300"),
    (
      .number, 88_017, "amount", "an amount such as 19.99", "19,99",
      "PO0119,2026-11-23,19,99\u{1B}[31m"
    ),
    (.required, 70_002, "order_id", "an id", "", ",2026-11-23,91440300708461136T,10.00"),
  ]
  return rows.map { rule, line, field, expected, found, raw in
    RejectLine(
      finding: Finding(
        rule: rule, recordClass: .order,
        place: Place(feed: "orders.csv", line: line, offset: line * 98), field: field,
        expected: expected, found: found, key: ""),
      arrived: FixedLibrary.now, raw: raw, length: raw.utf8.count)
  }
}
