import Commerce
import Generation
import Glibc
import Loading

/// Records of all classes on standard output, so many lines a second.
struct GeneratedStream {
  private static let stepMilliseconds = 50

  let linesPerSecond: Int

  /// Writes until nobody reads any more.
  func write(_ stream: JSONStream) -> Never {
    var stream = stream
    let started = MonotonicTime.milliseconds
    var written = 0
    while true {
      let due = (MonotonicTime.milliseconds - started) * linesPerSecond / 1000 + 1
      if due > written {
        StandardOutput.write(stream.next(count: due - written))
        written = due
      }
      usleep(UInt32(GeneratedStream.stepMilliseconds * 1000))
    }
  }
}
