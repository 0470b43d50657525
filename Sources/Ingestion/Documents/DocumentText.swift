/// The texts of one document that fields are made of.
///
/// A class, because it owns memory that serves document after document.
final class DocumentText {
  /// The text of one element, and of the attribute that is read with it.
  struct Value {
    var source: Int
    var rank: Int
    /// Where the text begins in the document's bytes, and how long it is.
    var start: Int
    var count: Int
    var attributeStart: Int
    var attributeCount: Int
  }

  /// The values of the document's head, or of one line: those that count once, and the others in
  /// their order.
  struct Part {
    var once: Range<Int> = 0..<0
    var repeated: Range<Int> = 0..<0
  }

  private let bytes = ByteBuffer(capacity: 1 << 12)
  private(set) var count = 0
  private var head: [Value] = []
  private var headRepeated: [Value] = []
  private var lines: [Value] = []
  private var linesRepeated: [Value] = []
  private(set) var lineParts: [Part] = []

  func clear() {
    count = 0
    head.removeAll(keepingCapacity: true)
    headRepeated.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    linesRepeated.removeAll(keepingCapacity: true)
    lineParts.removeAll(keepingCapacity: true)
  }

  func beginLine() {
    lineParts.append(
      Part(
        once: lines.count..<lines.count, repeated: linesRepeated.count..<linesRepeated.count))
  }

  /// Adds bytes; they belong to the value that is added next.
  func append(_ source: UnsafePointer<UInt8>, count added: Int) {
    bytes.reserve(count + added, keeping: count)
    bytes.base.advanced(by: count).copyMemory(from: source, byteCount: added)
    count += added
  }

  /// Takes the blanks off both ends of the bytes from `start` on, and makes each run of them within
  /// one; gives how many are left.
  func collapseBlanks(from start: Int) -> Int {
    let text = bytes.base.assumingMemoryBound(to: UInt8.self)
    var end = start
    var isAfterBlank = true
    for index in start..<count {
      let isBlank = isXMLBlank(text[index])
      if !isBlank || !isAfterBlank {
        text[end] = isBlank ? blank : text[index]
        end += 1
      }
      isAfterBlank = isBlank
    }
    if end > start, text[end - 1] == blank { end -= 1 }
    count = end
    return end - start
  }

  func add(_ value: Value, _ target: PathTree.Target) {
    var value = value
    (value.source, value.rank) = (target.source, target.rank)
    let isOfLine = target.isOfLine && !lineParts.isEmpty
    switch (isOfLine, target.isRepeated) {
    case (false, false): if !has(value, in: head[...]) { head.append(value) }
    case (false, true): headRepeated.append(value)
    case (true, false):
      let first = lineParts[lineParts.count - 1].once.lowerBound
      if !has(value, in: lines[first...]) { lines.append(value) }
      lineParts[lineParts.count - 1].once = first..<lines.count
    case (true, true):
      linesRepeated.append(value)
      let first = lineParts[lineParts.count - 1].repeated.lowerBound
      lineParts[lineParts.count - 1].repeated = first..<linesRepeated.count
    }
  }

  private func has(_ value: Value, in values: ArraySlice<Value>) -> Bool {
    values.contains { $0.source == value.source && $0.rank == value.rank }
  }

  /// The value of a source whose path comes first; of times the dates alone where `step` is 2.
  ///
  /// `line`: index of the line; `nil` for the document's head.
  func value(_ source: Int, line: Int?, step: Int = 1) -> Value? {
    let values = line.map { lines[lineParts[$0].once] } ?? head[...]
    return values.lazy.filter { $0.source == source && $0.rank % step == 0 }
      .min { $0.rank < $1.rank }
  }

  /// The value of a source by a certain path.
  func value(_ source: Int, rank: Int, line: Int?) -> Value? {
    let values = line.map { lines[lineParts[$0].once] } ?? head[...]
    return values.first { $0.source == source && $0.rank == rank }
  }

  /// The repeated values of a source, in their order.
  func values(_ source: Int, line: Int?) -> [Value] {
    let values = line.map { linesRepeated[lineParts[$0].repeated] } ?? headRepeated[...]
    return values.filter { $0.source == source }
  }

  /// The bytes of a value, with room behind them to load whole words.
  func text(_ value: Value) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes.base + value.start, count: value.count)
  }

  func attribute(_ value: Value) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes.base + value.attributeStart, count: value.attributeCount)
  }
}
