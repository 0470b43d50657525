/// An invented name of an enterprise in Chinese and, for some, in English.
struct PartyName {
  let chinese: String
  let english: String

  init(_ party: Party, _ draw: inout Draw) {
    let city = Place.all[party.place].city
    let brand = PartyName.brands[draw.below(PartyName.brands.count)]
    let second = PartyName.brands[draw.below(PartyName.brands.count)]
    let trade = PartyName.trade(of: party, &draw)
    let business = party.businessName
    let quoted = draw.below(120)
    let word = business.map(\.description) ?? brand.chinese + second.chinese
    let core = quoted == 0 ? "\"\(word)\"" : word
    let branch = quoted == 1 ? "\n第二分店" : ""
    switch party.form {
    case .enterprise: chinese = "\(city)\(core)\(trade)有限公司\(branch)"
    case .household: chinese = "\(city)\(core)\(trade)商行\(branch)"
    case .cooperative: chinese = "\(city)\(core)种植专业合作社"
    case .person: chinese = "个人网店 \(core)"
    }
    let hasEnglish = party.form == .enterprise && business == nil && draw.happens(250)
    english = hasEnglish ? "\(brand.latin)\(second.latin.lowercased()) Trading Co., Ltd." : ""
  }

  /// The name of a brand: two characters.
  static func brand(_ draw: inout Draw) -> String {
    brands[draw.below(brands.count)].chinese + brands[draw.below(brands.count)].chinese
  }

  private static func trade(of party: Party, _ draw: inout Draw) -> String {
    switch party.role {
    case .seller: ["电子商务", "商贸", "贸易", "网络科技", "供应链管理"][draw.below(5)]
    case .business: ["制造", "实业", "酒店管理", "工程设备", "连锁超市"][draw.below(5)]
    case .platform: "网络平台"
    case .carrier: "物流"
    }
  }

  private static let brands: [(chinese: String, latin: String)] = [
    ("云", "Yun"), ("禾", "He"), ("鑫", "Xin"), ("源", "Yuan"), ("盛", "Sheng"), ("嘉", "Jia"),
    ("恒", "Heng"), ("瑞", "Rui"), ("泰", "Tai"), ("华", "Hua"), ("达", "Da"), ("宏", "Hong"),
    ("博", "Bo"), ("卓", "Zhuo"), ("越", "Yue"), ("聚", "Ju"), ("優", "You"), ("佳", "Jia"),
    ("晨", "Chen"), ("悦", "Yue"), ("朗", "Lang"), ("驰", "Chi"), ("锦", "Jin"), ("淼", "Miao"),
    ("沐", "Mu"), ("青", "Qing"), ("朴", "Pu"), ("岚", "Lan"), ("峰", "Feng"), ("帆", "Fan"),
  ]
}
