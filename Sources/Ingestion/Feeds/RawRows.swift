import Synchronization

/// The bytes of rows as they arrived, read again from their feeds.
///
/// Any thread may ask.
///
/// Offsets are unique within a feed, also when its file is rotated: each file that was opened under
/// the feed's name is a *generation* with a base of its own, and a row's offset is the base plus its
/// position in that file. The first generation's base is 0, so there offset and position agree.
public final class RawRows: Sendable {
  /// Files of one feed that are kept open after they were rotated away.
  static let mostGenerations = 16

  private struct Generation {
    var base: Int64
    /// The offset after the last byte that was read.
    var end: Int64
    var origin: Origin
  }

  private enum Origin {
    case file(Descriptor)
    /// A file that was read to its end and closed: opened again when asked.
    case closed(path: String, identity: FileIdentity)
    case spool(Spool)
    case compressed(CompressedRows)
    /// The bytes of all senders of a feed.
    case senders(SenderSpool)
  }

  private let generations = Mutex<[Int: [Generation]]>([:])

  init() {}

  /// The bytes of a row; `nil` where they cannot be read any more.
  public func rawRow(feed: Int, offset: Int64, length: Int) -> [UInt8]? {
    let found = generations.withLock { all in
      all[feed]?.last { $0.base <= offset && offset + Int64(length) <= $0.end }
    }
    guard let found, length >= 0 else { return nil }
    let bytes: [UInt8]
    switch found.origin {
    case .file(let descriptor):
      bytes = descriptor.bytes(at: offset - found.base, count: length)
    case .closed(let path, let identity):
      guard let file = Descriptor(reading: path), file.facts?.identity == identity else {
        return nil
      }
      bytes = file.bytes(at: offset - found.base, count: length)
    case .spool(let spool):
      guard found.end - offset <= Spool.capacity else { return nil }
      bytes = spool.read(offset: offset - found.base, length: length)
    case .senders(let spool):
      let sender = Int(offset / SenderConnection.offsetRoom)
      bytes = spool.read(offset: offset, length: length, sender: sender)
    case .compressed(let rows): bytes = rows.read(offset: offset - found.base, length: length)
    }
    return bytes.count == length ? bytes : nil
  }

  /// Begins a generation whose bytes come from an open file.
  func begin(feed: Int, base: Int64, file: Descriptor) {
    add(feed, Generation(base: base, end: base, origin: .file(file)))
  }

  /// Begins a generation whose bytes are kept in a spool.
  func begin(feed: Int, base: Int64, spool: Spool) {
    add(feed, Generation(base: base, end: base, origin: .spool(spool)))
  }

  /// Begins a generation whose bytes are those of a compressed file.
  func begin(feed: Int, base: Int64, compressed rows: CompressedRows) {
    add(feed, Generation(base: base, end: base, origin: .compressed(rows)))
  }

  /// Begins the one generation of a feed whose senders' bytes are kept in a spool.
  func begin(feed: Int, senders spool: SenderSpool) {
    add(feed, Generation(base: 0, end: .max, origin: .senders(spool)))
  }

  private func add(_ feed: Int, _ generation: Generation) {
    generations.withLock { all in
      all[feed, default: []].append(generation)
      if all[feed, default: []].count > RawRows.mostGenerations {
        all[feed]?.removeFirst()
      }
    }
  }

  /// Notes how far the generation with this base has been read.
  func extend(feed: Int, base: Int64, to end: Int64) {
    change(feed, base) { $0.end = max($0.end, end) }
  }

  /// Gives the open file back; it is opened by its path when it is asked for.
  func close(feed: Int, base: Int64, path: String, identity: FileIdentity) {
    change(feed, base) { $0.origin = .closed(path: path, identity: identity) }
  }

  /// The bytes of a generation are in another file now, at the same positions.
  func move(feed: Int, base: Int64, to file: Descriptor) {
    change(feed, base) { $0.origin = .file(file) }
  }

  /// The bytes of a generation are the text of a compressed file now, at the same positions.
  func move(feed: Int, base: Int64, compressed rows: CompressedRows) {
    change(feed, base) { $0.origin = .compressed(rows) }
  }

  /// Forgets a generation whose bytes were overwritten.
  func drop(feed: Int, base: Int64) {
    generations.withLock { all in all[feed]?.removeAll { $0.base == base } }
  }

  private func change(_ feed: Int, _ base: Int64, _ body: (inout Generation) -> Void) {
    generations.withLock { all in
      guard let index = all[feed]?.lastIndex(where: { $0.base == base }) else { return }
      body(&all[feed, default: []][index])
    }
  }
}
