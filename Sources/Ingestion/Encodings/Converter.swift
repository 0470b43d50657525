import Glibc

/// The system's `iconv` from one encoding to another.
///
/// A class, because the system's handle is given back once.
final class Converter {
  /// What a call made of the bytes it was given.
  struct Step {
    /// Bytes of the input that were taken, and of the output that were written.
    var taken: Int
    var made: Int
    var stop: Stop
  }

  /// Why a call came to its end.
  enum Stop {
    /// All bytes were taken.
    case whole
    /// The rest begins a character that goes on behind the bytes.
    case incomplete
    /// The rest begins with bytes that are no character.
    case wrong
    case noRoom
  }

  private let handle: iconv_t

  /// `nil` where the system does not know one of the names.
  init?(from source: String, to target: String = "UTF-8") {
    let opened = iconv_open(target, source)
    guard let opened, Int(bitPattern: opened) != -1 else { return nil }
    handle = opened
  }

  deinit { iconv_close(handle) }

  /// Whether the system can convert an encoding of this name to UTF-8.
  static func isKnown(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      let letter = byte | 0x20
      return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        || "-_.:".utf8.contains(byte)
    }
    return isPlain && !name.isEmpty && Converter(from: name) != nil
  }

  /// Converts as many bytes as can be.
  func convert(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Step {
    var source = UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: CChar.self)
    var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
    var left = input.count
    var room = output.count
    let answer = iconv(handle, &source, &left, &target, &room)
    let stop: Stop =
      switch answer == -1 ? errno : 0 {
      case 0: .whole
      case EINVAL: .incomplete
      case E2BIG: .noRoom
      default: .wrong
      }
    return Step(taken: input.count - left, made: output.count - room, stop: stop)
  }

  /// The bytes of a short text in the target's encoding; `nil` where it has none.
  func bytes(of text: String) -> [UInt8]? {
    var room = Array(repeating: 0 as UInt8, count: 64)
    let step = Array(text.utf8).withUnsafeBytes { input in
      room.withUnsafeMutableBytes { convert(input, into: $0) }
    }
    guard case .whole = step.stop else { return nil }
    return Array(room[..<step.made])
  }
}
