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
  private let directories: [FeedDirectory]
  /// The sockets of the feeds that listen, by the feed's number.
  private let listeners: [Int: Listener]
  private let stopSignal = WakeSignal()

  /// Throws where a file or directory is not there, unless feeds are followed: then it is waited for.
  ///
  /// Also where a socket cannot be listened on. Who connects from now on waits for `run`.
  public init(specs: [FeedSpec], options: FeedOptions = FeedOptions()) throws(FeedError) {
    self.options = options
    var files: [FeedSpec] = []
    var directories: [FeedDirectory] = []
    var listeners: [Int: Listener] = [:]
    for spec in specs {
      guard case .path(let path) = spec.source else {
        if case .socket(let address) = spec.source {
          listeners[files.count] = try listener(address, allowsRemote: options.allowsRemote)
        }
        files.append(spec)
        continue
      }
      if let directory = FeedDirectory(spec, path: path) {
        let found = directory.feeds()
        if found.isEmpty, directory.isPattern, !options.follow { throw directory.emptiness }
        directories.append(directory)
        files += found
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
      throw directory.emptiness
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
