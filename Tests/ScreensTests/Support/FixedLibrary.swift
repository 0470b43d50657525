import Commerce
import Screens

/// Answers every query with figures that depend on the query alone: a stand-in for the engine.
struct FixedLibrary {
  /// 23 November 2026, 13:57:02 in +08:00.
  static let now = Timestamp(
    CivilDate(year: 2026, month: 11, day: 23), secondOfDay: 13 * 3600 + 57 * 60 + 2)

  /// Multiplies all figures, so that a later snapshot differs.
  var scale = 1.0
  /// Turns the order of the groups by so many places.
  var rotation = 0

  func answer(_ query: PanelQuery) -> PanelAnswer {
    guard let dimension = query.dimensions.last else {
      return PanelAnswer(rows: [query.measures.map { value($0, query, weight: 1) }], groupCount: 1)
    }
    if let times = times(of: dimension) {
      let rows = times.enumerated().map { index, text in
        [FieldValue.text(text)]
          + query.measures.map { value($0, query, weight: wave(index) / Double(times.count)) }
      }
      return PanelAnswer(rows: rows, groupCount: rows.count)
    }
    var names = names(of: dimension)
    names = Array(names[rotation...] + names[..<rotation])
    let rows = names.enumerated().map { index, name in
      let keys = query.dimensions.map { groupKey($0, last: dimension, name: name) }
      return keys
        + query.measures.map { value($0, query, weight: 0.04 / Double(index + 1)) }
    }
    let count = dimension == "seller" ? 2800 : dimension == "sku" ? 20_000 : rows.count
    return PanelAnswer(rows: rows, groupCount: count, labels: labels)
  }

  private func groupKey(_ dimension: String, last: String, name: String) -> FieldValue {
    .text(dimension == last ? name : "44")
  }

  /// A figure of the measure; shares of it for groups and conditions.
  private func value(_ measure: String, _ query: PanelQuery, weight: Double) -> FieldValue {
    let part = query.filter.map { 0.1 + Double($0.utf8.count % 7) / 10 } ?? 1
    let size = weight * part * scale
    if measure.hasPrefix("growth") { return .number(0.021) }
    if measure.hasPrefix("share") { return .number(weight) }
    if measure.hasPrefix("cr(") { return .number(0.213) }
    if measure.hasPrefix("hhi") { return .number(118.4) }
    if measure.contains("delivery_hours") { return .number(36.5 + weight * 20) }
    if measure.hasPrefix("mean") { return .number(4012.37 * (0.5 + weight)) }
    if measure.hasPrefix("p50") { return .number(219.9) }
    if measure.hasPrefix("sum(quantity)") {
      return .decimal(ExactDecimal(tenThousandths: Int64(size * 6e10)))
    }
    if measure.hasPrefix("sum") { return .money(Money(units: Int64(size * 4.831e14))) }
    return .integer(Int64((size * 1_204_311).rounded()))
  }

  private func wave(_ index: Int) -> Double {
    let steps = [0.4, 0.6, 0.9, 1.2, 1.4, 1.1, 0.8, 1.6, 1.9, 1.3, 0.7]
    return steps[index % steps.count]
  }

  private func times(of dimension: String) -> [String]? {
    let seconds = FixedLibrary.now.seconds
    switch dimension {
    case "minute": return (0..<60).map { text(seconds - Int64(59 - $0) * 60, 16) }
    case "hour": return (0..<24).map { text(seconds - Int64(23 - $0) * 3600, 13) }
    case "day": return (0..<30).map { text(seconds - Int64(29 - $0) * 86_400, 10) }
    default: return nil
    }
  }

  private func text(_ seconds: Int64, _ length: Int) -> String {
    String(Timestamp(seconds: seconds).description.prefix(length))
  }

  private func names(of dimension: String) -> [String] {
    switch dimension {
    case "seller", "party_a": FixedLibrary.enterprises.map(\.code)
    case "sku": FixedLibrary.goods.map(\.code)
    case "province", "seller_province", "origin_province", "city":
      ["44", "31", "33", "32", "11", "37", "51"]
    case "state": ["signed", "in_transit", "delivering", "collected", "problem"]
    case "flows": ["agree", "partial", "open", "missing", "conflict"]
    case "channel": ["app", "web", "live", "miniapp", "b2b"]
    default: ["goods", "service", "virtual", "prepaid"]
    }
  }

  var labels: [String: String] {
    Dictionary(
      uniqueKeysWithValues: (FixedLibrary.enterprises + FixedLibrary.goods).map {
        ($0.code, $0.name)
      })
  }

  static let enterprises: [(code: String, name: String)] = [
    ("91440300708461136T", "深圳市华强电子有限公司"), ("91310000132200821H", "上海宝山钢铁股份有限公司"),
    ("foreign:JP0001", "東京商事株式会社"), ("foreign:NO0001", "Øresund Handel A/S"),
    ("foreign:DE0001", "Acme Tools GmbH"), ("foreign:KR0001", "서울전자 주식회사"),
    ("foreign:TH0001", "บริษัท สยาม จำกัด"), ("91330100799655058B", "杭州阿里巴巴广告有限公司"),
  ]

  static let goods: [(code: String, name: String)] = [
    ("SKU01583", "集成电路"), ("SKU19097", "热轧钢卷"), ("SKU02130", "轴承"), ("SKU04239", "电机"),
    ("SKU19685", "水泥"), ("SKU00011", "Espresso cups, 6 pieces"),
  ]
}
