import Glibc

/// The text of a compressed source, from its start.
final class CompressedText {
  /// What reading gave.
  enum Reading {
    case bytes(Int)
    /// Nothing more is there now; `endsWell` where the source has ended, and may end here.
    case nothing(hasEnded: Bool, endsWell: Bool)
    case failed(reason: String)
  }

  private static let inputBytes = 1 << 17

  private let source: any ByteSource
  private let input: UnsafeMutableRawBufferPointer
  /// The bytes of `input` that were read and not yet taken.
  private var held = 0..<0
  /// Compressed bytes read so far.
  private(set) var position: Int64
  private var compression: Compression?
  private var expander: (any Expander)?
  /// Why the bytes cannot be read on; `nil` while they can.
  private var fault: String?

  /// `start`: where a member begins in the source.
  init(_ source: any ByteSource, from start: Int64 = 0) {
    self.source = source
    position = start
    input = .allocate(byteCount: CompressedText.inputBytes, alignment: 16)
  }

  deinit { input.deallocate() }

  /// The compressed bytes that were taken.
  var consumed: Int64 { position - Int64(held.count) }

  /// Fills `output` as far as the source gives bytes without waiting.
  func read(into output: UnsafeMutableRawBufferPointer) -> Reading {
    var made = 0
    while made < output.count, fault == nil {
      let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[held])
      let room = UnsafeMutableRawBufferPointer(rebasing: output[made...])
      let step = expander?.expand(bytes, into: room) ?? Expansion()
      held = (held.lowerBound + step.taken)..<held.upperBound
      made += step.made
      fault = step.fault
      guard fault == nil, step.taken == 0, step.made == 0 else { continue }
      let taken = refill()
      if taken <= 0 { return made > 0 ? .bytes(made) : nothing(taken) }
    }
    if made == 0, let fault { return .failed(reason: failure(found: "'\(fault)'")) }
    return .bytes(made)
  }

  /// Reads more of the source behind what is held; the count, 0 at the end, or a negative error
  /// number.
  private func refill() -> Int {
    if held.lowerBound > 0 {
      input.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[held]))
      held = 0..<held.count
    }
    let room = UnsafeMutableRawBufferPointer(rebasing: input[held.upperBound...])
    guard !room.isEmpty else { return -Int(EINVAL) }
    let taken = source.read(into: room, at: position)
    guard taken > 0 else { return taken }
    held = held.lowerBound..<(held.upperBound + taken)
    position += Int64(taken)
    if expander == nil, held.count >= Compression.magicBytes { begin() }
    return taken
  }

  /// Chooses the expander by the first bytes.
  private func begin() {
    compression = Compression(opening: input[held])
    expander = compression?.makeExpander()
    guard expander == nil else { return }
    let digits = input[held].prefix(Compression.magicBytes).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    fault = digits.joined(separator: " ")
  }

  private func nothing(_ taken: Int) -> Reading {
    if taken == -Int(EAGAIN) { return .nothing(hasEnded: false, endsWell: false) }
    guard taken == 0 else { return .failed(reason: systemReason(Int32(-taken))) }
    let endsWell = held.isEmpty && expander?.isBetweenParts ?? false
    return .nothing(hasEnded: true, endsWell: endsWell)
  }

  /// The words for a source that does not go on as it should.
  func failure(found: String) -> String {
    let expected =
      compression.map { "a whole \($0.partName)" } ?? "gzip (1f 8b) or zstd (28 b5 2f fd)"
    return "compressed byte \(consumed): expected \(expected), found \(found)"
      + "; help: test the file with gzip -t or zstd -t, and copy it again"
  }
}
