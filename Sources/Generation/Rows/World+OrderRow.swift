import Commerce

extension World {
  func appendOrderNumber(_ order: OrderFacts, to row: inout [UInt8]) {
    let day = (order.placed + Int(Timestamp.chinaOffsetSeconds)) / 86_400
    let date = CivilDate(daysSinceEpoch: day)
    row.append(digits: (date.year % 100 * 100 + date.month) * 100 + date.day, width: 6)
    row.append(digits: order.number, width: 10)
  }

  /// A person's pseudonym, or the code of the enterprise that buys under a contract.
  func appendBuyer(_ order: OrderFacts, to row: inout [UInt8]) {
    guard !order.isBusiness else { return row.append(contentsOf: parties.code(order.buyer)) }
    row.append(UInt8(ascii: "b"))
    var rest = mixed(plan.seed ^ UInt64(order.buyer) &* 0x9E37_79B9)
    for _ in 0..<12 {
      row.append(hexDigits[Int(rest & 15)])
      rest >>= 4
    }
  }

  /// The order as it stood at a second.
  func appendOrder(_ order: OrderFacts, asOf second: Int, version: Int, to row: inout [UInt8]) {
    let state = order.state(at: second)
    appendOrderNumber(order, to: &row)
    row.comma()
    row.append(second: order.placed)
    row.comma()
    row.append(Platform.all[order.platform].word)
    row.comma()
    row.append(contentsOf: parties.code(order.seller))
    row.comma()
    appendBuyer(order, to: &row)
    row.comma()
    goods.appendNumber(order.commodity, to: &row)
    row.comma()
    row.append(goods.category(order.commodity).word)
    row.comma()
    row.append(order.channel.word)
    row.comma()
    row.append(number: order.quantity)
    row.comma()
    row.append(cents: order.unitPrice)
    row.comma()
    if order.discount > 0 { row.append(cents: order.discount) }
    row.comma()
    row.append(cents: order.shipping)
    row.comma()
    row.append(cents: order.amount)
    row.comma()
    appendCourse(of: order, state, asOf: second, to: &row)
    appendDelivery(of: order, asOf: second, to: &row)
    row.append(order.channel == .crossBorder ? ",9610,CNY," : ",,CNY,")
    row.append(number: version)
    row.append(version == 1 ? ",create" : ",amend")
  }

  /// paid to cancelled_at, with a comma behind each.
  private func appendCourse(
    of order: OrderFacts, _ state: OrderState, asOf second: Int, to row: inout [UInt8]
  ) {
    let isPaid = order.paid <= second
    let hasEnded = order.ended <= second
    let isGivenBack = order.fate == .refunded || order.fate == .cancelled
    if isPaid { row.append(cents: order.amount) }
    row.comma()
    if hasEnded, isGivenBack { row.append(cents: order.amount) }
    row.comma()
    row.append(state.word)
    row.comma()
    for time in [order.paid, order.shipped, order.signed] {
      if time <= second { row.append(second: time) }
      row.comma()
    }
    let isCancelled = order.fate == .abandoned || order.fate == .cancelled
    if hasEnded, !isCancelled { row.append(second: order.ended) }
    row.comma()
    if hasEnded, isCancelled { row.append(second: order.ended) }
    row.comma()
  }

  /// ship_from to payee.
  private func appendDelivery(of order: OrderFacts, asOf second: Int, to row: inout [UInt8]) {
    row.append(digits: Place.all[order.from].code, width: 6)
    row.comma()
    row.append(digits: Place.all[order.to].code, width: 6)
    row.append(order.channel == .o2o ? ",store," : order.isSent ? ",home," : ",,")
    if order.contract >= 0 { contracts.appendNumber(order.contract, to: &row) }
    row.comma()
    guard order.paid <= second else { return row.comma() }
    row.append(order.payMethod)
    row.comma()
    if order.number % 3 != 0 { row.append(contentsOf: parties.code(order.seller)) }
  }
}

extension OrderFacts {
  fileprivate var payMethod: StaticString {
    if isBusiness { return "transfer" }
    switch mixed(UInt64(number) ^ 0xA11) % 20 {
    case ..<9: return "alipay"
    case ..<17: return "wechat"
    case ..<19: return "unionpay"
    default: return "ecny"
    }
  }
}
