import CZlib

/// Reads gzip members one after the other, with zlib.
///
/// Zeros between members are padding, as gzip takes them.
final class GzipExpander: Expander {
  /// zlib keeps a pointer to it, so it stays where it is.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private(set) var isBetweenParts = true

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isReady = czlib_begin_gzip(stream) == Z_OK
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func expand(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Expansion {
    guard isReady else { return Expansion(fault: "no memory for zlib") }
    if isBetweenParts {
      let padding = input.prefix { $0 == 0 }.count
      if padding > 0 || input.isEmpty { return Expansion(taken: padding) }
      isBetweenParts = false
    }
    // zlib's own type: it does not write through next_in.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(output.count)
    let answer = inflate(stream, Z_NO_FLUSH)
    var expansion = Expansion(
      taken: input.count - Int(stream.pointee.avail_in),
      made: output.count - Int(stream.pointee.avail_out))
    switch answer {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isBetweenParts = true
      inflateReset(stream)
    default:
      expansion.fault = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(answer)"
    }
    return expansion
  }
}
