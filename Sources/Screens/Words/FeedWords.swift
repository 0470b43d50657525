package import Commerce

/// What the states of feeds are called.
package enum FeedWords {
  package static func state(_ state: FeedStatus.State) -> LocalText {
    switch state {
    case .loading: LocalText("loading", "载入中")
    case .following: LocalText("live", "实时")
    case .waiting: LocalText("waiting", "等待")
    case .ended: LocalText("ended", "已读完")
    case .failed: LocalText("FAILED", "失败")
    }
  }

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
}
