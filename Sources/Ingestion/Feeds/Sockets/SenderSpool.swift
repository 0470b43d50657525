import Synchronization

/// The bytes of many senders in one spool, whose oldest stretches make room for new ones.
///
/// Each sender fills stretches of its own, so that its rows lie together; the first is short, since
/// many send little.
final class SenderSpool: Sendable {
  fileprivate static let firstStretch: Int64 = 1 << 12
  fileprivate static let longestStretch: Int64 = 1 << 20

  /// A part of a sender's bytes.
  fileprivate struct Stretch {
    /// Offset in the feed of its first byte.
    var offset: Int64
    /// Where that stands among all bytes that were ever given room.
    var place: Int64
    var room: Int64
    var used: Int64 = 0
  }

  fileprivate struct Index {
    /// The stretches of each sender that are still there, the newest last.
    var bySender: [Int: [Stretch]] = [:]
    /// Senders in the order in which stretches were given out.
    var order: [Int] = []
    /// How many of `order` have lost their stretch again.
    var gone = 0
    var nextPlace: Int64 = 0
  }

  private let spool: Spool
  private let index = Mutex(Index())

  /// `nil` where nobody will ask for the bytes, or the system gives no temporary file.
  init?(of seat: FeedSeat) {
    guard let spool = Spool(of: seat) else { return nil }
    self.spool = spool
  }

  /// Keeps bytes that stand at `offset` of the feed; whether that succeeded.
  func keep(_ bytes: UnsafeRawBufferPointer, at offset: Int64, sender: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let at = offset + Int64(done)
      let (place, room) = index.withLock { $0.reserve(bytes.count - done, at: at, sender) }
      let part = UnsafeRawBufferPointer(rebasing: bytes[done..<(done + room)])
      guard spool.keep(part, at: place) else { return false }
      done += room
    }
    return true
  }

  /// The bytes at `offset`, as many as are there.
  func read(offset: Int64, length: Int, sender: Int) -> [UInt8] {
    let pieces = index.withLock { $0.pieces(offset..<(offset + Int64(length)), sender) }
    return pieces.reduce(into: []) { $0 += spool.read(offset: $1.place, length: $1.count) }
  }
}

extension SenderSpool.Index {
  /// Room for some of `count` bytes that follow the sender's last ones.
  mutating func reserve(_ count: Int, at offset: Int64, _ sender: Int) -> (place: Int64, count: Int)
  {
    var stretches = bySender[sender, default: []]
    if stretches.last.map({ $0.used == $0.room }) ?? true {
      let room = min(
        stretches.last.map { $0.room * 2 } ?? SenderSpool.firstStretch, SenderSpool.longestStretch)
      stretches.append(SenderSpool.Stretch(offset: offset, place: nextPlace, room: room))
      nextPlace += room
      order.append(sender)
    }
    let last = stretches.count - 1
    let taken = min(Int64(count), stretches[last].room - stretches[last].used)
    let place = stretches[last].place + stretches[last].used
    stretches[last].used += taken
    bySender[sender] = stretches
    dropOverwritten()
    return (place, Int(taken))
  }

  /// Forgets the stretches whose room was given out again.
  private mutating func dropOverwritten() {
    while gone < order.count, let first = bySender[order[gone]]?.first,
      first.place < nextPlace - Spool.capacity
    {
      bySender[order[gone]]?.removeFirst()
      if bySender[order[gone]]?.isEmpty == true { bySender[order[gone]] = nil }
      gone += 1
    }
    if gone > 1024, gone > order.count / 2 {
      order.removeFirst(gone)
      gone = 0
    }
  }

  /// Where a range of a sender's offsets is kept, in its order.
  func pieces(_ range: Range<Int64>, _ sender: Int) -> [(place: Int64, count: Int)] {
    (bySender[sender] ?? []).compactMap { stretch in
      let held = (stretch.offset..<(stretch.offset + stretch.used)).clamped(to: range)
      guard !held.isEmpty else { return nil }
      return (stretch.place + held.lowerBound - stretch.offset, held.count)
    }
  }
}
