public import Commerce

/// Records of all six classes as JSON Lines, in the order of time and without end.
///
/// Enterprises, commodities and contracts come first. Then each order is told as it happens: placed,
/// paid, shipped, signed, each a new version; its waybill, its invoice. After the days of the plan
/// the next round begins, with other orders on the days that follow.
public struct JSONStream {
  /// What was planted so far: the keys with which each rule must come forward.
  public private(set) var planted: [Rule: [String]] = [:]
  /// Lines so far.
  public private(set) var lines = 0

  private let planter: Planter
  private var events = EventQueue()
  private var nextOrder: Int
  private var nextMaster = 0
  /// Lines given beyond those asked for, to be left out of the next answer.
  private var surplus = 0

  private var world: World { planter.world }

  /// Begins with the orders from `start` on; with the plan's first order where it is `nil`.
  public init(_ plan: GenerationPlan, from start: Timestamp? = nil) {
    let world = World(plan, rules: DefectSchedule.lineRules)
    planter = Planter(world: world)
    nextOrder = start.map { world.rhythm.firstOrder(from: Int($0.seconds)) } ?? 0
  }

  /// The lines of everything that happens until `time`, the masters with the first.
  public mutating func next(until time: Timestamp) -> [UInt8] {
    var out: [UInt8] = []
    while nextMaster < masters { appendMaster(to: &out) }
    while nextSecond <= Int(time.seconds) { appendNext(to: &out) }
    return out
  }

  /// The next `count` lines, over several calls exactly as many as were asked for.
  public mutating func next(count: Int) -> [UInt8] {
    var out: [UInt8] = []
    let target = lines - surplus + count
    while lines < target {
      if nextMaster < masters { appendMaster(to: &out) } else { appendNext(to: &out) }
    }
    surplus = lines - target
    return out
  }

  /// When the next thing happens that `next` will tell.
  public var nextTime: Timestamp { Timestamp(seconds: Int64(nextSecond)) }

  private var nextSecond: Int {
    min(world.placed(nextOrder, jitter: 0), events.first?.second ?? OrderFacts.never)
  }

  private var masters: Int { world.parties.count + world.goods.count + world.contracts.count }

  private mutating func appendMaster(to out: inout [UInt8]) {
    let row =
      if nextMaster < world.parties.count {
        planter.row(.enterprises) { world.appendEnterprise(nextMaster, to: &$0) }
      } else if nextMaster < world.parties.count + world.goods.count {
        planter.row(.commodities) {
          world.appendCommodity(nextMaster - world.parties.count, to: &$0)
        }
      } else {
        planter.row(.contracts) {
          let contract = nextMaster - world.parties.count - world.goods.count
          world.appendContract(world.contracts.terms(contract), to: &$0)
        }
      }
    append(Line(row), to: &out)
    nextMaster += 1
  }

  /// Tells the next thing, or takes up the next order where none comes before it.
  private mutating func appendNext(to out: inout [UInt8]) {
    let placed = world.placed(nextOrder, jitter: 0)
    guard let event = events.first, event.second < placed else {
      for event in world.events(of: world.order(nextOrder)) { events.add(event) }
      nextOrder += 1
      return
    }
    _ = events.removeFirst()
    append(event, to: &out)
  }

  private mutating func append(_ line: Line, to out: inout [UInt8]) {
    line.append(as: .json, to: &out)
    lines += 1
  }
}

extension JSONStream {
  private mutating func append(_ event: Event, to out: inout [UInt8]) {
    let order = world.order(event.number)
    switch event.step {
    case .planted: return appendPlanted(beside: order, to: &out)
    case .placed, .paid, .shipped: appendOrder(order, event, to: &out)
    case .collected: appendWaybill(of: order, .first, at: event.second, version: 1, to: &out)
    case .signed:
      appendOrder(order, event, to: &out)
      appendWaybill(of: order, .first, at: event.second, version: 2, to: &out)
    case .invoiced, .reissued:
      for invoice in world.invoices(of: order, by: event.second)
      where invoice.issued == event.second {
        append(Line(planter.row(.invoices) { world.appendInvoice(invoice, to: &$0) }), to: &out)
      }
    case .sentBack: appendWaybill(of: order, .back, at: event.second, version: 1, to: &out)
    case .ended:
      appendOrder(order, event, to: &out)
      if order.fate == .refunded {
        appendWaybill(of: order, .back, at: event.second, version: 2, to: &out)
      }
    }
  }

  private mutating func appendOrder(_ order: OrderFacts, _ event: Event, to out: inout [UInt8]) {
    let version: Int =
      switch event.step {
      case .placed: 1
      case .paid: 2
      case .shipped: 3
      case .signed: 4
      default: 5
      }
    let row = planter.row(.orders) {
      world.appendOrder(order, asOf: event.second, version: version, to: &$0)
    }
    append(Line(row), to: &out)
  }

  private mutating func appendWaybill(
    of order: OrderFacts, _ turn: WaybillFacts.Turn, at second: Int, version: Int,
    to out: inout [UInt8]
  ) {
    // A live feed would learn of a lost parcel days later: here every parcel arrives.
    var order = order
    order.isSentTwice = false
    guard let waybill = world.waybills(of: order, by: second).first(where: { $0.turn == turn })
    else { return }
    let row = planter.row(.waybills) {
      world.appendWaybill(waybill, asOf: second, version: version, to: &$0)
    }
    append(Line(row), to: &out)
  }

  /// The records that a defect needs, those that others name first.
  private mutating func appendPlanted(beside order: OrderFacts, to out: inout [UInt8]) {
    let classes: [RecordClass] = [
      .enterprise, .commodity, .contract, .order, .invoice, .waybill,
    ]
    for recordClass in classes {
      let planted = planter.planted(recordClass, beside: order)
      for line in planted.lines { append(line, to: &out) }
      if let rule = order.defect?.rule, !planted.keys.isEmpty {
        self.planted[rule, default: []] += planted.keys
      }
    }
  }
}
