/// The carriers whose waybill numbers have a known shape.
public enum Carrier: UInt8, CaseIterable, Hashable, Sendable {
  case sf
  case yto
  case zto
  case sto
  case yunda
  case jt
  case jd
  case ems
  case chinaPost

  /// As messages name it.
  public var name: String {
    switch self {
    case .sf: "SF Express"
    case .yto: "YTO"
    case .zto: "ZTO"
    case .sto: "STO"
    case .yunda: "Yunda"
    case .jt: "J&T"
    case .jd: "JD Logistics"
    case .ems: "EMS"
    case .chinaPost: "China Post"
    }
  }

  /// The carrier that a feed's word means, in any case of letters; `nil` for others.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count <= 24 else { return nil }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    guard let match = Carrier.allCases.first(where: { $0.words.contains(word) }) else {
      return nil
    }
    self = match
  }

  private var words: [String] {
    switch self {
    case .sf: ["sf", "sf express", "shunfeng", "顺丰", "顺丰速运", "顺丰快递"]
    case .yto: ["yto", "yuantong", "圆通", "圆通速递", "圆通快递"]
    case .zto: ["zto", "zhongtong", "中通", "中通快递"]
    case .sto: ["sto", "shentong", "申通", "申通快递"]
    case .yunda: ["yunda", "yd", "韵达", "韵达快递", "韵达速递"]
    case .jt: ["jt", "j&t", "jtexpress", "极兔", "极兔速递"]
    case .jd: ["jd", "jdl", "jd logistics", "京东", "京东物流", "京东快递"]
    case .ems: ["ems", "邮政ems", "邮政速递"]
    case .chinaPost: ["post", "chinapost", "china post", "中国邮政", "邮政", "邮政包裹"]
    }
  }
}
