import Glibc

/// Reads feeds on the thread that calls `run`, and hands on their rows in batches.
///
/// A feed keeps the number of its argument; a directory becomes one feed a file, and files that
/// appear in it later are numbered after all others.
public final class FeedReader: Sendable {
  public let options: FeedOptions
  /// The bytes of rows as they arrived, for any thread.
  public let rawRows = RawRows()
  private let specs: [FeedSpec]
  /// Directories whose new files become feeds.
  private let directories: [FeedSpec]
  /// The sockets of the feeds that listen, by the feed's number.
  private let listeners: [Int: Listener]
  private let stopSignal = WakeSignal()

  /// Throws where a file or directory is not there, unless feeds are followed: then it is waited for;
  /// and where a socket cannot be listened on. Who connects from now on waits for `run`.
  public init(specs: [FeedSpec], options: FeedOptions = FeedOptions()) throws(FeedError) {
    self.options = options
    var files: [FeedSpec] = []
    var directories: [FeedSpec] = []
    var listeners: [Int: Listener] = [:]
    for spec in specs {
      guard case .path(let path) = spec.source else {
        if case .socket(let address) = spec.source {
          listeners[files.count] = try listener(address, allowsRemote: options.allowsRemote)
        }
        files.append(spec)
        continue
      }
      if FileFacts(path: path)?.isDirectory == true {
        directories.append(spec)
        files += directoryFeeds(spec, path)
      } else {
        if !options.follow {
          try checkReadable(path)
          for file in options.mapping(for: spec)?.joinedFiles(feed: path) ?? [] {
            try checkReadable(file)
          }
        }
        files.append(spec)
      }
    }
    self.specs = files
    self.directories = directories
    self.listeners = listeners
    if files.isEmpty, !options.follow, let directory = directories.first {
      throw FeedError(
        path: directory.name, reason: "no feeds in this directory",
        help: "files that end in .csv, .tsv, .jsonl, .ndjson or .xml, also with .gz or .zst, "
          + "are feeds")
    }
  }

  /// The feeds that are known at the start, in the order of their numbers.
  public var feedNames: [String] { specs.map(\.name) }

  /// The bytes of a row as they arrived; `nil` where they cannot be read any more.
  ///
  /// Any thread may ask, also while `run` reads.
  public func rawRow(feed: Int, offset: Int64, length: Int) -> [UInt8]? {
    rawRows.rawRow(feed: feed, offset: offset, length: length)
  }

  /// Reads until all feeds have ended, or `stop` is called; followed files never end.
  ///
  /// `deliver` may block: nothing is read meanwhile.
  public func run(deliver: (FeedEvent) -> Void) {
    let loop = FeedLoop(
      specs: specs, directories: directories, options: options, rawRows: rawRows,
      listeners: listeners, stop: stopSignal)
    loop.run(deliver)
  }

  /// Makes `run` return soon.
  ///
  /// Any thread may call it.
  public func stop() { stopSignal.give() }
}

private func listener(_ text: String, allowsRemote: Bool) throws(FeedError) -> Listener {
  let address = try SocketAddress(text)
  guard address.isLocal || allowsRemote else {
    throw FeedError(
      path: text, reason: "other machines could send rows to this address",
      help: "listen on 127.0.0.1, or say --allow-remote where they are meant to")
  }
  return try Listener(address, name: text)
}

private func checkReadable(_ path: String) throws(FeedError) {
  guard access(path, R_OK) == 0 else {
    let number = errno
    throw FeedError(
      path: path, reason: systemReason(number),
      help: "check the path, and who may read it")
  }
}

/// A feed for each file of a known extension in a directory, in the order of their names.
func directoryFeeds(_ spec: FeedSpec, _ path: String) -> [FeedSpec] {
  directoryEntries(path).compactMap { name in
    guard FeedFormat(fileName: name) != nil else { return nil }
    let file = path.hasSuffix("/") ? path + name : path + "/" + name
    var feed = spec
    (feed.name, feed.source) = (file, .path(file))
    return feed
  }
}
