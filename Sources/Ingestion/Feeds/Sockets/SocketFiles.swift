import Glibc
import Synchronization

/// The files of Unix sockets that this process has made, so that they go away with it.
public enum SocketFiles {
  private struct Entry {
    var path: UnsafeMutablePointer<CChar>?
    var identity: FileIdentity
  }

  private static let capacity = 64
  /// A table that never moves, since a signal's handler reads it; `nil` while there is no file.
  ///
  /// Written under `lock` alone.
  private nonisolated(unsafe) static var table: UnsafeMutablePointer<Entry>?
  private static let lock = Mutex<Void>(())

  /// Makes the file go away when the process ends; `nil` where there is no place left.
  static func add(_ path: String, _ identity: FileIdentity) -> Int? {
    lock.withLock { _ in
      let entries = table ?? makeTable()
      guard let index = (0..<capacity).first(where: { entries[$0].path == nil }) else { return nil }
      entries[index].identity = identity
      entries[index].path = strdup(path)
      return index
    }
  }

  private static func makeTable() -> UnsafeMutablePointer<Entry> {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    entries.initialize(
      repeating: Entry(path: nil, identity: FileIdentity(device: 0, node: 0)), count: capacity)
    table = entries
    atexit { SocketFiles.removeAll() }
    return entries
  }

  /// Removes one file now.
  static func remove(_ index: Int) {
    lock.withLock { _ in
      guard let table else { return }
      removeFile(table[index])
      // Its few bytes stay: a signal's handler may look at them just now.
      table[index].path = nil
    }
  }

  /// Removes all files that are still there; also from within a signal's handler.
  public static func removeAll() {
    guard let table else { return }
    for index in 0..<capacity { removeFile(table[index]) }
  }

  /// Removes a file, if it is still the one that was added.
  private static func removeFile(_ entry: Entry) {
    guard let path = entry.path else { return }
    var buffer = stat()
    if lstat(path, &buffer) == 0, FileFacts(buffer).identity == entry.identity { unlink(path) }
  }
}
