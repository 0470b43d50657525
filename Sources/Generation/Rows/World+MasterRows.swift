import Commerce

// Rows of the classes that others name. A row ends without a line end; its values stand in the
// order of the columns of `Table`.
extension World {
  func appendEnterprise(_ index: Int, to row: inout [UInt8]) {
    let party = parties.party(index)
    let place = Place.all[party.place]
    var draw = party.draw
    let names = PartyName(party, &draw)
    party.appendCode(to: &row)
    row.comma()
    row.append(cell: names.chinese)
    row.comma()
    row.append(cell: names.english)
    row.comma()
    if !party.isRecent, party.form != .person {
      let first = party.form == .household ? 6 : draw.below(4)
      row.appendLegacyNumber(
        division: place.code, serial: first * 10_000_000 + index % 10_000_000)
    }
    row.comma()
    row.append(["enterprise", "household", "coop", "person"][party.form.rawValue - 1])
    row.comma()
    row.append(roles(of: party, &draw))
    row.comma()
    row.append(digits: place.code, width: 6)
    row.comma()
    row.append(
      place.isRural
        ? ["122", "210", "220"][draw.below(3)] : ["111", "111", "112", "121"][draw.below(4)])
    row.comma()
    row.append(industry(of: party, &draw))
    appendStanding(of: party, isAbnormal: draw.happens(12), to: &row)
    row.append(",1,create")
  }

  /// status to exemption, with a comma before each.
  private func appendStanding(of party: Party, isAbnormal: Bool, to row: inout [UInt8]) {
    row.append(isAbnormal ? ",abnormal," : ",active,")
    row.append(day: isAbnormal ? party.established + 90 : party.established)
    row.append(isAbnormal ? ",abnormal_operation," : ",,")
    row.append(day: party.established)
    row.comma()
    guard party.role == .seller else { return row.append(",,") }
    row.append(Platform.all[party.index * 7 % Platform.all.count].word)
    row.append(",shop")
    row.append(digits: party.index, width: 7)
    row.append(party.form == .person ? ",small_amount" : ",")
  }

  private func roles(of party: Party, _ draw: inout Draw) -> StaticString {
    switch party.role {
    case .seller: draw.happens(80) ? "seller|livestream" : "seller"
    case .business: draw.happens(300) ? "buyer|agent" : "buyer"
    case .platform: "platform"
    case .carrier: "carrier"
    }
  }

  private func industry(of party: Party, _ draw: inout Draw) -> StaticString {
    switch party.role {
    case .seller:
      party.form == .cooperative ? "A0141" : draw.happens(750) ? "F5292" : "F5193"
    case .business:
      (["C1819", "C2922", "F5211", "H6210", "P8321"] as [StaticString])[draw.below(5)]
    case .platform: "I6431"
    case .carrier: "G6020"
    }
  }

  func appendCommodity(_ index: Int, to row: inout [UInt8]) {
    let category = goods.category(index)
    var draw = goods.draw(index)
    goods.appendNumber(index, to: &row)
    row.comma()
    row.append(contentsOf: parties.code(goods.seller(index)))
    row.comma()
    if category.isSent, draw.happens(850) {
      row.appendItemNumber(690_000_000_000 + (index * 7_368_787 + 1_234_567) % 9_999_999_999)
    }
    let brand = PartyName.brand(&draw)
    row.comma()
    row.append(cell: commodityName(brand, category.names[draw.below(category.names.count)], &draw))
    row.comma()
    row.append(brand)
    row.comma()
    row.append(category.isSent ? ["标准装", "家庭装", "礼盒装", "单件"][draw.below(4)] : "")
    row.comma()
    row.append(category.word)
    row.comma()
    row.append(category.taxCode)
    row.comma()
    row.append(category.hs)
    row.comma()
    row.append(category.kind)
    row.comma()
    row.append(category.flags)
    row.comma()
    row.append(category.unit)
    row.comma()
    row.append(cents: goods.price(index))
    row.comma()
    if category.isSent { row.append(thousandths: goods.grams(index)) }
    row.comma()
    row.append(day: plan.start.daysSinceEpoch - draw.within(5...900))
    row.append(",,1,create")
  }

  /// Some names hold what CSV must quote.
  private func commodityName(
    _ brand: String, _ name: StaticString, _ draw: inout Draw
  ) -> String {
    switch draw.below(40) {
    case 0: "\(brand) \(name), 买一送一"
    case 1: "\"\(brand)\" \(name)"
    default: "\(brand) \(name)"
    }
  }

  func appendContract(_ terms: Contracts.Terms, to row: inout [UInt8]) {
    contracts.appendNumber(terms.index, to: &row)
    row.append(terms.index % 5 == 0 ? ",purchase," : ",framework,")
    row.append(contentsOf: parties.code(terms.buyer))
    row.comma()
    row.append(contentsOf: parties.code(terms.seller))
    row.comma()
    row.append(second: terms.signed * 86_400 + 7_200 + terms.index % 30_000)
    row.comma()
    // In force from midnight in +08:00 of the day after the signing.
    row.append(day: terms.effective + 1)
    row.comma()
    row.append(day: terms.expires)
    row.comma()
    row.append(cents: terms.value)
    row.append(",CNY,")
    row.append(terms.index % 3 == 0 ? "0.05" : "")
    row.append(",active,")
    row.append(terms.index % 4 == 0 ? "paper" : "electronic_seal")
    row.append(",1,create")
  }
}
