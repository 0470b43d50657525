/// A directory whose files are feeds: those of a known extension, or those whose names fit a pattern.
struct FeedDirectory: Sendable {
  /// As the user named it; its class and format are those of all files.
  let spec: FeedSpec
  let path: String
  /// `nil` where the extension decides.
  private let pattern: NamePattern?

  /// `nil` where the path is that of a file, or of nothing yet.
  init?(_ spec: FeedSpec, path: String) {
    self.spec = spec
    guard let facts = FileFacts(path: path) else {
      let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
      guard let pattern = NamePattern(String(name)) else { return nil }
      self.pattern = pattern
      self.path = parentDirectory(path)
      return
    }
    guard facts.isDirectory else { return nil }
    pattern = nil
    self.path = path
  }

  /// A feed for each file that there is now, in the order of their names.
  func feeds() -> [FeedSpec] {
    directoryEntries(path).filter(isFeed).map { name in
      var feed = spec
      feed.name = file(name)
      feed.source = .path(feed.name)
      return feed
    }
  }

  private func isFeed(_ name: String) -> Bool {
    guard let pattern else { return FeedFormat(fileName: name) != nil }
    return pattern.fits(name) && FileFacts(path: file(name))?.isRegular == true
  }

  private func file(_ name: String) -> String {
    // The name stays as the user wrote it: `*.csv` has no directory before it.
    if pattern != nil, path == ".", !spec.name.hasPrefix("./") { return name }
    return path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// What to say where no file is a feed.
  var emptiness: FeedError {
    guard pattern == nil else {
      return FeedError(
        path: spec.name, reason: "no file has such a name", help: "check the pattern")
    }
    let formats = FeedFormat.fileExtensions.map { ".\($0)" }
    let packed = Compression.fileExtensions.joined(separator: " or ")
    return FeedError(
      path: spec.name, reason: "no feeds in this directory",
      help: "files that end in \(formats.joined(separator: ", ")), also with \(packed), are feeds; "
        + "a pattern such as 'DIR/*.txt' takes others")
  }

  /// Whether every file must be named, so that none is a mistake.
  var isPattern: Bool { pattern != nil }
}
