import Commerce
import Glibc
import Ingestion

/// A file to which notes and rejects are appended, a line each.
final class LogFile {
  private let file: UnsafeMutablePointer<FILE>
  private var notices: [Int: String] = [:]

  init(path: String) throws(CommandFailure) {
    guard let file = fopen(path, "a") else {
      throw CommandFailure(
        reason: "--log: \(path): \(String(cString: strerror(errno)).lowercased())")
    }
    setvbuf(file, nil, _IOLBF, 0)
    self.file = file
  }

  deinit { fclose(file) }

  /// Writes down what an event says that somebody may look for later.
  func note(_ event: FeedEvent) {
    switch event {
    case .rejects(let rejects, _):
      for reject in rejects { write("rejected \(reject.finding.rule.id) \(reject.finding)") }
    case .status(let status, let feed):
      let text = "\(status.name): \(LogFile.word(status.state)) \(status.notice ?? "")"
      if notices.updateValue(text, forKey: feed) != text { write(text) }
    case .batch, .feedEnded, .caughtUp: break
    }
  }

  private func write(_ text: String) {
    let safe = text.map { $0.isNewline ? "·" : String($0) }.joined()
    fputs("\(WallClock.now) \(safe)\n", file)
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
