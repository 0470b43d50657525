/// Where in a feed a row stands.
public struct Place: Hashable, Sendable {
  /// The feed's name as the user gave it.
  public var feed: String
  /// From 1, as editors count: the line on which the row begins.
  public var line: Int
  /// Bytes before the row.
  public var offset: Int

  public init(feed: String, line: Int, offset: Int) {
    self.feed = feed
    self.line = line
    self.offset = offset
  }
}

extension Place: CustomStringConvertible {
  public var description: String { "\(feed):\(line)" }
}
