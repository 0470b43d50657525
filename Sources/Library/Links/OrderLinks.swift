public import Commerce
import Statistics
import Workers

/// The documents of each order, and the verdict over them, kept as they arrive in any order.
///
/// Invoices and waybills name an order id, not a platform; they are summed up by the code of that id.
/// Where orders of several platforms have the id, the link stays open: none of them has documents.
public final class OrderLinks {
  let orders: Table
  let invoices: Table
  let waybills: Table
  let contracts: Table
  let orderIndex: KeyIndex
  let contractIndex: KeyIndex

  /// By code of the order id (codes × 1), as long as any document needs it.
  let states = SegmentedColumn<LinkState>()
  /// By row, the next older row of the same order id, as row + 1: 4 bytes a row.
  let olderInvoice = SegmentedColumn<UInt32>()
  let olderWaybill = SegmentedColumn<UInt32>()
  /// By code of the contract, the orders that name it: 4 bytes an order that does.
  @exclusivity(unchecked) var namedBy: [[UInt32]] = []
  /// The live orders of an id that more than one key has borne.
  @exclusivity(unchecked) var sharedIds: [UInt32: Set<UInt32>] = [:]
  /// `Flows` of each order row (rows × 1) as last judged, and `changedMark`.
  let verdicts = SegmentedColumn<UInt8>()
  /// Order rows below this have been judged.
  @exclusivity(unchecked) var judgedCount = 0
  /// Judged rows whose links have changed since, each once.
  @exclusivity(unchecked) var changed: [UInt32] = []
  /// Whether so many changed that every row is to be judged again.
  @exclusivity(unchecked) var areManyChanged = false
  /// Rows whose verdict came to or from `conflict` since these were last taken.
  @exclusivity(unchecked) var conflictChanges: [UInt32] = []
  /// Classes that have a feed.
  @exclusivity(unchecked) var fed = FedParts()
  var stages = WordMeanings(OrderStage.init(word:))
  var failedStates = WordMeanings { $0 == "lost" || $0 == "refused" }
  var returnDirections = WordMeanings { $0 == "return" }
  let fields = LinkFields()
  let workers: WorkerPool

  init(tables: [Table], indices: [KeyIndex], workers: WorkerPool) {
    self.workers = workers
    orders = tables[Int(RecordClass.order.rawValue)]
    invoices = tables[Int(RecordClass.invoice.rawValue)]
    waybills = tables[Int(RecordClass.waybill.rawValue)]
    contracts = tables[Int(RecordClass.contract.rawValue)]
    orderIndex = indices[Int(RecordClass.order.rawValue)]
    contractIndex = indices[Int(RecordClass.contract.rawValue)]
  }

  /// The sum of gross of the order's invoices, red letters included; `nil` where it has none.
  public func invoiced(_ row: Int) -> Money? {
    guard let state = state(of: row), state.invoices > 0 else { return nil }
    return Money(units: state.invoiced)
  }

  /// The sum of gross less what was paid, or less the amount where that is not given; `nil` where the
  /// order has no invoice.
  public func invoiceDifference(_ row: Int) -> Money? {
    let due = due(row)
    guard due != RecordBatch.absent, let state = state(of: row), state.invoices > 0 else {
      return nil
    }
    let difference = state.invoiced.subtractingReportingOverflow(due)
    return difference.overflow ? nil : Money(units: difference.partialValue)
  }

  /// Number of invoices; `nil` where no invoices are fed at all.
  public func invoiceCount(_ row: Int) -> Int? {
    fed.invoices ? state(of: row).map { Int($0.invoices) } ?? 0 : nil
  }

  /// Number of waybills of either direction; `nil` where no waybills are fed at all.
  public func waybillCount(_ row: Int) -> Int? {
    fed.waybills ? state(of: row).map { Int($0.waybills) } ?? 0 : nil
  }

  /// The value of the contract that the order names; `nil` where it is not there or gives none.
  public func contractValue(_ row: Int) -> Money? {
    guard let contract = contract(of: row) else { return nil }
    let value = contracts.number(contract, fields.contractValue)
    return value == RecordBatch.absent ? nil : Money(units: value)
  }

  public func flows(_ row: Int) -> Flows {
    guard isUnjudged(row), orders.isLive(row) else {
      return Flows(rawValue: verdicts[row] & ~OrderLinks.changedMark) ?? .open
    }
    return verdict(row, stages: stages.all(of: orders.codes(fields.orderState)?.dictionary))
  }

  /// Whether goods, invoice, contract and funds of the order agree.
  public func isMatched(_ row: Int) -> Bool { flows(row) == .agree }

  /// The order rows that came to or left a conflict since this was last asked, each once.
  ///
  /// A row that is live and whose `flows` are `conflict` breaks T01; any other does not.
  public func takeConflictChanges() -> [Int] {
    judgeChanged()
    defer { conflictChanges = [] }
    return Set(conflictChanges).sorted().map(Int.init)
  }

  /// The live contract that an order names.
  func contract(of row: Int) -> Int? {
    let code = orders.code(row, fields.orderContract)
    guard let contract = contractIndex.firstRow(code: code), contracts.isLive(contract) else {
      return nil
    }
    return contract
  }

  /// The live order with an id.
  func order(withId code: UInt32) -> OrderOfId {
    if !sharedIds.isEmpty, let rows = sharedIds[code] {
      return rows.count > 1 ? .several : rows.first.map { .one(Int($0)) } ?? .none
    }
    guard let row = orderIndex.firstRow(code: code), orders.isLive(row) else { return .none }
    return .one(row)
  }

  /// What names the order's id; `nil` for nothing, or where the id is not this order's alone.
  private func state(of row: Int) -> LinkState? {
    let code = orders.code(row, fields.orderId)
    guard Int(code) < states.count, order(withId: code) == .one(row) else { return nil }
    return states[Int(code)]
  }
}

/// Which parts of an order's flows any feed can tell of.
struct FedParts {
  var invoices = false
  var waybills = false
  var contracts = false
}

/// Indices of the fields that link records.
struct LinkFields {
  let orderId = RecordClass.order.schema["order_id"]
  let orderSeller = RecordClass.order.schema["seller"]
  let orderState = RecordClass.order.schema["state"]
  let orderContract = RecordClass.order.schema["contract_id"]
  let placedAt = RecordClass.order.schema["placed_at"]
  let shippedAt = RecordClass.order.schema["shipped_at"]
  let signedAt = RecordClass.order.schema["signed_at"]
  let cancelledAt = RecordClass.order.schema["cancelled_at"]
  let amount = RecordClass.order.schema["amount"]
  let paid = RecordClass.order.schema["paid"]
  let payee = RecordClass.order.schema["payee"]
  let invoiceOrder = RecordClass.invoice.schema["order_id"]
  let invoiceSeller = RecordClass.invoice.schema["seller"]
  let gross = RecordClass.invoice.schema["gross"]
  let waybillOrder = RecordClass.waybill.schema["order_id"]
  let direction = RecordClass.waybill.schema["direction"]
  let waybillState = RecordClass.waybill.schema["state"]
  let contractId = RecordClass.contract.schema["contract_id"]
  let partyA = RecordClass.contract.schema["party_a"]
  let partyB = RecordClass.contract.schema["party_b"]
  let contractSigned = RecordClass.contract.schema["signed_at"]
  let effectiveAt = RecordClass.contract.schema["effective_at"]
  let expiresAt = RecordClass.contract.schema["expires_at"]
  let contractState = RecordClass.contract.schema["state"]
  let contractValue = RecordClass.contract.schema["value"]
}
