package import Commerce

extension Formatter {
  /// `23 Nov 13:57`, in +08:00: what the header's clock shows.
  package func clock(_ time: Timestamp) -> String {
    let date = time.date
    let minute = String(time.clock.prefix(5))
    switch language {
    case .english: return "\(date.day) \(monthNames[date.month - 1]) \(minute)"
    case .chinese: return "\(date.month)月\(date.day)日 \(minute)"
    }
  }

  /// `2026-06-01 13:05`.
  package func minute(_ time: Timestamp) -> String { "\(time.date) \(time.clock.prefix(5))" }

  /// `2026-06-01 13:05:00`.
  package func second(_ time: Timestamp) -> String { "\(time.date) \(time.clock)" }

  /// `13:05` of the day that is shown, else `06-01 13:05`.
  package func short(_ time: Timestamp, on day: CivilDate) -> String {
    let clock = String(time.clock.prefix(5))
    return time.date == day ? clock : "\(String(time.date.description.dropFirst(5))) \(clock)"
  }

  /// How long ago, coarse enough not to change each second: `<10s`, `<1m`, `4m`, `2h`, `3d`.
  package func age(seconds: Int64) -> String {
    switch seconds {
    case ..<10: "<10s"
    case ..<60: "<1m"
    case ..<3600: "\(seconds / 60)m"
    case ..<172_800: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }

  /// `0:03`, `12:40`, `1:02:40`: time that is left.
  package func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e7 else { return absent }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let twoDigits = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    return hours > 0
      ? "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
  }

  /// `36.5 h`; from three days on `4.2 d`.
  package func hours(_ hours: Double) -> String {
    abs(hours) < 72 ? "\(decimals(hours, 1)) h" : "\(decimals(hours / 24, 1)) d"
  }

  /// `53.1 MB`.
  package func bytes(_ count: Int64) -> String {
    let value = Double(count)
    return switch count {
    case ..<1000: "\(count) B"
    case ..<1_000_000: "\(decimals(value / 1e3, 1)) kB"
    case ..<1_000_000_000: "\(decimals(value / 1e6, 1)) MB"
    default: "\(decimals(value / 1e9, 2)) GB"
    }
  }
}

private let monthNames = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
