import Commerce
import Foundation
import Generation
import Testing

@Suite("Links between generated records")
struct LinkTests {
  private static let files = GeneratedFiles(GenerationPlan(orders: 6_000, seed: 11))
  private var files: GeneratedFiles { LinkTests.files }

  /// The last row of each order: a later one amends it.
  private var orders: [String: [String: String]] {
    Dictionary(files.rows(.order).map { ($0["order_id"] ?? "", $0) }) { $1 }
  }

  private func keys(_ recordClass: RecordClass, _ column: String) -> Set<String> {
    Set(files.rows(recordClass).map { $0[column] ?? "" })
  }

  @Test("Every party that a record names is an enterprise")
  func parties() {
    let known = keys(.enterprise, "uscc")
    let named = keys(.order, "seller").union(keys(.order, "payee"))
      .union(keys(.commodity, "seller")).union(keys(.contract, "party_a"))
      .union(keys(.contract, "party_b")).union(keys(.invoice, "seller"))
      .union(keys(.waybill, "shipper")).subtracting([""])

    #expect(named.subtracting(known).isEmpty)
    #expect(known.count == files.rows(.enterprise).count)
  }

  @Test("Every order names a commodity of its seller")
  func commodities() {
    let sellers = Dictionary(
      uniqueKeysWithValues: files.rows(.commodity).map { ($0["sku"] ?? "", $0["seller"] ?? "") })

    #expect(files.rows(.order).allSatisfy { sellers[$0["sku"] ?? ""] == $0["seller"] })
  }

  @Test("Every invoice and waybill names an order of the same seller, and comes after it")
  func documents() {
    let orders = orders

    for invoice in files.rows(.invoice) {
      let order = orders[invoice["order_id"] ?? ""] ?? [:]
      #expect(order["seller"] == invoice["seller"])
      #expect((order["placed_at"] ?? "~") < (invoice["issued_at"] ?? ""))
    }
    for waybill in files.rows(.waybill) {
      let order = orders[waybill["order_id"] ?? ""] ?? [:]
      let isBack = waybill["direction"] == "return"
      #expect(waybill["shipper"] == (isBack ? "" : order["seller"]))
      #expect(waybill["origin"] == order[isBack ? "ship_to" : "ship_from"])
      #expect(waybill["destination"] == order[isBack ? "ship_from" : "ship_to"])
    }
  }

  @Test("Contracts that orders name are in force and bind the seller and the buyer")
  func contracts() {
    let contracts = Dictionary(
      uniqueKeysWithValues: files.rows(.contract).map { ($0["contract_id"] ?? "", $0) })
    let named = orders.values.filter { $0["contract_id"] != "" }

    #expect(named.count > 200)
    for order in named {
      let contract = contracts[order["contract_id"] ?? ""] ?? [:]
      let day = String(order["placed_at"]?.prefix(10) ?? "")
      #expect(contract["party_a"] == order["buyer"] && contract["party_b"] == order["seller"])
      #expect((contract["effective_at"] ?? "~") <= day && day <= (contract["expires_at"] ?? ""))
    }
  }

  @Test("Order amounts, invoices and taxes agree to the cent")
  func amounts() throws {
    var invoiced: [String: Decimal] = [:]
    for invoice in files.rows(.invoice) {
      let net = try decimal(invoice["net"])
      let tax = try decimal(invoice["tax"])
      let gross = try decimal(invoice["gross"])
      #expect(net + tax == gross)
      #expect(abs(tax - net * (try decimal(invoice["rate"]))) <= Decimal(string: "0.01") ?? 0)
      invoiced[invoice["order_id"] ?? "", default: 0] += gross
    }
    for (id, order) in orders {
      let goods = try decimal(order["quantity"]) * decimal(order["unit_price"])
      let amount = try decimal(order["amount"])
      #expect(try goods - decimal(order["discount"]) + decimal(order["shipping"]) == amount)
      if let invoiced = invoiced[id] { #expect(try decimal(order["paid"]) == invoiced) }
    }
  }

  @Test("What happens to an order happens in order, and its state tells how far it came")
  func course() {
    for order in orders.values {
      let times = ["placed_at", "paid_at", "shipped_at", "signed_at", "closed_at"]
        .compactMap { order[$0] }.filter { !$0.isEmpty }
      #expect(times == times.sorted())
      switch order["state"] {
      case "placed": #expect(order["paid_at"] == "")
      case "paid": #expect(order["paid_at"] != "" && order["shipped_at"] == "")
      case "shipped": #expect(order["shipped_at"] != "" && order["signed_at"] == "")
      case "refunded": #expect(order["refunded"] == order["paid"])
      default: break
      }
    }
  }

  private func decimal(_ text: String?) throws -> Decimal {
    guard let text, !text.isEmpty else { return 0 }
    return try #require(Decimal(string: text))
  }
}
