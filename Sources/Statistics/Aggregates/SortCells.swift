private let digitBits: UInt64 = 11
private let digitCount = 1 << 11
/// Six digits of 11 bits cover a cell.
private let digitPlaces = 6

/// Sorts numbers in ascending order: long lists digit by digit from the lowest, leaving out digits
/// that all share; short lists by comparison.
///
/// - Complexity: O(count) for long lists, with one buffer of the same size.
public func sortCells(_ values: inout [Int64]) {
  guard values.count > 2048 else {
    values.sort()
    return
  }
  var starts = digitHistogram(values)
  var buffer = [Int64](repeating: 0, count: values.count)
  for place in 0..<digitPlaces where turnIntoStarts(&starts, place: place, count: values.count) {
    scatter(values, into: &buffer, place: place, starts: &starts)
    swap(&values, &buffer)
  }
}

/// The digit of a number at a place, the sign bit turned over so that negative numbers come first.
@inline(__always)
private func digit(_ value: Int64, _ place: Int) -> Int {
  let ordered = UInt64(bitPattern: value) ^ (1 << 63)
  return Int(truncatingIfNeeded: ordered &>> (UInt64(place) &* digitBits)) & (digitCount &- 1)
}

/// How often each digit occurs at each place (places × digits).
private func digitHistogram(_ values: [Int64]) -> [Int] {
  var counts = [Int](repeating: 0, count: digitPlaces * digitCount)
  counts.withUnsafeMutableBufferPointer { counts in
    for value in values {
      for place in 0..<digitPlaces { counts[place &* digitCount &+ digit(value, place)] &+= 1 }
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
private func scatter(
  _ values: [Int64], into buffer: inout [Int64], place: Int, starts: inout [Int]
) {
  buffer.withUnsafeMutableBufferPointer { buffer in
    starts.withUnsafeMutableBufferPointer { starts in
      for value in values {
        let index = place &* digitCount &+ digit(value, place)
        buffer[starts[index]] = value
        starts[index] &+= 1
      }
    }
  }
}
