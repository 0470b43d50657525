import Commerce
import Library

/// What a library must answer, worked out from all records at once, without any index.
struct NaiveLibrary {
  typealias Record = [String: String]

  /// The records that stand, by class: of each key the highest version, of each version the first.
  let current: [RecordClass: [Record]]
  let fed: Set<RecordClass>

  init(_ arrivals: [(RecordClass, Record)]) {
    fed = Set(arrivals.map(\.0))
    current = Dictionary(grouping: arrivals, by: \.0).mapValues { records in
      let recordClass = records[0].0
      let keys = recordClass.schema.key.map { recordClass.schema.fields[$0].name }
      let byKey = Dictionary(grouping: records.map(\.1)) { record in keys.map { record[$0] ?? "" } }
      return byKey.values.compactMap { versions in
        let highest = versions.map(NaiveLibrary.version).max()
        let newest = versions.first { NaiveLibrary.version($0) == highest }
        return newest?["op"] == "cancel" ? nil : newest
      }
    }
  }

  static func version(_ record: Record) -> Int { record["version"].flatMap { Int($0) } ?? 1 }

  /// Invoices or waybills of an order; none where orders of several platforms have its id.
  func documents(_ recordClass: RecordClass, of order: Record) -> [Record] {
    let sameId = current[.order, default: []].filter { $0["order_id"] == order["order_id"] }
    guard sameId.count == 1 else { return [] }
    return current[recordClass, default: []].filter { $0["order_id"] == order["order_id"] }
  }

  func invoiced(_ order: Record) -> Money? {
    let invoices = documents(.invoice, of: order)
    return invoices.isEmpty
      ? nil
      : invoices.compactMap { $0["gross"].flatMap { Money($0) } }
        .reduce(.zero, +)
  }

  func contract(_ order: Record) -> Record? {
    current[.contract, default: []].first {
      order["contract_id"] != nil && $0["contract_id"] == order["contract_id"]
    }
  }

  /// The table "Flows of an order", read line by line.
  func flows(_ order: Record) -> Flows {
    let state = order["state"] ?? ""
    if ["placed", "paid", "cancelled"].contains(state) { return .open }
    var disagrees = false
    var missing: Set<String> = []

    let forward = documents(.waybill, of: order).filter { $0["direction"] != "return" }
    let good = forward.filter { $0["state"] != "lost" && $0["state"] != "refused" }
    let isSigned = ["signed", "delivered", "completed"].contains(state)
    if fed.contains(.waybill), good.isEmpty {
      if !forward.isEmpty { disagrees = true }
      if forward.isEmpty, isSigned || state == "shipped" { missing.insert("goods") }
    }
    if fed.contains(.invoice) {
      let invoices = documents(.invoice, of: order)
      let due = (order["paid"] ?? order["amount"]).flatMap { Money($0) } ?? .zero
      if let sum = invoiced(order), (sum - due).magnitude > .cent { disagrees = true }
      if invoices.contains(where: { $0["seller"] != order["seller"] }) { disagrees = true }
      if invoices.isEmpty, isSigned { missing.insert("invoice") }
    }
    if fed.contains(.contract), order["contract_id"] != nil {
      if let contract = contract(order) {
        let isParty = [contract["party_a"], contract["party_b"]].contains(order["seller"])
        let placed = order["placed_at"] ?? ""
        let start = contract["effective_at"] ?? contract["signed_at"] ?? ""
        let isInForce = start <= placed && placed <= contract["expires_at"] ?? "9999"
        if !isParty || !isInForce { disagrees = true }
      } else {
        missing.insert("contract")
      }
    }
    if let paid = order["paid"].flatMap({ Money($0) }),
      let amount = order["amount"].flatMap({ Money($0) })
    {
      if paid > amount || order["payee"] ?? order["seller"] != order["seller"] { disagrees = true }
    }
    if disagrees { return .conflict }
    if missing.isSuperset(of: ["goods", "invoice"]) { return .missing }
    return missing.isEmpty ? .agree : .partial
  }
}

/// Numbers from a seed, the same on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
