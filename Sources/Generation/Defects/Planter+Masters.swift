import Commerce

extension Planter {
  /// An extra enterprise, commodity or contract where the defect is of that class.
  func plantedMaster(_ recordClass: RecordClass, _ defect: Defect, seller: Int) -> Planted {
    if recordClass == .contract, defect.namesExpiredContract {
      return Planted(lines: [Line(expiredContract(defect, seller: seller))])
    }
    guard defect.target == recordClass else { return Planted() }
    var row = freshRow(recordClass, defect)
    if let planted = plantedCommon(row, defect) { return planted }
    switch recordClass {
    case .enterprise: spoilEnterprise(&row, defect)
    case .commodity: spoilCommodity(&row, defect)
    default: spoilContract(&row, defect)
    }
    return Planted(lines: [Line(row)], keys: [row.key])
  }

  private func freshRow(_ recordClass: RecordClass, _ defect: Defect) -> Row {
    switch recordClass {
    case .enterprise: row(.enterprises) { world.appendEnterprise(freshEnterprise(defect), to: &$0) }
    case .commodity:
      row(.commodities) { world.appendCommodity(world.goods.count + defect.ordinal, to: &$0) }
    default:
      row(.contracts) {
        world.appendContract(world.contracts.terms(freshContract(defect)), to: &$0)
      }
    }
  }

  /// The index of an enterprise that has a credit code and that nothing names.
  private func freshEnterprise(_ defect: Defect) -> Int {
    var index = world.parties.count + defect.ordinal
    while world.parties.party(index).form == .person { index += 10_000_019 }
    return index
  }

  /// The number of a contract that no other order names.
  func freshContract(_ defect: Defect) -> Int { world.contracts.count + defect.ordinal }

  /// A credit code that is right and that no enterprise has.
  func unknownCode(_ defect: Defect) -> String {
    var bytes: [UInt8] = []
    var index = 150_000_000 + defect.ordinal
    while world.parties.party(index).form == .person { index += 10_000_019 }
    world.parties.party(index).appendCode(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func spoilEnterprise(_ row: inout Row, _ defect: Defect) {
    switch defect.rule {
    case .creditCode: row[bytes: "uscc"] = wrongCode(row[bytes: "uscc"], turn: defect.turn)
    case .legacyNumber:
      var number: [UInt8] = []
      number.appendLegacyNumber(division: 330_100, serial: 400_000 + defect.ordinal % 100_000)
      let last = number[14] - 48
      number[14] = 48 + (last + 1 + UInt8(defect.turn % 8)) % 10
      row[bytes: "legacy_reg_no"] = number
    case .industry: row["industry"] = ["Z5292", "F9999", "F52921", "零售"][defect.turn % 4]
    case .division: row["division"] = ["990101", "33010", "A30106"][defect.turn / 3 % 3]
    default: row["party_type"] = "company"
    }
  }

  private func spoilCommodity(_ row: inout Row, _ defect: Defect) {
    switch defect.rule {
    case .itemNumber:
      var number: [UInt8] = []
      number.appendItemNumber(690_123_000_000 + defect.ordinal)
      number[12] = 48 + (number[12] - 48 + 3) % 10
      row[bytes: "gtin"] = number
    case .taxCode:
      row["tax_code"] = defect.turn % 4 == 0 ? "109052201000000000" : "10905220100000000A0"
    case .unknownEnterprise: row["seller"] = unknownCode(defect)
    default: row["kind"] = "thing"
    }
  }

  private func spoilContract(_ row: inout Row, _ defect: Defect) {
    switch defect.rule {
    case .timeOrder:
      row["expires_at"] = day(-500)
    case .unknownEnterprise: row["party_a"] = unknownCode(defect)
    default: row["type"] = "handshake"
    }
  }

  /// A contract of the seller that ended before the first order.
  private func expiredContract(_ defect: Defect, seller: Int) -> Row {
    var row = freshRow(.contract, defect)
    row[bytes: "party_b"] = [UInt8](world.parties.code(seller))
    row["signed_at"] = day(-400)
    row["effective_at"] = day(-399)
    row["expires_at"] = day(-35)
    return row
  }

  /// A day before the plan's first, as text.
  private func day(_ offset: Int) -> String {
    CivilDate(daysSinceEpoch: world.plan.start.daysSinceEpoch + offset).description
  }

  /// The code with one fault: a wrong last digit, two characters exchanged, a letter that codes
  /// do not have, a character missing, or the digit of the organisation code wrong.
  private func wrongCode(_ code: [UInt8], turn: Int) -> [UInt8] {
    var wrong = code
    func following(_ byte: UInt8) -> UInt8 {
      creditAlphabet[((creditAlphabet.firstIndex(of: byte) ?? 0) + 1) % 31]
    }
    switch turn % 5 {
    case 0: wrong[17] = following(wrong[17])
    case 1:
      let place = (8..<15).first { wrong[$0] != wrong[$0 + 1] } ?? 8
      wrong.swapAt(place, place + 1)
    case 2: wrong[12] = UInt8(ascii: "O")
    case 3: wrong.remove(at: 10)
    default:
      wrong[16] = following(wrong[16])
      wrong[17] = creditCheck(wrong[..<17])
    }
    return wrong
  }
}
