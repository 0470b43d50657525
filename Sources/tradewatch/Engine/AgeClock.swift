import Commerce

/// The instant from which ages are counted: the end of the data.
///
/// While feeds are loaded the end of the data runs through years in seconds. It is followed only when
/// twice as many records are there, so that counting anew costs no more than loading did.
struct AgeClock {
  private var time: Timestamp?
  private var read = 0

  mutating func time(_ dataTime: Timestamp?, read count: Int, isLoading: Bool) -> Timestamp? {
    if !isLoading || time == nil || count >= 2 * read {
      time = dataTime
      read = count
    }
    return time
  }
}
