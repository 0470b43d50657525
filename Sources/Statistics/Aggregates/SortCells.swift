/// Sorts numbers in ascending order: by their bytes from the lowest up, leaving out bytes that all
/// share; short lists by comparison.
///
/// - Complexity: O(count) for long lists, with one buffer of the same size.
public func sortCells(_ values: inout [Int64]) {
  guard values.count > 512 else {
    values.sort()
    return
  }
  var differing: UInt64 = 0
  for value in values { differing |= UInt64(bitPattern: value ^ values[0]) }
  var buffer = [Int64](repeating: 0, count: values.count)
  for byte in 0..<8 where differing >> (8 * byte) & 0xFF != 0 {
    scatter(values, into: &buffer, byte: byte)
    swap(&values, &buffer)
  }
}

/// Copies the numbers so that they ascend by one byte, equal ones in their old order.
private func scatter(_ values: [Int64], into buffer: inout [Int64], byte: Int) {
  let shift = UInt64(8 * byte)
  // The sign bit is turned over so that negative numbers come first.
  let turn: UInt64 = byte == 7 ? 0x80 : 0
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
    starts.initialize(repeating: 0)
    for value in values { starts[Int(UInt64(bitPattern: value) &>> shift & 0xFF ^ turn)] += 1 }
    var next = 0
    for digit in 0..<256 {
      let count = starts[digit]
      starts[digit] = next
      next += count
    }
    buffer.withUnsafeMutableBufferPointer { buffer in
      for value in values {
        let digit = Int(UInt64(bitPattern: value) &>> shift & 0xFF ^ turn)
        buffer[starts[digit]] = value
        starts[digit] &+= 1
      }
    }
  }
}
