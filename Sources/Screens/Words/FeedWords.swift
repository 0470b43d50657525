package import Commerce

/// What is said of the states of feeds.
package enum FeedWords {
  /// Why a feed is in its state; empty where it needs no reason.
  package static func reason(of state: FeedStatus.State) -> String {
    switch state {
    case .waiting(let reason), .failed(let reason): reason
    case .loading, .following, .ended: ""
    }
  }
}

extension FeedStatus.State {
  /// Whether nothing can be read: the feed failed, or is waited for.
  var isWithoutSource: Bool {
    switch self {
    case .waiting, .failed: true
    case .loading, .following, .ended: false
    }
  }
}

/// Titles of the columns on the screens of feeds and findings.
package enum FieldText {
  package static let rule = LocalText("rule", "规则")
  package static let severity = LocalText("severity", "级别")
  package static let count = LocalText("records", "记录数")
  package static let meaning = LocalText("what is wrong", "问题")
  package static let feed = LocalText("feed", "数据源")
  package static let state = LocalText("state", "状态")
  package static let recordClass = LocalText("class", "类别")
  package static let read = LocalText("read", "读取")
  package static let accepted = LocalText("accepted", "接受")
  package static let flagged = LocalText("flagged", "标记")
  package static let rejected = LocalText("rejected", "拒绝")
  package static let duplicates = LocalText("dup", "重复")
  package static let conflicts = LocalText("conf", "冲突")
  package static let amendments = LocalText("amend", "修订")
  package static let rate = LocalText("rate/s", "速率/秒")
  package static let lag = LocalText("lag", "滞后")
  package static let last = LocalText("last", "最新")
  package static let notice = LocalText("notice", "提示")
  package static let line = LocalText("line", "行")
  package static let reason = LocalText("reason", "原因")
  package static let raw = LocalText("raw", "原文")
  package static let lastMinute = LocalText("last minute", "近一分钟")
  package static let reasons = LocalText("top reasons", "主要原因")
  package static let behind = LocalText("records behind", "滞后记录")
  package static let eventTime = LocalText("newest event", "最新事件时间")
  package static let skew = LocalText("event vs clock", "事件与时钟")
  package static let flow = LocalText("Flow", "流量")
  package static let rows = LocalText("Rows", "行")
  package static let source = LocalText("Source", "来源")
  package static let usual = LocalText("usually", "通常")
  package static let bytes = LocalText("bytes read", "已读字节")
  package static let senders = LocalText("senders", "发送方")
  package static let ever = LocalText("ever", "累计")
  package static let rotations = LocalText("rotations", "轮转次数")
  package static let truncations = LocalText("truncations", "截断次数")
  package static let quarantine = LocalText("quarantine", "隔离区")
}
