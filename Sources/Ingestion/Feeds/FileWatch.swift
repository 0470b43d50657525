import Glibc

/// Tells which files and directories have changed, by inotify.
final class FileWatch {
  /// What changed since it was last asked.
  struct Changes {
    /// Watch numbers of files and directories.
    var watches: Set<Int32> = []
    /// Whether the system lost count: everything may have changed.
    var isEverything = false
  }

  /// Readable when something changed; −1 where the system has no watches left.
  let descriptor: Int32
  /// Whether some watch was refused, so that one must look now and then.
  private(set) var isBlind = false

  init() {
    descriptor = inotify_init1(O_NONBLOCK | O_CLOEXEC)
    isBlind = descriptor < 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches the content of an open file, whatever its name becomes.
  func watch(_ file: Descriptor, path: String) -> Int32? {
    let mask = UInt32(IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF)
    let number = inotify_add_watch(descriptor, "/proc/self/fd/\(file.number)", mask)
    return number >= 0 ? number : add(path, mask)
  }

  /// Watches the names in a directory, or in the nearest one above it that exists.
  func watch(directory: String) -> Int32? {
    let mask = UInt32(
      IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_MOVE_SELF | IN_ATTRIB)
    var path = directory
    var missing: String?
    while true {
      let number = inotify_add_watch(descriptor, path, mask | UInt32(IN_ONLYDIR))
      if number >= 0 {
        guard let made = missing, FileFacts(path: made)?.isDirectory == true else { return number }
        // It was made before the one above it was watched: no event will tell.
        (path, missing) = (directory, nil)
        continue
      }
      let parent = parentDirectory(path)
      guard parent != path, errno == ENOENT || errno == ENOTDIR else {
        isBlind = true
        return nil
      }
      missing = path
      path = parent
    }
  }

  private func add(_ path: String, _ mask: UInt32) -> Int32? {
    let number = inotify_add_watch(descriptor, path, mask)
    if number < 0 { isBlind = true }
    return number >= 0 ? number : nil
  }

  func forget(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

  /// Takes all changes that wait to be read.
  func takeChanges() -> Changes {
    var changes = Changes()
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        var at = 0
        while at + MemoryLayout<inotify_event>.size <= count {
          let event = buffer.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
          if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { changes.isEverything = true }
          changes.watches.insert(event.wd)
          at += MemoryLayout<inotify_event>.size + Int(event.len)
        }
      }
    }
    return changes
  }
}
