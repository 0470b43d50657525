import Commerce

/// Batches of orders, invoices, waybills and enterprises as they might arrive: few keys, so that
/// amendments, duplicates, conflicts and links happen often.
struct RandomMarket {
  private var orders = 0
  private var documents = 0
  private var versions: [Int: Int] = [:]

  mutating func nextBatch(_ random: inout SeededGenerator) -> RecordBatch {
    let rows = Int.random(in: 1...40, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return batch(.invoice, (0..<rows).map { _ in invoice(&random) })
    case 1: return batch(.waybill, (0..<rows).map { _ in waybill(&random) })
    case 2:
      return batch(.enterprise, (0..<3).map { _ in enterprise(&random) })
    default: return batch(.order, (0..<rows).map { _ in order(&random) })
    }
  }

  private mutating func order(_ random: inout SeededGenerator) -> [String: String] {
    let isNew = orders == 0 || Int.random(in: 0..<3, using: &random) > 0
    if isNew { orders += 1 }
    let number = isNew ? orders : Int.random(in: 1...orders, using: &random)
    let version = versions[number, default: 0] + (Bool.random(using: &random) ? 1 : 0)
    versions[number] = version
    let cents = Int.random(in: 1...20_000, using: &random)
    var record = [
      "order_id": "PO\(number)", "placed_at": time(&random), "seller": seller(&random),
      "amount": Money(cents: Int64(cents)).description, "version": String(max(1, version)),
      "op": version > 1 && Int.random(in: 0..<8, using: &random) == 0 ? "cancel" : "create",
    ]
    record["state"] = pick(["paid", "shipped", "signed", "completed", nil], &random)
    record["channel"] = pick(["live", "app", "miniapp", nil], &random)
    record["ship_to"] = pick(["330106", "3301", "440305", "110105", nil], &random)
    record["quantity"] = pick(["1", "2.5", "0.1234567", "3", nil], &random)
    record["buyer"] = pick(["a", "b", "c", nil], &random)
    record["currency"] = pick([nil, "CNY"], &random)
    return record
  }

  private mutating func invoice(_ random: inout SeededGenerator) -> [String: String] {
    documents += 1
    return [
      "number": "N\(documents)", "issued_at": time(&random), "seller": seller(&random),
      "order_id": "PO\(Int.random(in: 1...(orders + 5), using: &random))",
      "gross": "\(Int.random(in: -50...200, using: &random)).10",
      "rate": pick(["0.13", "0.06"], &random),
    ]
  }

  private mutating func waybill(_ random: inout SeededGenerator) -> [String: String] {
    documents += 1
    return [
      "number": "W\(documents)", "carrier": "sf", "collected_at": time(&random),
      "order_id": "PO\(Int.random(in: 1...(orders + 5), using: &random))",
      "state": pick(["collected", "signed", "lost"], &random),
    ]
  }

  private mutating func enterprise(_ random: inout SeededGenerator) -> [String: String] {
    let code = seller(&random)
    let key = -(Int(code.suffix(1)) ?? 0) - 1
    versions[key, default: 0] += 1
    return [
      "uscc": code, "name": "Shop", "version": String(versions[key] ?? 1),
      "division": pick(["330106", "440305", "510104"], &random),
    ]
  }

  private func seller(_ random: inout SeededGenerator) -> String {
    let province = pick(["11", "33", "44"], &random)
    return "91\(province)0100799655058\(Int.random(in: 0...5, using: &random))"
  }

  private func pick<Value>(_ values: [Value], _ random: inout SeededGenerator) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  /// An instant of a few days in which months and days end.
  private func time(_ random: inout SeededGenerator) -> String {
    let start: Int64 = 1_780_100_000_000_000
    let offset = Int64.random(in: 0..<(12 * 86_400_000_000), using: &random)
    return Timestamp(microseconds: start + offset).description
  }
}
