import Glibc
import Synchronization
import Workers

/// A thread that reads a compressed source ahead of the feeds' thread, by a few blocks at most.
///
/// `@unchecked`: `text` is used by the thread alone; a block belongs to the thread, or, once it is
/// in `filled`, to the one that takes.
final class Decompression: @unchecked Sendable {
  static let blockBytes = 1 << 20
  static let blockCount = 4
  /// The first block is small, so that a first picture is there early.
  private static let firstBlockBytes = 1 << 16
  /// How often a followed file is asked whether it has grown.
  private static let growthMilliseconds: Int32 = 250

  /// What there is to take.
  enum Taking {
    /// Text, and how far the source has been read for it.
    case bytes(Int, consumed: Int64)
    /// Nothing now; `isWorking` where more is being made without anything new in the source.
    case nothing(isWorking: Bool)
    /// The source has ended, or a member of a followed one: all was read up to `consumed`.
    case ended(consumed: Int64)
    case failed(reason: String)
  }

  private struct Block {
    /// Its place in the storage.
    var index: Int
    var used: Int
    var consumed: Int64
  }

  private struct State {
    /// Places of blocks in the storage.
    var free = Array(0..<Decompression.blockCount)
    var filled: [Block] = []
    /// Bytes of the first filled block that were taken.
    var taken = 0
    var isWorking = true
    /// What comes after the filled blocks; `nil` where that is not known yet.
    var outcome: Taking?
  }

  private let text: CompressedText
  private let source: any ByteSource
  private let follows: Bool
  private let state = Mutex(State())
  private let storage: UnsafeMutableRawPointer
  /// Given while there is something to take.
  private let news = WakeSignal()
  /// Given when a block was freed, or nobody wants more.
  private let demand = WakeSignal()
  private let isUnwanted = Atomic(false)

  /// `follows`: whether the end of the source within a member may be a pause.
  ///
  /// `start`: where a member begins in the source.
  init(_ source: any ByteSource, from start: Int64 = 0, follows: Bool) {
    self.source = source
    self.follows = follows
    text = CompressedText(source, from: start)
    storage = .allocate(
      byteCount: Decompression.blockBytes * Decompression.blockCount, alignment: 4096)
  }

  deinit { storage.deallocate() }

  /// Readable while there is something to take.
  var descriptor: Int32 { news.descriptor }

  /// Starts the thread, which lives until the source ends or `cancel` is called.
  func start() {
    let failure = startThread("decompression") { self.work() }
    if failure != 0 { end(.failed(reason: systemReason(failure))) }
  }

  /// Makes the thread end soon.
  func cancel() {
    isUnwanted.store(true, ordering: .releasing)
    demand.give()
  }

  /// Copies the next text into `room`, from one block.
  func take(into room: UnsafeMutableRawBufferPointer) -> Taking {
    let (block, start) = state.withLock { ($0.filled.first, $0.taken) }
    guard let block else { return takeOutcome() }
    let count = min(room.count, block.used - start)
    room.copyMemory(
      from: UnsafeRawBufferPointer(start: address(block.index) + start, count: count))
    state.withLock { state in
      state.taken += count
      guard state.taken == block.used else { return }
      state.filled.removeFirst()
      state.free.append(block.index)
      state.taken = 0
      if state.filled.isEmpty, state.outcome == nil { news.takeBack() }
      demand.give()
    }
    return .bytes(count, consumed: block.consumed)
  }

  private func address(_ index: Int) -> UnsafeMutableRawPointer {
    storage + index * Decompression.blockBytes
  }

  private func takeOutcome() -> Taking {
    state.withLock { state in
      guard state.filled.isEmpty else { return .nothing(isWorking: true) }
      if state.outcome == nil { news.takeBack() }
      return state.outcome ?? .nothing(isWorking: state.isWorking)
    }
  }
}

extension Decompression {
  /// Fills blocks until the source ends.
  private func work() {
    var limit = Decompression.firstBlockBytes
    var spare: Int?
    while true {
      demand.takeBack()
      if isUnwanted.load(ordering: .acquiring) { return }
      spare = spare ?? state.withLock { $0.free.popLast() }
      guard let index = spare else {
        wait(for: [demand.descriptor], milliseconds: -1)
        continue
      }
      switch text.read(into: UnsafeMutableRawBufferPointer(start: address(index), count: limit)) {
      case .bytes(let count):
        spare = nil
        limit = Decompression.blockBytes
        hand(Block(index: index, used: count, consumed: text.consumed))
      case .nothing(let hasEnded, let endsWell):
        if hasEnded, endsWell { return end(.ended(consumed: text.consumed)) }
        if hasEnded, !follows { return end(cutShort) }
        awaitSource()
      case .failed(let reason): return end(.failed(reason: reason))
      }
    }
  }

  private func hand(_ block: Block) {
    state.withLock { state in
      state.filled.append(block)
      state.isWorking = true
      news.give()
    }
  }

  private var cutShort: Taking {
    .failed(reason: text.failure(found: "the end of the bytes"))
  }

  private func end(_ outcome: Taking) {
    state.withLock { state in
      state.outcome = outcome
      state.isWorking = false
      news.give()
    }
  }

  /// Tells that everything was read, and waits until there may be more.
  private func awaitSource() {
    state.withLock { state in
      guard state.isWorking else { return }
      state.isWorking = false
      news.give()
    }
    if let awaited = source.awaited {
      wait(for: [demand.descriptor, awaited], milliseconds: -1)
    } else {
      wait(for: [demand.descriptor], milliseconds: Decompression.growthMilliseconds)
    }
  }

  private func wait(for descriptors: [Int32], milliseconds: Int32) {
    var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    _ = poll(&requests, nfds_t(requests.count), milliseconds)
  }
}
