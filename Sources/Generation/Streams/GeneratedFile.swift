public import Commerce

/// One of the six files of a plan, made chunk by chunk in constant memory.
public struct GeneratedFile {
  /// `orders.csv`.
  public var name: String { table.fileName }
  public var recordClass: RecordClass { table.recordClass }
  /// Rows so far, rejected ones included, the header not.
  public private(set) var rows = 0
  /// Rows so far that cannot be read.
  public private(set) var rejected = 0
  /// What was planted so far: the keys with which each rule must come forward.
  public private(set) var planted: [Rule: [String]] = [:]

  let table: Table
  private let planter: Planter
  /// Rows of enterprises, commodities and contracts, or places in the order of orders.
  private var position = 0
  private var hasHeader = false

  init(_ table: Table, world: World) {
    self.table = table
    planter = Planter(world: world)
  }

  private var world: World { planter.world }

  /// The next bytes, ending with a row; `nil` after the last.
  public mutating func nextChunk() -> [UInt8]? {
    let length = 1 << 18
    var chunk: [UInt8] = []
    chunk.reserveCapacity(length + 4096)
    if !hasHeader {
      hasHeader = true
      chunk.append(contentsOf: table.header)
      chunk.append(10)
    }
    let end = positions
    while position < end, chunk.count < length {
      appendRows(at: position, to: &chunk)
      position += 1
    }
    return chunk.isEmpty ? nil : chunk
  }

  private var positions: Int {
    switch table.recordClass {
    case .enterprise: world.parties.count + world.defects.count
    case .commodity: world.goods.count + world.defects.count
    case .contract: world.contracts.count + world.defects.count
    case .order: world.plan.orders + GeneratedFile.amendmentDelay
    default:
      (world.plan.orders + GeneratedFile.window - 1) / GeneratedFile.window * GeneratedFile.window
    }
  }

  private mutating func appendRows(at position: Int, to chunk: inout [UInt8]) {
    switch table.recordClass {
    case .enterprise:
      appendMaster(position - world.parties.count, to: &chunk) { world, chunk in
        world.appendEnterprise(position, to: &chunk)
      }
    case .commodity:
      appendMaster(position - world.goods.count, to: &chunk) { world, chunk in
        world.appendCommodity(position, to: &chunk)
      }
    case .contract:
      appendMaster(position - world.contracts.count, to: &chunk) { world, chunk in
        world.appendContract(world.contracts.terms(position), to: &chunk)
      }
    case .order: appendOrders(at: position, to: &chunk)
    default: appendDocuments(at: position, to: &chunk)
    }
  }

  /// A row, or from `ordinal` 0 on what the defect of that ordinal plants.
  private mutating func appendMaster(
    _ ordinal: Int, to chunk: inout [UInt8], _ write: (World, inout [UInt8]) -> Void
  ) {
    guard ordinal >= 0 else {
      write(world, &chunk)
      chunk.append(10)
      rows += 1
      return
    }
    let defect = world.defects.defect(ordinal)
    guard defect.target == table.recordClass || defect.namesExpiredContract else { return }
    appendPlanted(beside: world.order(world.defects.carrier(of: ordinal)), to: &chunk)
  }

  private mutating func appendPlanted(beside order: OrderFacts, to chunk: inout [UInt8]) {
    let planted = planter.planted(table.recordClass, beside: order)
    for line in planted.lines {
      line.append(as: .csv, to: &chunk)
      rows += 1
      if line.breakage != nil { rejected += 1 }
    }
    if let rule = order.defect?.rule, !planted.keys.isEmpty {
      self.planted[rule, default: []] += planted.keys
    }
  }
}

extension GeneratedFile {
  /// Documents arrive out of order within as many orders.
  private static let window = 64
  /// So many orders later comes the amended row of an order.
  private static let amendmentDelay = 200

  private mutating func appendOrders(at position: Int, to chunk: inout [UInt8]) {
    let end = world.rhythm.endSecond
    if position < world.plan.orders {
      let order = world.order(position)
      guard order.defect == nil else { return appendPlanted(beside: order, to: &chunk) }
      // What a feed sent before the parcel left is amended later.
      let isEarly = isAmended(order, by: end)
      world.appendOrder(order, asOf: isEarly ? order.paid : end, version: 1, to: &chunk)
      chunk.append(10)
      rows += 1
    }
    let earlier = position - GeneratedFile.amendmentDelay
    guard earlier >= 0, earlier % GeneratedFile.amendmentStride == 0, earlier < world.plan.orders
    else { return }
    let order = world.order(earlier)
    guard isAmended(order, by: end) else { return }
    world.appendOrder(order, asOf: end, version: 2, to: &chunk)
    chunk.append(10)
    rows += 1
  }

  /// One order in so many has two rows.
  private static let amendmentStride = 97

  private func isAmended(_ order: OrderFacts, by second: Int) -> Bool {
    order.number % GeneratedFile.amendmentStride == 0 && order.defect == nil
      && order.state(at: second) != .paid && order.paid < second
  }

  private mutating func appendDocuments(at position: Int, to chunk: inout [UInt8]) {
    let window = GeneratedFile.window
    let (block, place) = position.quotientAndRemainder(dividingBy: window)
    let number = block * window + (place * 29 + block * 17) % window
    guard number < world.plan.orders else { return }
    let order = world.order(number)
    guard order.defect == nil else { return appendPlanted(beside: order, to: &chunk) }
    let end = world.rhythm.endSecond
    if table.recordClass == .invoice {
      for invoice in world.invoices(of: order, by: end) {
        world.appendInvoice(invoice, to: &chunk)
        chunk.append(10)
        rows += 1
      }
    } else {
      for waybill in world.waybills(of: order, by: end) {
        world.appendWaybill(waybill, asOf: end, version: 1, to: &chunk)
        chunk.append(10)
        rows += 1
      }
    }
  }
}
