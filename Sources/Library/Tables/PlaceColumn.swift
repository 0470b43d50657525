import Commerce
import Statistics

/// The places of rows, written as steps from row to row: some 2.5 bytes a row of a file of one class,
/// 5 to 7 where classes are mixed or lines nested, where the numbers themselves would take 16.
///
/// A row is its length and, where the step from the row before is not like the last step, the bytes
/// between the two and the number of lines, all in groups of seven bits. Every 64 rows the steps
/// begin anew from a place in full, so that a place is found by reading 64 rows at most.
struct PlaceColumn {
  private static let blockRows = 64
  private static let usualStep = Step(gap: 1, lines: 1)

  private let stream = SegmentedColumn<UInt8>()
  private let blocks = SegmentedColumn<Block>()
  private(set) var count = 0
  private var last = RowPlace(offset: 0, line: 0, length: 0)
  private var lastStep = usualStep

  private struct Block: BitwiseCopyable {
    var start: Int
    var offset: Int64
    var line: UInt32
  }

  private struct Step: Equatable {
    /// Bytes from the end of one row to the start of the next.
    var gap: Int64
    var lines: Int64
  }

  mutating func append(_ place: RowPlace) {
    let length = UInt64(place.length) << 1
    let step = Step(
      gap: place.offset &- last.offset &- Int64(last.length),
      lines: Int64(place.line) - Int64(last.line))
    if count % PlaceColumn.blockRows == 0 {
      blocks.append(Block(start: stream.count, offset: place.offset, line: place.line))
      lastStep = PlaceColumn.usualStep
      write(length)
    } else if step == lastStep {
      write(length)
    } else {
      write(length | 1)
      write(zigzag(step.gap))
      write(zigzag(step.lines))
      lastStep = step
    }
    last = place
    count += 1
  }

  subscript(row: Int) -> RowPlace {
    precondition(row >= 0 && row < count, "PlaceColumn: no row \(row) of \(count)")
    let block = blocks[row / PlaceColumn.blockRows]
    var at = block.start
    var place = RowPlace(offset: block.offset, line: block.line, length: 0)
    var step = PlaceColumn.usualStep
    for index in 0...row % PlaceColumn.blockRows {
      let token = read(&at)
      if token & 1 == 1 { step = Step(gap: unzigzag(read(&at)), lines: unzigzag(read(&at))) }
      if index > 0 {
        place.offset = place.offset &+ Int64(place.length) &+ step.gap
        place.line = UInt32(truncatingIfNeeded: Int64(place.line) + step.lines)
      }
      place.length = UInt32(truncatingIfNeeded: token >> 1)
    }
    return place
  }

  private func write(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      stream.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    stream.append(UInt8(rest))
  }

  private func read(_ at: inout Int) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = stream[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return number }
      shift += 7
    }
  }

  private func zigzag(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number << 1 ^ number >> 63)
  }

  private func unzigzag(_ number: UInt64) -> Int64 {
    Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }
}
