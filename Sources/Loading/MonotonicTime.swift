package import Commerce
import Glibc

/// The clock for waiting and pacing: it never jumps.
package enum MonotonicTime {
  /// Milliseconds since some fixed moment.
  package static var milliseconds: Int {
    let time = now()
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Microseconds since some fixed moment.
  package static var microseconds: Int64 {
    let time = now()
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  /// The moment that lies this many milliseconds ahead.
  static func deadline(inMilliseconds milliseconds: Int) -> timespec {
    var time = now()
    time.tv_nsec += milliseconds % 1000 * 1_000_000
    time.tv_sec += milliseconds / 1000 + time.tv_nsec / 1_000_000_000
    time.tv_nsec %= 1_000_000_000
    return time
  }

  private static func now() -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time
  }
}

/// The clock on the wall.
package enum WallClock {
  package static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}
