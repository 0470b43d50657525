import Glibc

/// One compressed file that was found under a feed's name, and how far it has been unpacked.
///
/// Between two members that lie apart in time it keeps no thread and no memory but its decoder's.
final class CompressedGeneration: NamedGeneration {
  /// What there is to take.
  enum Taking {
    /// Text, and the bytes of the file that it was packed in.
    case bytes(text: Int, packed: Int)
    /// Nothing yet: it is being unpacked.
    case working
    /// All that is there was taken.
    case resting
    /// The file was cut short, or written anew.
    case overwritten
    case failed(reason: String)
  }

  let file: Descriptor
  let identity: FileIdentity
  let stream: DecodedStream
  /// Offset in the feed of the text's first byte.
  let base: Int64
  /// When bytes last came, in milliseconds of the monotonic clock.
  private(set) var lastGrowth = monotonicMilliseconds()
  /// The number of the watch on its content.
  var watch: Int32?
  /// Whether a last line without a line end has been taken as it was.
  var isFinished = false
  /// Whether its bytes cannot be read on.
  private(set) var isBroken = false
  /// Bytes of the file whose text was taken.
  private(set) var consumed: Int64 = 0
  private var source: GuardedSource
  /// `nil` between two members.
  private var decompression: Decompression?

  init(_ file: Descriptor, _ identity: FileIdentity, seat: FeedSeat, base: Int64) {
    self.file = file
    self.identity = identity
    self.base = base
    source = GuardedSource(file)
    stream = DecodedStream(seat, base: base)
  }

  deinit { decompression?.cancel() }

  /// Readable while there is something to take.
  var descriptor: Int32? { isBroken ? nil : decompression?.descriptor }
  /// Whether a member has been begun whose end is missing.
  var isWithinMember: Bool { decompression != nil }

  func take(_ count: Int) -> Taking {
    if isBroken { return source.isOverwritten ? .overwritten : .resting }
    guard let decompression else { return wake() }
    var taking = Decompression.Taking.nothing(isWorking: true)
    let text = stream.fill(count) { room in
      taking = decompression.take(into: room)
      guard case .bytes(let taken, _) = taking else { return 0 }
      return taken
    }
    switch taking {
    case .bytes(_, let consumed):
      lastGrowth = monotonicMilliseconds()
      return .bytes(text: text, packed: advance(to: consumed))
    case .nothing(let isWorking): return isWorking ? .working : .resting
    case .ended(let consumed):
      self.decompression = nil
      // What ends a member makes no text.
      let packed = advance(to: consumed)
      return packed > 0 ? .bytes(text: 0, packed: packed) : wake()
    case .failed(let reason):
      if source.isOverwritten { return .overwritten }
      isBroken = true
      return .failed(reason: reason)
    }
  }

  private func advance(to consumed: Int64) -> Int {
    defer { self.consumed = max(self.consumed, consumed) }
    return max(0, Int(consumed - self.consumed))
  }

  /// Goes on where a member has ended, if there is more.
  private func wake() -> Taking {
    if source.isOverwritten { return .overwritten }
    guard let size = file.facts?.size, size > consumed else { return .resting }
    let decompression = Decompression(source, from: consumed, follows: true)
    self.decompression = decompression
    decompression.start()
    return .working
  }

  /// Bytes of the file that are there and not yet taken.
  var backlog: Int64 { isBroken ? 0 : max(0, (file.facts?.size ?? 0) - consumed) }

  /// The words for a file that ends within a member.
  var cutShort: String {
    "compressed byte \(consumed): expected the rest of a gzip member or zstd frame, "
      + "found the end of the bytes"
  }
}
