/// An answer that takes long, worked out in parts: between two of them the engine takes letters.
protocol LongWork: AnyObject {
  /// Does the next part; whether that was the last one.
  func advance() throws -> Bool
  /// Leaves nothing half done behind.
  func giveUp()
  /// Tells the screens that it cannot be done.
  func fail(_ reason: String)
  /// A newer work of the same kind takes its place.
  var isReplaceable: Bool { get }
}

/// The long works of an engine, the oldest first.
struct WorkList {
  private var works: [any LongWork] = []

  var isEmpty: Bool { works.isEmpty }

  mutating func add(_ work: any LongWork) {
    if work.isReplaceable { works.removeAll(where: \.isReplaceable) }
    works.append(work)
  }

  /// Does a part of a work: of a search before an export, for which nobody waits.
  mutating func advance() {
    guard let index = works.firstIndex(where: \.isReplaceable) ?? works.indices.first
    else { return }
    let work = works[index]
    do {
      if try !work.advance() { return }
    } catch {
      work.giveUp()
      work.fail("\(error)")
    }
    works.remove(at: index)
  }

  mutating func giveUp() {
    for work in works { work.giveUp() }
    works = []
  }
}
