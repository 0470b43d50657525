public import Commerce

/// A feed as the user asks for it: where its bytes come from, and the class if it was given.
public struct FeedSpec: Sendable {
  /// As the user wrote it, without the class: the name in findings and on screens.
  public var name: String
  public var source: FeedSource
  /// The class given by `class=PATH`; `nil` where name, header or lines must tell.
  public var recordClass: RecordClass?
  /// The format; `nil` where the extension or the first bytes tell.
  public var format: FeedFormat?
  /// The encoding; `nil` where the first bytes tell it.
  public var encoding: TextEncoding?
  /// How cells are written, for a delimited format.
  public var dialect: Dialect

  public init(
    name: String, source: FeedSource, recordClass: RecordClass? = nil, format: FeedFormat? = nil,
    encoding: TextEncoding? = nil, dialect: Dialect = Dialect()
  ) {
    self.name = name
    self.source = source
    self.recordClass = recordClass
    self.format = format
    self.encoding = encoding
    self.dialect = dialect
  }

  /// Reads `PATH`, `-`, `tcp://127.0.0.1:7001`, `unix:PATH`, or `order=` and one of these.
  ///
  /// What stands before an equals sign counts as a class only if it is one, so a path may have
  /// equals signs.
  public static func parse(_ argument: String) -> FeedSpec {
    var path = argument
    var recordClass: RecordClass?
    if let sign = argument.firstIndex(of: "=") {
      recordClass = RecordClass(named: String(argument[..<sign]))
      if recordClass != nil { path = String(argument[argument.index(after: sign)...]) }
    }
    let source: FeedSource =
      path == "-"
      ? .standardInput : SocketAddress.isAddress(path) ? .socket(path) : .path(path)
    return FeedSpec(name: path, source: source, recordClass: recordClass)
  }
}

/// Where the bytes of a feed come from.
public enum FeedSource: Sendable {
  /// A file, a directory of files, or a FIFO.
  case path(String)
  case standardInput
  /// A socket to listen on: `tcp://127.0.0.1:7001`, `unix:/run/orders.sock`.
  case socket(String)
  /// Bytes made in this process: called on the feeds' thread whenever more can be taken.
  case producer(@Sendable () -> Produced)
}

/// What a producer gives.
public enum Produced: Sendable {
  case bytes([UInt8])
  /// Nothing now: ask again after this time.
  case wait(milliseconds: Int)
  case ended
}

/// The world's refusal to give a feed.
public struct FeedError: Error, Equatable, CustomStringConvertible {
  public var path: String
  /// The system's words.
  public var reason: String
  /// The next step; empty where there is none to be told.
  public var help: String

  public init(path: String, reason: String, help: String = "") {
    self.path = path
    self.reason = reason
    self.help = help
  }

  /// `orders.csv: No such file or directory; help: check the path, or wait for it with --follow`.
  public var description: String {
    help.isEmpty ? "\(path): \(reason)" : "\(path): \(reason); help: \(help)"
  }
}

/// How feeds are read.
public struct FeedOptions: Sendable {
  /// Whether to go on reading files that grow.
  public var follow: Bool
  /// The most bytes of a row, at least 256.
  public var maxRowBytes: Int
  /// Bytes that are read and decoded together.
  public var blockBytes: Int
  /// How far east of Greenwich times without a zone are.
  public var offsetSeconds: Int64
  /// Whether the bytes of feeds that cannot be read twice are kept for `RawRows`.
  public var keepsBytes: Bool
  /// Whether sockets may listen where other machines can connect.
  public var allowsRemote: Bool
  /// How the columns of foreign feeds fill our fields; the first that is for a feed counts.
  public var mappings: [FeedMapping] = []

  public init(
    follow: Bool = false, maxRowBytes: Int = 65_536, blockBytes: Int = 1 << 18,
    offsetSeconds: Int64 = Timestamp.chinaOffsetSeconds, keepsBytes: Bool = true,
    allowsRemote: Bool = false
  ) {
    self.follow = follow
    self.maxRowBytes = maxRowBytes
    self.blockBytes = blockBytes
    self.offsetSeconds = offsetSeconds
    self.keepsBytes = keepsBytes
    self.allowsRemote = allowsRemote
  }
}

/// What the reader of feeds tells.
public enum FeedEvent: Sendable {
  case batch(RecordBatch)
  case rejects([Reject], feed: Int)
  /// The next bytes of a row that is too long and stands at `offset`; its reject follows the last of
  /// them.
  case longRow([UInt8], feed: Int, offset: Int)
  /// How a feed stands: at every change of state, and about ten times a second while it is read. Its
  /// accepted, flagged, duplicate, conflict and amendment counts are the library's to fill.
  case status(FeedStatus, feed: Int)
  case feedEnded(feed: Int)
  /// Everything that was there has been read; told again after each further arrival.
  case caughtUp
}
