/// One aggregate a group (groups × 1), in memory that hot loops may write to directly.
///
/// A long array grows in place, on huge pages: to copy it would take fresh memory each time.
public final class GroupArray<Element: BitwiseCopyable> {
  /// From this many bytes on an array grows in place.
  private static var mostCopied: Int { 1 << 24 }
  /// Addresses set aside for a long array, which hold 2³² elements of 16 bytes.
  private static var mostBytes: Int { 1 << 36 }

  public private(set) var count = 0
  private var capacity = 0
  /// Valid until the array next grows.
  public private(set) var pointer: UnsafeMutablePointer<Element>
  private var reservation: HugeReservation?
  private let initial: Element

  public init(repeating initial: Element) {
    self.initial = initial
    pointer = UnsafeMutablePointer<Element>.allocate(capacity: 0)
  }

  deinit { release() }

  /// Makes room for groups up to `newCount`; new ones begin with the initial value.
  public func grow(to newCount: Int) {
    guard newCount > count else { return }
    if newCount > capacity { makeRoom(for: max(newCount, capacity * 2, 16)) }
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

  private func makeRoom(for wanted: Int) {
    let stride = MemoryLayout<Element>.stride
    if let reservation {
      capacity = reservation.commit(wanted * stride) / stride
      return
    }
    var larger: UnsafeMutablePointer<Element>
    var new: HugeReservation?
    capacity = wanted
    if wanted * stride < GroupArray.mostCopied {
      larger = UnsafeMutablePointer<Element>.allocate(capacity: wanted)
    } else {
      let room = HugeReservation(max(GroupArray.mostBytes, wanted * stride))
      capacity = room.commit(wanted * stride) / stride
      larger = room.base.bindMemory(to: Element.self, capacity: capacity)
      new = room
    }
    larger.moveInitialize(from: pointer, count: count)
    release()
    pointer = larger
    reservation = new
  }

  private func release() {
    if let reservation { reservation.free() } else { pointer.deallocate() }
  }
}
