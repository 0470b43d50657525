import Commerce
import Library
import Testing

@Suite("Flows of an order")
struct FlowsTests {
  private func library(
    _ changes: [String: String], contract: [String: String]? = nil, documents: Bool = false
  ) -> Library {
    let library = Library()
    let order = [
      "order_id": "1", "placed_at": "2026-06-30 23:00:00", "seller": "s", "amount": "10",
    ].merging(changes) { $1 }
    library.append(batch(.order, [order]), arrived: Timestamp(seconds: 0))
    if let contract {
      let record = [
        "contract_id": "c", "party_a": "s", "party_b": "b", "signed_at": "2026-06-01",
      ].merging(contract) { $1 }
      library.append(batch(.contract, [record]), arrived: Timestamp(seconds: 0))
    }
    if documents { library.declareFeed(8, name: "w", classes: [.waybill, .invoice]) }
    return library
  }

  private func flows(
    _ changes: [String: String], contract: [String: String]? = nil, documents: Bool = false
  ) -> Flows {
    library(changes, contract: contract, documents: documents).orderLinks.flows(0)
  }

  @Test("A class without any feed makes its part not known, until it has one")
  func laterFeed() {
    let library = library(["state": "signed", "contract_id": "c"])
    #expect(library.orderLinks.flows(0) == .agree && library.orderLinks.invoiceCount(0) == nil)
    library.orderLinks.judgeChanged()
    let epoch = library[.order].epoch

    library.declareFeed(1, name: "invoices.csv", classes: [.invoice])
    #expect(library.orderLinks.flows(0) == .partial && library.orderLinks.invoiceCount(0) == 0)
    library.declareFeed(2, name: "waybills.csv", classes: [.waybill])
    #expect(library.orderLinks.flows(0) == .missing)
    library.orderLinks.judgeChanged()
    #expect(library[.order].epoch > epoch)
  }

  @Test("A contract is in force on its last day, and on the day it takes effect")
  func contractDays() {
    let order = ["state": "shipped", "contract_id": "c"]

    #expect(flows(order, contract: ["expires_at": "2026-06-30"]) == .agree)
    #expect(flows(order, contract: ["expires_at": "2026-06-29"]) == .conflict)
    #expect(flows(order, contract: ["effective_at": "2026-06-30 23:30:00"]) == .agree)
    #expect(flows(order, contract: ["effective_at": "2026-07-01"]) == .conflict)
    #expect(flows(order, contract: ["state": "draft"]) == .conflict)
    #expect(flows(order, contract: ["party_a": "t"]) == .conflict)
    #expect(flows(order, contract: ["contract_id": "d"]) == .partial)
  }

  @Test("Without a state the times tell how far the order is, and without those it is open")
  func noState() {
    #expect(flows([:], documents: true) == .open)
    #expect(flows(["signed_at": "2026-07-02"], documents: true) == .missing)
    #expect(flows(["shipped_at": "2026-07-01"], documents: true) == .partial)
    #expect(
      flows(["shipped_at": "2026-07-01", "cancelled_at": "2026-07-02"], documents: true) == .open)
  }

  @Test("Funds disagree when more is paid than due, or to another than the seller")
  func funds() {
    #expect(flows(["state": "shipped", "paid": "10.00"]) == .agree)
    #expect(flows(["state": "shipped", "paid": "10.0001"]) == .conflict)
    #expect(flows(["state": "shipped", "paid": "9", "payee": "t"]) == .conflict)
    #expect(flows(["state": "placed", "paid": "11"]) == .open)
  }

  @Test("Links that change touch their order once a judging")
  func touched() {
    let library = library(["state": "signed"], documents: true)
    library.orderLinks.judgeChanged()
    let before = library[.order].touched.count
    let invoices = (1...3).map {
      ["number": "\($0)", "issued_at": "2026-07-01", "seller": "s", "gross": "1", "order_id": "1"]
    }
    library.append(batch(.invoice, invoices), arrived: Timestamp(seconds: 0))

    library.orderLinks.judgeChanged()
    #expect(library[.order].touched.dropFirst(before) == [0])
    #expect(library.orderLinks.invoiced(0) == Money("3.00"))
  }
}
