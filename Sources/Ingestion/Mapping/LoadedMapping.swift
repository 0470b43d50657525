import Commerce
import Glibc

/// A mapping with the tables that it joins, ready for a feed.
package struct LoadedMapping: Sendable {
  let mapping: FeedMapping
  let joins: [JoinTable]

  /// A mapping that joins nothing, or the tables that it joins.
  package init(_ mapping: FeedMapping) { self.init(mapping: mapping, joins: []) }

  init(mapping: FeedMapping, joins: [JoinTable]) {
    self.mapping = mapping
    self.joins = joins
  }

  /// Reads the files that the mapping joins for the feed at `path`.
  ///
  /// Gives with it what the user should be told of them; `nil` for nothing.
  static func load(
    _ mapping: FeedMapping, feed path: String?, _ options: FeedOptions
  ) -> (mapping: LoadedMapping, notice: String?) {
    var notice: String?
    let joins = mapping.joins.map { join in
      let collector = JoinCollector(join, mapping.numbers)
      if let file = join.path(besides: path) {
        let failure = readRows(of: file, mapping, options, into: collector)
        notice = notice ?? failure.map { "join: \(file): \($0)" } ?? collector.notice
      } else {
        notice = "join: a feed without a file has no file of its own"
      }
      return collector.table()
    }
    return (LoadedMapping(mapping: mapping, joins: joins), notice)
  }
}

extension FeedMapping {
  /// The files that its joins read, for the feed at `path`.
  func joinedFiles(feed path: String?) -> [String] {
    joins.compactMap { $0.path(besides: path) }
  }
}

/// Hands the rows of a file to `rows`, to the end or until that has enough; the reason where it
/// cannot be read, else `nil`.
func readRows(
  of path: String, _ mapping: FeedMapping?, _ options: FeedOptions, into rows: any ForeignRows,
  until hasEnough: () -> Bool = { false }
) -> String? {
  guard let file = Descriptor(reading: path) else { return systemReason(errno) }
  let decoder = EncodedFeedDecoder(
    feed: 0, name: path,
    options: DecodingOptions(
      format: FeedFormat(fileName: path), encoding: mapping?.encoding,
      dialect: mapping?.dialect ?? Dialect(), maxRowBytes: options.maxRowBytes),
    foreign: rows)
  let text = Compression(fileName: path) == nil ? nil : CompressedText(FileSource(file: file))
  var failure: String?
  var position: Int64 = 0
  var isAtEnd = false
  while !isAtEnd, !hasEnough() {
    let taken = decoder.fill(options.blockBytes) { room in
      guard let text else { return file.read(into: room, at: position) }
      switch text.read(into: room) {
      case .bytes(let count): return count
      case .nothing: return 0
      case .failed(let reason):
        failure = reason
        return 0
      }
    }
    if taken < 0 { failure = systemReason(Int32(-taken)) }
    position += Int64(max(0, taken))
    isAtEnd = taken <= 0
    _ = decoder.decode(isLast: isAtEnd)
  }
  return failure
}
