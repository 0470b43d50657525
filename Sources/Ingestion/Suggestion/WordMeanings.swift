import Commerce

/// What frequent words of other systems mean in the vocabularies of our fields.
enum WordMeanings {
  /// The word of a vocabulary that `word` means; `nil` where it is not known.
  static func meaning(of word: String, among vocabulary: [String]) -> String? {
    let name = FieldNames.plain(word)
    if let same = vocabulary.first(where: { FieldNames.plain($0) == name }) { return same }
    return (meanings[name] ?? []).first(where: vocabulary.contains)
  }

  /// By word without blanks and signs: what it may mean, in one vocabulary or another.
  private static let meanings: [String: [String]] = [
    "new": ["placed"], "created": ["placed", "collected"], "pending": ["placed", "draft"],
    "open": ["placed", "draft"], "unpaid": ["placed"], "approved": ["paid", "active"],
    "processing": ["paid"], "invoiced": ["paid"], "confirmed": ["paid", "active"],
    "dispatched": ["shipped", "in_transit"], "shipping": ["shipped", "in_transit"],
    "intransit": ["shipped", "in_transit"], "outfordelivery": ["delivering"],
    "received": ["signed"], "delivered": ["signed", "delivered"],
    "complete": ["completed", "fulfilled"],
    "done": ["completed", "fulfilled"], "fulfilled": ["completed"], "canceled": ["cancelled"],
    "cancel": ["cancelled"], "rejected": ["cancelled", "refused"], "refund": ["refunded"],
    "returned": ["refunded", "returned"], "expired": ["closed", "terminated"],
    "unavailable": ["closed"], "withdrawn": ["terminated"], "awarded": ["active"],
    "等待付款": ["placed"], "待付款": ["placed"], "已下单": ["placed"], "已付款": ["paid"],
    "等待卖家发货": ["paid"], "待发货": ["paid"], "买家已付款等待卖家发货": ["paid"],
    "已发货": ["shipped"], "卖家已发货": ["shipped"], "卖家已发货等待买家确认": ["shipped"],
    "已签收": ["signed"], "交易成功": ["completed"], "已完成": ["completed"], "交易关闭": ["closed"],
    "已取消": ["cancelled"], "已退款": ["refunded"], "已揽收": ["collected"], "运输中": ["in_transit"],
    "派送中": ["delivering"], "待取件": ["at_pickup"], "拒收": ["refused"], "退回": ["returned"],
    "丢失": ["lost"], "采购": ["purchase"], "框架": ["framework"], "履行中": ["active"],
    "已履行": ["fulfilled"], "终止": ["terminated"], "存续": ["active"], "在业": ["active"],
  ]
}
