import Commerce
import Glibc

/// `F_SETPIPE_SZ` of Linux, which Glibc's module leaves out.
private let setPipeSize: Int32 = 1031

/// An open file of the system, closed when the last holder lets go.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens a path for reading, without waiting for a FIFO's writer; `nil` with `errno` set.
  convenience init?(reading path: String) {
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { return nil }
    self.init(number)
  }

  /// Reads at a position; the count, 0 at the end, or a negative error number.
  func read(into bytes: UnsafeMutableRawBufferPointer, at position: Int64) -> Int {
    retrying { pread(number, bytes.baseAddress, bytes.count, Int(position)) }
  }

  /// Reads from a pipe; the count, 0 at the end, or a negative error number.
  func read(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    retrying { Glibc.read(number, bytes.baseAddress, bytes.count) }
  }

  /// Whether reading a pipe would not wait: bytes are there, or the end.
  var isReadable: Bool {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// Lets a pipe hold 1 MiB, the most that any user may ask for, in place of 64 KiB: a fast writer
  /// goes on while what came before is decoded.
  func widenPipe() { _ = fcntl(number, setPipeSize, 1 << 20) }

  /// Writes all bytes at a position; whether that succeeded.
  func write(_ bytes: UnsafeRawBufferPointer, at position: Int64) -> Bool {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = retrying {
        pwrite(number, rest.baseAddress, rest.count, Int(position) + done)
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// What the system knows about the open file.
  var facts: FileFacts? {
    var buffer = stat()
    return fstat(number, &buffer) == 0 ? FileFacts(buffer) : nil
  }
}

/// Repeats a call that a signal interrupted; errors become negative error numbers.
private func retrying(_ call: () -> Int) -> Int {
  while true {
    let answer = call()
    if answer >= 0 { return answer }
    if errno != EINTR { return -Int(errno) }
  }
}

/// Which file a path or a descriptor means, and its size.
struct FileFacts {
  let identity: FileIdentity
  let size: Int64
  /// When its content was last changed, in nanoseconds since 1970.
  let changedNanoseconds: Int64
  private let type: mode_t

  init(_ buffer: stat) {
    identity = FileIdentity(device: UInt64(buffer.st_dev), node: UInt64(buffer.st_ino))
    size = Int64(buffer.st_size)
    changedNanoseconds =
      Int64(buffer.st_mtim.tv_sec) * 1_000_000_000 + Int64(buffer.st_mtim.tv_nsec)
    type = buffer.st_mode & S_IFMT
  }

  /// The facts of a path, links followed; `nil` with `errno` set.
  init?(path: String) {
    var buffer = stat()
    guard stat(path, &buffer) == 0 else { return nil }
    self.init(buffer)
  }

  var isDirectory: Bool { type == S_IFDIR }
  var isRegular: Bool { type == S_IFREG }
}

/// A file, whatever its name is at the moment.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let node: UInt64
}

/// The system's words for an error number.
func systemReason(_ number: Int32) -> String { String(cString: strerror(number)) }

/// Milliseconds of a clock that only runs forward.
func monotonicMilliseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// The wall clock's time.
func currentTime() -> Timestamp {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
}

/// The names in a directory, sorted by their bytes.
func directoryEntries(_ path: String) -> [String] {
  guard let directory = opendir(path) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// The directory that a path stands in.
func parentDirectory(_ path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
