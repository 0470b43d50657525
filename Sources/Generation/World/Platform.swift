/// Where orders are placed: invented platforms, the largest first.
struct Platform {
  let word: StaticString
  let name: StaticString
  let channels: [Channel]

  static let all: [Platform] = [
    Platform(word: "wanpin", name: "万品", channels: [.app, .app, .app, .web, .miniapp]),
    Platform(word: "yunshi", name: "云市", channels: [.app, .miniapp, .web]),
    Platform(word: "zhibojie", name: "直播街", channels: [.live, .live, .app]),
    Platform(word: "haolin", name: "好邻", channels: [.community, .o2o, .miniapp]),
    Platform(word: "gongcai", name: "工采", channels: [.b2b, .edi, .web]),
    Platform(word: "haitong", name: "海通购", channels: [.crossBorder, .crossBorder, .app]),
  ]

  /// The index of the platform on which businesses buy.
  static let business = 4
}

/// How an order reaches the seller.
enum Channel {
  case web, app, miniapp, live, community, o2o, crossBorder, edi, b2b

  /// The word of the schema.
  var word: StaticString {
    switch self {
    case .web: "web"
    case .app: "app"
    case .miniapp: "miniapp"
    case .live: "live"
    case .community: "community"
    case .o2o: "o2o"
    case .crossBorder: "cross_border"
    case .edi: "edi"
    case .b2b: "b2b"
    }
  }
}
