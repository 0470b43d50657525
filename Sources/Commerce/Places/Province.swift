/// One of the 34 units of the first level in GB/T 2260: province, autonomous region, municipality
/// or special administrative region.
public struct Province: Hashable, Sendable {
  /// The first two digits of its division codes, 11 to 82.
  public let code: Int
  /// The short name: `内蒙古`.
  public let chinese: String
  public let english: String

  /// The province with these two digits; `nil` for none.
  public init?(code: Int) {
    guard Province.isKnown(code), let match = Province.all.first(where: { $0.code == code }) else {
      return nil
    }
    self = match
  }

  /// The province of a division code of any length; `nil` for an unknown one.
  public init?(division: String) {
    var division = division
    guard
      let code = division.withUTF8({ DivisionCode.provinceCode(of: UnsafeRawBufferPointer($0)) })
    else { return nil }
    self.init(code: code)
  }

  private init(_ code: Int, _ chinese: String, _ english: String) {
    self.code = code
    self.chinese = chinese
    self.english = english
  }

  /// Whether a province has these two digits.
  static func isKnown(_ code: Int) -> Bool {
    switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81, 82: true
    default: false
    }
  }

  /// All, ascending by code.
  public static let all: [Province] = [
    Province(11, "北京", "Beijing"), Province(12, "天津", "Tianjin"),
    Province(13, "河北", "Hebei"), Province(14, "山西", "Shanxi"),
    Province(15, "内蒙古", "Inner Mongolia"), Province(21, "辽宁", "Liaoning"),
    Province(22, "吉林", "Jilin"), Province(23, "黑龙江", "Heilongjiang"),
    Province(31, "上海", "Shanghai"), Province(32, "江苏", "Jiangsu"),
    Province(33, "浙江", "Zhejiang"), Province(34, "安徽", "Anhui"),
    Province(35, "福建", "Fujian"), Province(36, "江西", "Jiangxi"),
    Province(37, "山东", "Shandong"), Province(41, "河南", "Henan"),
    Province(42, "湖北", "Hubei"), Province(43, "湖南", "Hunan"),
    Province(44, "广东", "Guangdong"), Province(45, "广西", "Guangxi"),
    Province(46, "海南", "Hainan"), Province(50, "重庆", "Chongqing"),
    Province(51, "四川", "Sichuan"), Province(52, "贵州", "Guizhou"),
    Province(53, "云南", "Yunnan"), Province(54, "西藏", "Tibet"),
    Province(61, "陕西", "Shaanxi"), Province(62, "甘肃", "Gansu"),
    Province(63, "青海", "Qinghai"), Province(64, "宁夏", "Ningxia"),
    Province(65, "新疆", "Xinjiang"), Province(71, "台湾", "Taiwan"),
    Province(81, "香港", "Hong Kong"), Province(82, "澳门", "Macao"),
  ]
}

extension Province {
  /// The province that a name means: `广东`, `广东省`, `Guangdong`; `nil` for none.
  package init?(likeName name: String) {
    let lowered = name.lowercased()
    guard
      let match = Province.all.first(where: { province in
        name.hasPrefix(province.chinese) || lowered.hasPrefix(province.english.lowercased())
      })
    else { return nil }
    self = match
  }
}
