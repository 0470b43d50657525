import Commerce
import Statistics

// What a refresh reads: first what goes, then what comes, so that each row is added and taken out at
// most once. Rows are taken out with the values with which they were added.
extension View {
  /// Follows the logs, moves the windows and reads the new rows, of these `most` at most; whether
  /// anything changed.
  func follow(to end: Int64?, atMost most: Int = .max, parts: Int = 1) -> Bool {
    var isChanged = takeRetired()
    isChanged = takeTouched() || isChanged
    isChanged = moveWindows(to: end) || isChanged
    return readNew(atMost: most, parts: parts) || isChanged
  }

  private func takeRetired() -> Bool {
    guard retiredRead < table.retired.count else { return false }
    let rows = table.retired[retiredRead...].filter { $0 < rowsRead }
    retiredRead = table.retired.count
    for stream in streams { change(stream, rows, .any, .recorded, in: stream.span, isAdded: false) }
    return !rows.isEmpty
  }

  private func takeTouched() -> Bool {
    guard touchedRead < table.touched.count else { return false }
    let log = table.touched[touchedRead...]
    touchedRead = table.touched.count
    guard grouped.scan.isVolatile else { return false }
    let rows = Set(log).filter { $0 < rowsRead && table.isLive(Int($0)) }.sorted()
    for stream in streams {
      change(stream, rows, .live, .recorded, in: stream.span, isAdded: false)
    }
    for stream in streams { change(stream, rows, .live, .current, in: stream.span, isAdded: true) }
    return !rows.isEmpty
  }

  private func moveWindows(to end: Int64?) -> Bool {
    guard let end, let length = query.window?.microseconds else { return false }
    var isChanged = false
    for stream in streams {
      let next = stream.span(endingAt: end, length: length)
      defer { stream.span = next }
      guard let span = stream.span, span != next, let events else { continue }
      isChanged = true
      let left = TimeSpan(after: span.after, upTo: min(next.after, span.upTo))
      let leaving = events.rows(after: left.after, upTo: left.upTo)
      change(stream, leaving, .live, .recorded, in: left, isAdded: false)
      let reached = TimeSpan(after: max(next.after, span.upTo), upTo: next.upTo)
      let entering = events.rows(after: reached.after, upTo: reached.upTo)
      change(stream, entering, .live, .current, in: reached, isAdded: true)
    }
    let oldest = streams.compactMap { $0.span?.after }.min()
    if let oldest { events?.removeAll(upTo: oldest) }
    return isChanged
  }

  private func readNew(atMost most: Int, parts: Int) -> Bool {
    let new = rowsRead..<rowsRead + min(most, table.count - rowsRead)
    guard !new.isEmpty else { return false }
    if parts > 1, new.count >= View.fewRows, canBeParted {
      readParts(new, count: parts)
    } else {
      readRuns(new)
    }
    rowsRead = new.upperBound
    return true
  }

  /// Adds new rows in the order of their arrival.
  func readRuns(_ new: Range<Int>) {
    for rows in segmentRanges(new, atMost: PlaceTally.mostRows) where !tally(rows) {
      readRun(rows)
    }
  }

  private func readRun(_ rows: Range<Int>) {
    let oldest = streams.compactMap { $0.span?.after }.min()
    for run in segmentRanges(rows, atMost: RowRun.most) {
      for stream in streams {
        guard query.window == nil || stream.span != nil else { continue }
        change(stream, RowRun(run), .live, .current, in: stream.span, isAdded: true)
      }
      if let oldest { noteEvents(run, after: oldest) }
    }
  }

  /// Puts live rows whose time is known and later than `oldest` into the queue of the windows.
  private func noteEvents(_ run: Range<Int>, after oldest: Int64) {
    guard let field = table.schema.eventTime, let column = table.numbers(field) else { return }
    column.cells.withRows(run) { times in
      for row in run where times[row - run.lowerBound] > oldest && table.isLive(row) {
        events?.add(UInt32(row), at: times[row - run.lowerBound])
      }
    }
  }

  private func change(
    _ stream: Stream, _ rows: [UInt32], _ standing: Scan.Standing, _ moment: Scan.Moment,
    in span: TimeSpan?, isAdded: Bool
  ) {
    guard query.window == nil || span != nil else { return }
    rows.withUnsafeBufferPointer { rows in
      for start in stride(from: 0, to: rows.count, by: RowRun.most) {
        let part = UnsafeBufferPointer(
          rebasing: rows[start..<min(rows.count, start + RowRun.most)])
        change(stream, RowRun(part), standing, moment, in: span, isAdded: isAdded)
      }
    }
  }

  private func change(
    _ stream: Stream, _ run: RowRun, _ standing: Scan.Standing, _ moment: Scan.Moment,
    in span: TimeSpan?, isAdded: Bool
  ) {
    guard let rows = grouped.load(run, standing, moment, window: span) else { return }
    stream.grow(to: grouped.index.count)
    if isAdded { stream.add(rows) } else { stream.subtract(rows) }
    if stream.shift == nil { grouped.countCurrencies(step: isAdded ? 1 : -1) }
  }

  /// Reads all rows that stood for their records at an instant, without increments.
  ///
  /// Dimensions from links and findings are those of now.
  func evaluate(asOf instant: Timestamp) {
    startOver()
    if let length = query.window?.microseconds {
      let end = newestEventTime(asOf: instant)
      for stream in streams {
        stream.span = end.map { stream.span(endingAt: $0, length: length) }
      }
    }
    for run in segmentRanges(0..<table.count, atMost: RowRun.most) {
      for stream in streams where query.window == nil || stream.span != nil {
        change(
          stream, RowRun(run), .visible(asOf: instant), .current, in: stream.span, isAdded: true)
      }
    }
    rowsRead = table.count
  }

  private func newestEventTime(asOf instant: Timestamp) -> Int64? {
    guard let field = table.schema.eventTime, let column = table.numbers(field) else { return nil }
    var newest: Int64?
    for row in 0..<table.count where table.isVisible(row, asOf: instant) {
      let time = column.cells[row]
      if time != RecordBatch.absent, time > newest ?? Int64.min { newest = time }
    }
    return newest
  }
}
