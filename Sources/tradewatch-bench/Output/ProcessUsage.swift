import Glibc

/// What this process has used up to now.
enum ProcessUsage {
  /// Memory that belongs to the process alone, files left out; in 10⁶ bytes.
  static var anonymousMegabytes: Double { kilobytes(of: "RssAnon:") * 1024 / 1e6 }

  /// The most memory that was resident at any time; in 10⁶ bytes.
  static var peakMegabytes: Double { Double(usage.ru_maxrss) * 1024 / 1e6 }

  /// Time of all threads on processors, in programs and in the system.
  static var processorSeconds: Double { seconds(usage.ru_utime) + seconds(usage.ru_stime) }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func kilobytes(of label: String) -> Double {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix(label) else { continue }
      return text.split(separator: " ").compactMap { Double($0) }.first ?? 0
    }
    return 0
  }
}

/// Seconds since it was made, by the clock that never jumps.
struct Stopwatch {
  private let start = Stopwatch.now

  var seconds: Double { Stopwatch.now - start }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// How long `body` takes.
func timed(_ body: () throws -> Void) rethrows -> Double {
  let watch = Stopwatch()
  try body()
  return watch.seconds
}
