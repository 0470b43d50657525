import CZstd

/// Reads zstd frames one after the other, with libzstd, whose window limit of 128 MiB stays.
final class ZstdExpander: Expander {
  private let stream: OpaquePointer?
  private(set) var isBetweenParts = true
  /// Bytes up to the end of the block that is next, as libzstd says.
  ///
  /// No more are given at once: what is made before a faulty block is not told of when a call reads
  /// both.
  private var wanted: Int

  init() {
    stream = ZSTD_createDStream()
    wanted = stream == nil ? 0 : ZSTD_initDStream(stream)
  }

  deinit { ZSTD_freeDStream(stream) }

  func expand(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Expansion {
    guard let stream else { return Expansion(fault: "no memory for libzstd") }
    if isBetweenParts, input.isEmpty { return Expansion() }
    var source = ZSTD_inBuffer(src: input.baseAddress, size: min(input.count, wanted), pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let answer = ZSTD_decompressStream(stream, &target, &source)
    guard ZSTD_isError(answer) == 0 else {
      return Expansion(fault: String(cString: ZSTD_getErrorName(answer)))
    }
    isBetweenParts = answer == 0
    wanted = answer == 0 ? ZSTD_initDStream(stream) : answer
    return Expansion(taken: source.pos, made: target.pos)
  }
}
