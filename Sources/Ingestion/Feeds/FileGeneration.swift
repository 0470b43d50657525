/// One file that was found under a feed's name, and how far it has been read.
final class FileGeneration {
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

  init(
    _ file: Descriptor, _ identity: FileIdentity, seat: FeedSeat, base: Int64, position: Int64 = 0
  ) {
    self.file = file
    self.identity = identity
    self.base = base
    self.position = position
    stream = DecodedStream(seat, base: base + position)
  }

  /// The same file from `position` on, after it was cut short.
  convenience init(restarting other: FileGeneration, seat: FeedSeat, base: Int64, position: Int64) {
    self.init(other.file, other.identity, seat: seat, base: base, position: position)
    watch = other.watch
    isRestarted = true
  }

  /// Reads a block at the position; the count, 0 at the end, or a negative error number.
  func read(_ count: Int) -> Int {
    let taken = stream.fill(count) { room in
      let taken = file.read(into: room, at: position)
      if taken > 0 {
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
    if size < position { return true }
    let count = remembered.count
    return file.bytes(at: position - Int64(count), count: count) != remembered
  }
}
