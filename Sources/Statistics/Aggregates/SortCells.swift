private let digitBits = 11
private let digitCount = 1 << digitBits

/// Sorts numbers in ascending order: long lists digit by digit from the lowest, leaving out digits
/// that all share; short lists by comparison.
///
/// - Complexity: O(count) for long lists, with one buffer of the same size.
public func sortCells<Cell: FixedWidthInteger>(_ values: inout [Cell]) {
  values.withUnsafeMutableBufferPointer { sortCells($0) }
}

/// Sorts numbers where they lie.
func sortCells<Cell: FixedWidthInteger>(_ values: UnsafeMutableBufferPointer<Cell>) {
  var values = values
  guard values.count > digitCount else { return values.sort() }
  let original = values
  let spare = UnsafeMutableBufferPointer<Cell>.allocate(capacity: values.count)
  defer { spare.deallocate() }
  var buffer = spare
  var starts = digitHistogram(values)
  for place in 0..<digitPlaces(Cell.self)
  where turnIntoStarts(&starts, place: place, count: values.count) {
    scatter(values, into: buffer, place: place, starts: &starts)
    swap(&values, &buffer)
  }
  if values.baseAddress != original.baseAddress { _ = original.update(fromContentsOf: values) }
}

private func digitPlaces<Cell: FixedWidthInteger>(_ type: Cell.Type) -> Int {
  (Cell.bitWidth + digitBits - 1) / digitBits
}

/// The digit of a number at a place, the sign bit turned over so that negative numbers come first.
@inline(__always)
private func digit<Cell: FixedWidthInteger>(_ value: Cell, _ place: Int) -> Int {
  let ordered = Cell.isSigned ? value ^ Cell.min : value
  let digits = UInt64(truncatingIfNeeded: Cell.Magnitude(truncatingIfNeeded: ordered))
  return Int(truncatingIfNeeded: digits &>> UInt64(place &* digitBits)) & (digitCount &- 1)
}

/// How often each digit occurs at each place (places × digits).
private func digitHistogram<Cell: FixedWidthInteger>(
  _ values: UnsafeMutableBufferPointer<Cell>
) -> [Int] {
  let places = digitPlaces(Cell.self)
  var counts = [Int](repeating: 0, count: places * digitCount)
  counts.withUnsafeMutableBufferPointer { counts in
    for value in values {
      for place in 0..<places { counts[place &* digitCount &+ digit(value, place)] &+= 1 }
    }
  }
  return counts
}

/// Turns the counts of one place into the first index of each digit; `false` where all numbers share
/// one digit, so that the place changes nothing.
private func turnIntoStarts(_ counts: inout [Int], place: Int, count: Int) -> Bool {
  var next = 0
  for index in place * digitCount..<(place + 1) * digitCount {
    if counts[index] == count { return false }
    let digits = counts[index]
    counts[index] = next
    next += digits
  }
  return true
}

/// Copies the numbers so that they ascend by one digit, equal ones in their old order.
private func scatter<Cell: FixedWidthInteger>(
  _ values: UnsafeMutableBufferPointer<Cell>, into buffer: UnsafeMutableBufferPointer<Cell>,
  place: Int, starts: inout [Int]
) {
  starts.withUnsafeMutableBufferPointer { starts in
    for value in values {
      let index = place &* digitCount &+ digit(value, place)
      buffer[starts[index]] = value
      starts[index] &+= 1
    }
  }
}
