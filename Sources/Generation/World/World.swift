import Commerce

/// Everything that a plan fixes: who trades, what is sold, under which contracts, when.
///
/// An order is made from its number alone, so memory grows with enterprises, commodities and
/// contracts, not with orders. Numbers past the last order of the plan go on in a further round of
/// its days, with other orders.
struct World {
  let plan: GenerationPlan
  let rhythm: Rhythm
  let parties: Parties
  let goods: Goods
  let contracts: Contracts
  let defects: DefectSchedule
  private let sellers: AliasTable
  private let places: AliasTable

  init(_ plan: GenerationPlan, rules: [Rule]) {
    self.plan = plan
    rhythm = Rhythm(
      start: plan.start, days: plan.days, orders: plan.orders, isFlat: plan.isFlat)
    parties = Parties(plan: plan)
    goods = Goods(plan: plan, sellers: parties.sellers)
    contracts = Contracts(plan: plan, parties: parties)
    defects = DefectSchedule(plan: plan, rules: rules)
    sellers = .zipf(count: parties.sellers, offset: 4)
    places = AliasTable(Place.all.map(\.weight))
  }

  /// Seconds since 1970 at which order `number` is placed.
  func placed(_ number: Int, jitter: Int) -> Int {
    let (round, index) = number.quotientAndRemainder(dividingBy: plan.orders)
    return rhythm.second(of: index, jitter: jitter) + round * plan.days * 86_400
  }

  func order(_ number: Int) -> OrderFacts {
    var draw = Draw(seed: plan.seed, .order, number)
    let defect = defects.defect(at: number)
    var order = OrderFacts(
      number: number, placed: placed(number, jitter: draw.below(3600)), haste: plan.haste)
    order.defect = defect
    order.seller = sellers.index(&draw)
    order.commodity = goods.commodity(ofSeller: order.seller, &draw)
    order.isSent = goods.category(order.commodity).isSent
    order.isPaper = draw.happens(40)
    chooseBuyer(of: &order, &draw)
    choosePrice(of: &order, &draw)
    if let defect {
      order.shape(for: defect)
      return order
    }
    order.chooseCourse(&draw)
    return order
  }

  private func chooseBuyer(of order: inout OrderFacts, _ draw: inout Draw) {
    order.from = Int(parties.placeOf[order.seller])
    let isBusiness = draw.happens(250) && order.defect == nil
    if isBusiness, let contract = contracts.contract(ofSeller: order.seller, &draw) {
      let terms = contracts.terms(contract)
      order.contract = contract
      order.buyer = terms.buyer
      order.platform = Platform.business
      order.to = Int(parties.placeOf[terms.buyer])
    } else {
      let buyers = max(200, plan.orders / 3)
      let octaves = Int.bitWidth - buyers.leadingZeroBitCount
      order.buyer = draw.rank(below: buyers, even: octaves / 2)
      var home = Draw(seed: plan.seed, .buyer, order.buyer)
      order.to = places.index(&home)
      // A platform keeps a seller for long; the business platform is for businesses.
      let platform = (order.seller * 7 + draw.below(3) / 2) % Platform.all.count
      order.platform = platform == Platform.business ? 0 : platform
    }
    let channels = Platform.all[order.platform].channels
    order.channel = channels[draw.below(channels.count)]
  }

  private func choosePrice(of order: inout OrderFacts, _ draw: inout Draw) {
    let list = goods.price(order.commodity)
    if order.isBusiness {
      order.quantity = draw.within(10...400)
      order.unitPrice = max(1, list * draw.within(70...90) / 100)
    } else {
      order.quantity = 1 + draw.rank(below: 6)
      order.unitPrice = draw.happens(600) ? list : max(1, list * draw.within(82...99) / 100)
      let share = draw.below(100)
      let goods = order.quantity * order.unitPrice
      order.discount = share < 25 ? goods * draw.within(2...20) / 100 : 0
      order.shipping = order.isSent && draw.happens(300) ? draw.within(5...15) * 100 : 0
    }
    order.amount = order.quantity * order.unitPrice - order.discount + order.shipping
  }
}
