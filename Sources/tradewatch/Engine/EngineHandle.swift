import Loading
import Screens

/// What the engine thread is sent.
enum EngineLetter: Sendable {
  case feed(FeedNews)
  /// A question or an order of the screens.
  case effect(Effect)
}

/// What the engine thread sends back.
enum EngineMail: Sendable {
  case message(Message)
  /// All feeds have come to their end and nothing more is expected.
  case ended
  /// A feed cannot go on, in one sentence.
  case failed(String)

  /// Whether a newer snapshot makes this one needless.
  var isSnapshot: Bool {
    if case .message(.snapshot) = self { true } else { false }
  }
}

/// The engine as the main thread knows it: two queues.
struct EngineHandle: Sendable {
  let inbox: Mailbox<EngineLetter>
  let mail: Postbox<EngineMail>

  init() throws(CommandFailure) {
    inbox = Mailbox(capacity: 8)
    mail = try Postbox()
  }

  /// Has something answered or kept current, before what the feeds have waiting.
  func ask(_ effect: Effect) { inbox.sendUrgent(.effect(effect)) }

  /// Lets the engine and the feeds end.
  func stop() { inbox.close() }
}
