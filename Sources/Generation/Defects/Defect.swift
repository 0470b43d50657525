import Commerce

/// One planted defect: what is wrong and where.
struct Defect: Equatable {
  /// From 0, in the order of the orders beside which they are planted.
  let ordinal: Int
  let rule: Rule
  /// How often the rule was planted before: chooses among its variants.
  let turn: Int

  /// What must have happened to the order beside which it is planted.
  enum Shape {
    case placed
    case paid
    case paidAndInvoiced
    case completed
  }

  var shape: Shape {
    switch rule {
    case .ambiguous: .paidAndInvoiced
    case .unknownEnterprise where target == .order: .paid
    case .range where turn % 3 == 1: .placed
    default: .completed
    }
  }

  /// The class whose file holds the row that breaks the rule.
  var target: RecordClass {
    let classes = RecordClass.principal
    switch rule {
    case .creditCode, .legacyNumber, .industry: return .enterprise
    case .itemNumber: return .commodity
    case .waybillNumber: return .waybill
    case .taxCode: return turn % 2 == 0 ? .commodity : .invoice
    case .division: return [.order, .waybill, .enterprise][turn % 3]
    case .enumeration: return [.order, .waybill, .commodity, .enterprise, .contract][turn % 5]
    case .timeOrder: return [.order, .waybill, .contract][turn % 3]
    case .invoiceNumber, .tax, .rate, .ambiguous: return .invoice
    case .range, .line, .unknownCommodity, .json, .recordClass, .xml: return .order
    case .unknownOrder: return turn % 2 == 0 ? .invoice : .waybill
    case .unknownEnterprise: return [.order, .commodity, .contract][turn % 3]
    case .unknownContract: return turn % 2 == 0 ? .order : .invoice
    case .flowsConflict: return [.order, .invoice, .order, .waybill, .order][turn % 5]
    case .number:
      // Enterprises have no number but the version.
      return classes[1 + (turn + place) % 5]
    case .quote, .fields, .encoding, .nul, .long, .required, .time, .version, .duplicate,
      .conflict:
      return classes[(turn + place) % 6]
    }
  }

  /// The rule's place among those that are planted, from which its classes take turns; the rule of XML
  /// documents, which are not generated, has none.
  private var place: Int {
    Int(rule.rawValue) - (rule.rawValue > Rule.xml.rawValue ? 1 : 0)
  }

  /// Whether the order names a contract that expired before the order was placed.
  var namesExpiredContract: Bool { rule == .flowsConflict && turn % 5 == 4 }
}

/// Beside which orders defects are planted: in each stretch of 1 ÷ share orders one, at a place
/// that the seed chooses; the rules take turns.
struct DefectSchedule {
  private let seed: UInt64
  private let perMillion: Int
  private let orders: Int
  private let rules: [Rule]

  init(plan: GenerationPlan, rules: [Rule]) {
    seed = plan.seed
    perMillion = plan.defectsPerMillion
    orders = plan.orders
    self.rules = rules
  }

  /// The rules that rows of CSV can break: one class a file, so no unknown class, and neither JSON
  /// nor XML.
  static let tableRules = Rule.allCases.filter { ![.json, .recordClass, .xml].contains($0) }

  /// The rules that lines of JSON can break: no quoting of cells, no header, no XML.
  static let lineRules = Rule.allCases.filter { ![.quote, .fields, .xml].contains($0) }

  /// How many are planted beside the orders of the plan.
  var count: Int {
    guard perMillion > 0 else { return 0 }
    // The last stretch counts where its chosen order is below `orders`.
    let whole = orders * perMillion / 1_000_000
    let last = carrier(of: whole)
    return last < orders ? whole + 1 : whole
  }

  func defect(_ ordinal: Int) -> Defect {
    Defect(
      ordinal: ordinal, rule: rules[ordinal % rules.count], turn: ordinal / rules.count)
  }

  /// The defect beside order `number`; `nil` for none.
  @inline(__always)
  func defect(at number: Int) -> Defect? {
    guard perMillion > 0 else { return nil }
    let ordinal = number * perMillion / 1_000_000
    return carrier(of: ordinal) == number ? defect(ordinal) : nil
  }

  /// The number of the order beside which the defect is planted.
  func carrier(of ordinal: Int) -> Int {
    let first = firstOrder(of: ordinal)
    let length = firstOrder(of: ordinal + 1) - first
    var draw = Draw(seed: seed, .defect, ordinal)
    return first + draw.below(length)
  }

  private func firstOrder(of ordinal: Int) -> Int {
    (ordinal * 1_000_000 + perMillion - 1) / perMillion
  }
}
