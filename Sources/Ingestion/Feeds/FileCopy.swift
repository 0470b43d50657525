import Glibc

/// What a file held before it was cut short.
enum FileCopy {
  case plain(Descriptor)
  /// Its text has been read up to the position that was sought.
  case packed(Descriptor, CompressedText)

  /// Reads a block on from where was read; the count, 0 at the end, or a negative error number.
  func read(into room: UnsafeMutableRawBufferPointer, at position: Int64) -> Int {
    switch self {
    case .plain(let file): return file.read(into: room, at: position)
    case .packed(_, let text):
      guard case .bytes(let count) = text.read(into: room) else { return 0 }
      return count
    }
  }
}

/// How a copy of a file is known: its bytes up to a position, as far as they are remembered.
struct SoughtCopy {
  /// Packed copies are unpacked up to the position, on the thread of all feeds: so far, in some
  /// seconds.
  private static let packedReach: Int64 = 1 << 30
  /// So many packed ones are tried, the newest first: the others are those of earlier days.
  private static let mostPacked = 2

  let original: FileIdentity
  let position: Int64
  /// Where the file's first bytes that were read stand: 0, or after a hole.
  let openingPosition: Int64
  let opening: [UInt8]
  /// The bytes before the position.
  let last: [UInt8]

  /// The longest plain copy among the siblings `NAME.…` of a file; else a packed one.
  func find(besides path: String) -> FileCopy? {
    let directory = parentDirectory(path)
    let prefix = path.split(separator: "/").last.map { "\($0)." } ?? ""
    let siblings = directoryEntries(directory).filter { $0.hasPrefix(prefix) }.compactMap {
      name -> (file: Descriptor, facts: FileFacts, isPacked: Bool)? in
      guard let file = Descriptor(reading: "\(directory)/\(name)"), let facts = file.facts,
        facts.isRegular, facts.identity != original
      else { return nil }
      return (file, facts, Compression(fileName: name) != nil)
    }
    let plain = siblings.filter { !$0.isPacked && $0.facts.size >= position && isCopy($0.file) }
    if let longest = plain.max(by: { $0.facts.size < $1.facts.size }) {
      return .plain(longest.file)
    }
    let packed = siblings.filter(\.isPacked).sorted {
      $0.facts.changedNanoseconds > $1.facts.changedNanoseconds
    }
    return packed.prefix(SoughtCopy.mostPacked).lazy.compactMap { packedCopy($0.file) }.first
  }

  private func isCopy(_ file: Descriptor) -> Bool {
    file.bytes(at: openingPosition, count: opening.count) == opening
      && file.bytes(at: position - Int64(last.count), count: last.count) == last
  }

  /// Unpacks a file up to the position; `nil` where it holds something else.
  private func packedCopy(_ file: Descriptor) -> FileCopy? {
    guard position <= SoughtCopy.packedReach else { return nil }
    let text = CompressedText(FileSource(file: file))
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { block.deallocate() }
    var at: Int64 = 0
    var seen: [UInt8] = []
    while at < position {
      let room = UnsafeMutableRawBufferPointer(
        rebasing: block[..<Int(min(Int64(block.count), position - at))])
      guard case .bytes(let count) = text.read(into: room) else { return nil }
      let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])
      guard opens(bytes, at: at) else { return nil }
      seen = Array((seen + bytes.suffix(last.count)).suffix(last.count))
      at += Int64(count)
    }
    return seen == last ? .packed(file, text) : nil
  }

  /// Whether the first bytes are the same, as far as they stand in this part of the text.
  private func opens(_ bytes: UnsafeRawBufferPointer, at start: Int64) -> Bool {
    let part = (openingPosition..<(openingPosition + Int64(opening.count))).clamped(
      to: start..<(start + Int64(bytes.count)))
    return part.allSatisfy {
      bytes[Int($0 - start)] == opening[Int($0 - openingPosition)]
    }
  }
}
