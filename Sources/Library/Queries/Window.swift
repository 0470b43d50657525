/// A stretch of event time that ends at the newest event: the rows with end − length < time ≤ end.
public struct Window: Hashable, Sendable {
  /// `24h`, as it is typed and shown.
  public let text: String
  /// `nil` for all time.
  public let microseconds: Int64?

  public static let all = Window(text: "all", microseconds: nil)

  /// The windows that a screen offers, shortest first.
  public static let offered: [Window] = ["15m", "1h", "24h", "7d", "30d", "all"].compactMap(
    Window.init)

  private init(text: String, microseconds: Int64?) {
    self.text = text
    self.microseconds = microseconds
  }

  /// Reads `all`, or a number of minutes, hours or days such as `15m`, `24h`, `7d`.
  public init?(_ text: String) {
    if text == "all" {
      self = .all
      return
    }
    let seconds: Int64
    switch text.last {
    case "m": seconds = 60
    case "h": seconds = 3600
    case "d": seconds = 86_400
    default: return nil
    }
    guard let count = Int64(text.dropLast()), (1...36_500).contains(count) else { return nil }
    self.init(text: text, microseconds: count * seconds * 1_000_000)
  }
}
