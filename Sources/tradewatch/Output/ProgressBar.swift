import Commerce
import Glibc
import Loading

/// One line on a terminal's standard error that says how far reading has come.
///
/// Nothing is drawn during the first half second, nor where standard error is no terminal.
struct ProgressBar {
  private static let delayMilliseconds = 500
  private static let intervalMilliseconds = 100

  private let started = MonotonicTime.milliseconds
  private var drawn = 0
  private let isEnabled: Bool

  init(isQuiet: Bool) { isEnabled = !isQuiet && StandardError.isTerminal }

  /// Draws the line anew when it is time to.
  mutating func show(_ intake: Intake) {
    let now = MonotonicTime.milliseconds
    guard isEnabled, now - started >= ProgressBar.delayMilliseconds,
      now - drawn >= ProgressBar.intervalMilliseconds
    else { return }
    drawn = now
    StandardError.write(
      "\r" + line(intake.feeds, seconds: Double(now - started) / 1000) + "\u{1B}[K")
  }

  /// Takes the line away.
  mutating func clear() {
    guard drawn > 0 else { return }
    drawn = 0
    StandardError.write("\r\u{1B}[K")
  }

  /// `54% 98.1 of 181.0 MB  44.0 MB/s  2 s left`.
  private func line(_ feeds: [FeedStatus], seconds: Double) -> String {
    let read = feeds.reduce(0) { $0 + Double($1.bytesRead) } / 1e6
    let rate = read / max(seconds, 0.001)
    let totals = feeds.compactMap { $0.bytesTotal }
    guard totals.count == feeds.count, !feeds.isEmpty else {
      return "reading \(oneDecimal(read)) MB  \(oneDecimal(rate)) MB/s"
    }
    let total = totals.reduce(0) { $0 + Double($1) } / 1e6
    let share = total > 0 ? min(100, Int(read / total * 100)) : 100
    let left = rate > 0 ? Int(max(0, total - read) / rate) + 1 : 0
    return "\(share)% \(oneDecimal(read)) of \(oneDecimal(total)) MB  "
      + "\(oneDecimal(rate)) MB/s  \(left) s left"
  }
}

/// The number with one decimal.
func oneDecimal(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  return "\(tenths / 10).\(abs(tenths % 10))"
}
