/// One file that was found under a feed's name, and how far it has been read.
final class FileGeneration: NamedGeneration {
  /// Bytes before the position that are remembered, to notice a file that was written anew.
  private static let rememberedBytes = 64

  let file: Descriptor
  let identity: FileIdentity
  let stream: DecodedStream
  /// Offset in the feed of the file's first byte.
  let base: Int64
  private(set) var position: Int64
  /// When bytes last came, in milliseconds of the monotonic clock.
  private(set) var lastGrowth = monotonicMilliseconds()
  /// The number of the watch on its content.
  var watch: Int32?
  /// Whether a last line without a line end has been taken as it was.
  var isFinished = false
  /// Whether the file was cut short before.
  private(set) var isRestarted = false
  private var remembered: [UInt8] = []
  /// The first bytes that were read of the file.
  private var opening: [UInt8] = []
  /// Where they stand: 0, or after a hole.
  private let openingPosition: Int64
  /// What the file held before it was cut short, where another file has it.
  private(set) var copy: FileCopy?

  init(
    _ file: Descriptor, _ identity: FileIdentity, seat: FeedSeat, base: Int64, position: Int64 = 0
  ) {
    self.file = file
    self.identity = identity
    self.base = base
    self.position = position
    openingPosition = position
    stream = DecodedStream(seat, base: base + position)
  }

  /// The same file from `position` on, after it was cut short.
  convenience init(restarting other: FileGeneration, seat: FeedSeat, base: Int64, position: Int64) {
    self.init(other.file, other.identity, seat: seat, base: base, position: position)
    watch = other.watch
    isRestarted = true
  }

  /// Reads a block at the position; the count, 0 at the end, or a negative error number.
  ///
  /// A block of a file that is being written anew is not taken: with `isGuarded` the bytes before the
  /// position are looked at after the reading too, and 0 is the count where they have changed.
  func read(_ count: Int, isGuarded: Bool = false) -> Int {
    let taken = stream.fill(count) { room in
      let taken = file.read(into: room, at: position)
      if isGuarded, taken > 0, hasOtherBytes { return 0 }
      if taken > 0 {
        if opening.isEmpty {
          opening = Array(room[..<taken].prefix(FileGeneration.rememberedBytes))
        }
        let last = room[..<taken].suffix(FileGeneration.rememberedBytes)
        remembered = Array(
          (remembered + last).suffix(FileGeneration.rememberedBytes))
      }
      return taken
    }
    if taken > 0 {
      position += Int64(taken)
      lastGrowth = monotonicMilliseconds()
    }
    return taken
  }

  /// Whether the file was cut short, or written anew, since it was read up to here.
  func isOverwritten(size: Int64) -> Bool {
    size < position || hasOtherBytes
  }

  /// Whether the bytes before the position are no longer those that were read.
  private var hasOtherBytes: Bool {
    let count = remembered.count
    return file.bytes(at: position - Int64(count), count: count) != remembered
  }

  /// A copy of the file as it was before it was cut short: the longest sibling `NAME.…` that is at
  /// least as long as was read, and has the same first bytes and the same bytes before the position.
  ///
  /// `nil` where there is none, or what was read is too little to tell.
  func findCopy(besides path: String) -> FileCopy? {
    guard remembered.count == FileGeneration.rememberedBytes else { return nil }
    let sought = SoughtCopy(
      original: identity, position: position, openingPosition: openingPosition, opening: opening,
      last: remembered)
    copy = sought.find(besides: path)
    return copy
  }

  /// Reads a block of the copy at the position; the count, 0 at the end, or a negative error number.
  func read(_ count: Int, from copy: FileCopy) -> Int {
    let taken = stream.fill(count) { room in copy.read(into: room, at: position) }
    if taken > 0 { position += Int64(taken) }
    return taken
  }
}
