/// One aggregate a group (groups × 1), in memory that hot loops may write to directly.
public final class GroupArray<Element: BitwiseCopyable> {
  public private(set) var count = 0
  private var capacity = 0
  /// Valid until the array next grows.
  public private(set) var pointer: UnsafeMutablePointer<Element>
  private let initial: Element

  public init(repeating initial: Element) {
    self.initial = initial
    pointer = UnsafeMutablePointer<Element>.allocate(capacity: 0)
  }

  deinit { pointer.deallocate() }

  /// Makes room for groups up to `newCount`; new ones begin with the initial value.
  public func grow(to newCount: Int) {
    guard newCount > count else { return }
    if newCount > capacity {
      capacity = max(newCount, capacity * 2, 16)
      let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
      larger.moveInitialize(from: pointer, count: count)
      pointer.deallocate()
      pointer = larger
    }
    pointer.advanced(by: count).initialize(repeating: initial, count: newCount - count)
    count = newCount
  }

  public func removeAll() { count = 0 }

  public subscript(group: Int) -> Element {
    get {
      precondition(group >= 0 && group < count, "GroupArray: no group \(group) of \(count)")
      return pointer[group]
    }
    set {
      precondition(group >= 0 && group < count, "GroupArray: no group \(group) of \(count)")
      pointer[group] = newValue
    }
  }
}
