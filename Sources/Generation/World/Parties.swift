import Commerce

/// All enterprises: sellers first, the largest before the smaller, then businesses that buy,
/// platforms and carriers.
struct Parties {
  let sellers: Int
  let businesses: Int
  let count: Int
  private let seed: UInt64
  private let startDay: Int
  private let places: AliasTable
  /// The codes of all, 18 bytes each.
  private let codes: [UInt8]
  /// Index into `Place.all` (count × 1).
  let placeOf: [UInt8]
  /// Whether each bears the levy rate of small taxpayers (count × 1).
  let isSmall: [Bool]

  init(plan: GenerationPlan) {
    sellers = plan.sellers ?? min(max(plan.orders / 40, 30), 20_000)
    businesses = max(sellers * 2 / 5, 20)
    count = sellers + businesses + Platform.all.count + CarrierShape.all.count
    seed = plan.seed
    startDay = plan.start.daysSinceEpoch
    places = AliasTable(Place.all.map(\.weight))
    var codes: [UInt8] = []
    var placeOf: [UInt8] = []
    var isSmall: [Bool] = []
    for index in 0..<count {
      let party = Parties.party(
        index, seed: seed, startDay: startDay, places: places,
        role: Parties.role(
          of: index, sellers: sellers, businesses: businesses))
      party.appendCode(to: &codes)
      placeOf.append(UInt8(party.place))
      isSmall.append(party.form == .household || party.form == .person)
    }
    self.codes = codes
    self.placeOf = placeOf
    self.isSmall = isSmall
  }

  /// The enterprise with this index; from `count` on, ones that no record names.
  func party(_ index: Int) -> Party {
    Parties.party(
      index, seed: seed, startDay: startDay, places: places,
      role: Parties.role(of: index, sellers: sellers, businesses: businesses))
  }

  /// The code of an enterprise below `count`.
  @inline(__always)
  func code(_ index: Int) -> ArraySlice<UInt8> {
    codes[index * Party.codeLength..<(index + 1) * Party.codeLength]
  }

  private static func role(of index: Int, sellers: Int, businesses: Int) -> Party.Role {
    if index < sellers { return .seller }
    if index < sellers + businesses { return .business }
    let rest = index - sellers - businesses
    if rest < Platform.all.count { return .platform(rest) }
    let carrier = rest - Platform.all.count
    return carrier < CarrierShape.all.count ? .carrier(carrier) : .seller
  }

  private static func party(
    _ index: Int, seed: UInt64, startDay: Int, places: AliasTable, role: Party.Role
  ) -> Party {
    var draw = Draw(seed: seed, .enterprise, index)
    let place = places.index(&draw)
    var form = Party.Form.enterprise
    if role == .seller {
      switch draw.below(100) {
      case ..<70: form = .enterprise
      case ..<90: form = .household
      case ..<97: form = .cooperative
      default: form = .person
      }
    }
    let established = startDay - draw.within(120...6_800)
    return Party(
      index: index, role: role, form: form, place: place, established: established, draw: draw)
  }
}
