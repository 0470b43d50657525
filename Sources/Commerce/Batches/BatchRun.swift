/// A run of elements in memory that batches share: it stays as long as a run in it is held.
///
/// `@unchecked`: nobody writes the memory of a run.
public struct BatchRun<Element: BitwiseCopyable & Sendable>: RandomAccessCollection,
  @unchecked Sendable
{
  @usableFromInline let elements: UnsafeBufferPointer<Element>
  private let memory: BatchMemory?

  /// No elements.
  public init() {
    elements = UnsafeBufferPointer(start: nil, count: 0)
    memory = nil
  }

  /// A copy of elements, in memory of its own.
  public init(_ source: some Collection<Element>) {
    let taken = BatchMemory(atLeast: source.count * MemoryLayout<Element>.stride)
    let room = UnsafeMutableBufferPointer(
      start: taken.base.bindMemory(to: Element.self, capacity: source.count), count: source.count)
    _ = room.initialize(from: source)
    self.init(taken, room.baseAddress, count: source.count)
  }

  /// The `count` elements that stand at `start` of the memory.
  package init(_ memory: BatchMemory, _ start: UnsafePointer<Element>?, count: Int) {
    elements = UnsafeBufferPointer(start: start, count: count)
    self.memory = memory
  }

  /// The same, for memory that is written through a mutable pointer.
  package init(_ memory: BatchMemory, _ start: UnsafeMutablePointer<Element>?, count: Int) {
    self.init(memory, start.map { UnsafePointer($0) }, count: count)
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { elements.count }

  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < elements.count, "BatchRun: no element \(index)")
    return elements[index]
  }

  /// Changes the elements of a run that nobody else holds yet.
  package func rewrite(_ body: (UnsafeMutableBufferPointer<Element>) -> Void) {
    body(UnsafeMutableBufferPointer(mutating: elements))
  }

  /// Gives the elements; the pointer is good during the call.
  @inlinable
  public func withUnsafeBufferPointer<Answer, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Answer
  ) throws(Failure) -> Answer { try body(elements) }

  /// Gives the bytes of the elements; the pointer is good during the call.
  @inlinable
  public func withUnsafeBytes<Answer, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
  ) throws(Failure) -> Answer { try body(UnsafeRawBufferPointer(elements)) }
}
