import Glibc

/// `FIONREAD` of Linux, which Glibc's module leaves out.
private let bytesWaiting: UInt = 0x541B

/// What one sender sends: a stream of its own, with its own header and lines.
final class SenderConnection {
  /// Offsets of two senders are so far apart: what a sender sends at most.
  static let offsetRoom: Int64 = 1_000_000_000_000

  /// A sender of whom so many bytes wait is a fast one.
  private static let fastBytes = 1 << 15

  /// What reading gave.
  enum Reading {
    case nothing
    /// Text; `taken` of the sender's bytes were used for it.
    case bytes(taken: Int)
    /// The sender has closed, or is gone.
    case ended
    /// What it sends cannot be read on.
    case failed(reason: String)
  }

  /// From 1, in the order of coming.
  let number: Int
  let file: Descriptor
  let stream: DecodedStream
  /// Columns that the schema does not know, as they were last asked for.
  var unknownColumns: [String: Int] = [:]
  /// Bytes that have come and were not read, as far as was seen.
  private(set) var queued: Int64 = 0
  /// Whether more text may be made without further bytes.
  private(set) var hasMore = false
  /// The first bytes, until they tell whether they are compressed and were taken.
  private var opening: [UInt8] = []
  private var isRecognized = false
  /// What unpacks compressed bytes; `nil` for plain ones.
  private var text: CompressedText?

  init(_ file: Descriptor, number: Int, seat: FeedSeat) {
    self.file = file
    self.number = number
    stream = DecodedStream(seat, base: Int64(number) * SenderConnection.offsetRoom)
  }

  /// Takes at most `count` bytes of text, and keeps them in the spool; whether that succeeded is told
  /// by `isKept`.
  func read(_ count: Int, spool: SenderSpool?, isKept: inout Bool) -> Reading {
    if !isRecognized, let reading = recognize() { return reading }
    let before = text?.consumed ?? 0
    var reading = Reading.nothing
    let offset = stream.end
    let taken = stream.fill(text == nil ? room(count) : count) { room in
      let taken: Int
      (taken, reading) = take(into: room)
      if taken > 0, let spool {
        let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<taken])
        isKept = spool.keep(bytes, at: offset, sender: number)
      }
      return taken
    }
    queued = waiting
    if taken > 0 {
      return .bytes(taken: text.map { Int($0.consumed - before) } ?? taken)
    }
    return reading
  }

  /// Room for what has come, so that a slow sender does not cost a block, or for all that a fast one
  /// sends meanwhile.
  private func room(_ count: Int) -> Int {
    let waiting = Int(waiting)
    return waiting >= SenderConnection.fastBytes ? count : min(count, max(waiting, 1 << 12))
  }

  private var waiting: Int64 {
    var count: Int32 = 0
    return ioctl(file.number, bytesWaiting, &count) == 0 ? Int64(count) : 0
  }

  /// Bytes of text into `room`, and what the reading gave where there are none.
  private func take(into room: UnsafeMutableRawBufferPointer) -> (Int, Reading) {
    if let text { return unpack(text, into: room) }
    room.copyBytes(from: opening)
    var taken = opening.count
    opening = []
    while taken < room.count {
      let more = file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[taken...]))
      guard more > 0 else {
        return (taken, taken > 0 || more == -Int(EAGAIN) ? .nothing : .ended)
      }
      taken += more
    }
    return (taken, .nothing)
  }

  private func unpack(
    _ text: CompressedText, into room: UnsafeMutableRawBufferPointer
  ) -> (Int, Reading) {
    hasMore = false
    switch text.read(into: room) {
    case .bytes(let count):
      // It stopped for want of room, so there may be more.
      hasMore = count == room.count
      return (count, .nothing)
    case .nothing(hasEnded: false, _): return (0, .nothing)
    case .nothing(_, endsWell: true): return (0, .ended)
    case .nothing:
      return (0, .failed(reason: text.failure(found: "the end of the bytes")))
    case .failed(let reason): return (0, .failed(reason: reason))
    }
  }

  /// Reads the first bytes, as few as tell whether they are compressed; `nil` once they do.
  private func recognize() -> Reading? {
    while opening.isEmpty || Compression.isUndecided(opening) {
      var byte: UInt8 = 0
      let taken = withUnsafeMutableBytes(of: &byte) { file.read(into: $0) }
      if taken == -Int(EAGAIN) { return .nothing }
      guard taken > 0 else {
        if opening.isEmpty { return .ended }
        break
      }
      opening.append(byte)
    }
    isRecognized = true
    if Compression(opening: opening) != nil {
      text = CompressedText(PipeSource(opening: opening, file: file, reopening: nil))
      opening = []
    }
    return nil
  }
}
