/// When the next snapshot is to be sent, in milliseconds of the monotonic clock.
///
/// The first records are shown at once, however many are still to come; then twice a second while
/// something happens, and never where nothing does.
struct SnapshotBeat {
  private static let intervalMilliseconds = 500
  /// While panels still wait for their first answers they get what is there more often.
  private static let fillMilliseconds = 100
  /// While nothing comes any more, but the line of the last minute moves on.
  private static let fadeMilliseconds = 3000

  /// Whether something happened that the last snapshot does not show.
  private var isStale = true
  private var last = -SnapshotBeat.intervalMilliseconds
  private var hadRecords = false
  private var wasComplete = true
  private var isFading = false

  /// Notes that something has happened.
  mutating func note() {
    isStale = true
    isFading = false
  }

  /// `hasRecords`: whether there is something to be shown; `isComplete`: whether there is an answer to
  /// each query on the screen.
  func isDue(_ now: Int, hasRecords: Bool, isComplete: Bool) -> Bool {
    guard isStale else { return false }
    if hasRecords, !hadRecords { return true }
    let isFilling = isComplete && !wasComplete
    return now - last >= (isFilling ? 0 : interval)
  }

  /// How long nothing needs to be sent; `nil` for ever.
  func patience(_ now: Int) -> Int? { isStale ? max(0, last + interval - now) : nil }

  /// Notes that a snapshot was sent; `isMoving`: whether the next one will differ in any case;
  /// `isFading`: whether one some seconds later will.
  mutating func sent(
    _ now: Int, hasRecords: Bool, isComplete: Bool, isMoving: Bool, isFading: Bool
  ) {
    last = now
    hadRecords = hasRecords
    wasComplete = isComplete
    isStale = isMoving || !isComplete || isFading
    self.isFading = !isMoving && isComplete && isFading
  }

  private var interval: Int {
    if isFading { return SnapshotBeat.fadeMilliseconds }
    return wasComplete ? SnapshotBeat.intervalMilliseconds : SnapshotBeat.fillMilliseconds
  }
}
