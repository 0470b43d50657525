import Commerce
import Glibc
import Ingestion
import Loading

/// A file to which notes and rejects are appended, a line each.
struct LogFile: Sendable {
  private let file: Int32
  /// What was last said of each feed.
  private var told: [Int: String] = [:]

  init(path: String) throws(CommandFailure) {
    file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw CommandFailure(
        reason: "--log: \(path): \(String(cString: strerror(errno)).lowercased())")
    }
  }

  /// Writes down what an event says that somebody may look for later.
  mutating func note(_ event: FeedEvent) {
    switch event {
    case .rejects(let rejects, _):
      for reject in rejects { append("rejected \(reject.finding.rule.id) \(reject.finding)") }
    case .status(let status, let feed):
      let notice = status.notice.map { ": \($0)" } ?? ""
      let text = "\(status.name): \(LogFile.word(status.state))\(notice)"
      if told.updateValue(text, forKey: feed) != text { append(text) }
    case .batch, .longRow, .feedEnded, .caughtUp: break
    }
  }

  private func append(_ text: String) {
    let line = "\(WallClock.now) " + text.map { $0.isNewline ? "·" : String($0) }.joined() + "\n"
    var bytes = Array(line.utf8)
    _ = write(file, &bytes, bytes.count)
  }

  private static func word(_ state: FeedStatus.State) -> String {
    switch state {
    case .loading: "loading"
    case .following: "following"
    case .waiting(let reason): "waiting: \(reason)"
    case .ended: "ended"
    case .failed(let reason): "failed: \(reason)"
    }
  }
}
