import Glibc
import Synchronization

/// Where compressed bytes come from.
protocol ByteSource: Sendable {
  /// Reads without waiting, on from the position up to which was read; the count, 0 at the end, or a
  /// negative error number.
  func read(into room: UnsafeMutableRawBufferPointer, at position: Int64) -> Int
  /// The descriptor to wait for after `EAGAIN`; `nil` for none.
  var awaited: Int32? { get }
}

struct FileSource: ByteSource {
  let file: Descriptor

  var awaited: Int32? { nil }

  func read(into room: UnsafeMutableRawBufferPointer, at position: Int64) -> Int {
    file.read(into: room, at: position)
  }
}

/// Standard input or a FIFO, whose first bytes were read to see what they are.
final class PipeSource: ByteSource {
  private let opening: [UInt8]
  private let file: Mutex<Descriptor>
  private let reopenedPath: String?

  /// `reopenedPath`: the path of a FIFO that is opened again for the next writer.
  init(opening: [UInt8], file: Descriptor, reopening path: String?) {
    self.opening = opening
    self.file = Mutex(file)
    reopenedPath = path
  }

  var awaited: Int32? { file.withLock(\.number) }

  func read(into room: UnsafeMutableRawBufferPointer, at position: Int64) -> Int {
    if position < opening.count {
      let rest = opening[Int(position)...].prefix(room.count)
      room.copyBytes(from: rest)
      return rest.count
    }
    let descriptor = file.withLock { $0 }
    var request = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 0) != 0 else { return -Int(EAGAIN) }
    let taken = descriptor.read(into: room)
    guard taken == 0, let reopenedPath, let next = Descriptor(reading: reopenedPath) else {
      return taken
    }
    file.withLock { $0 = next }
    return -Int(EAGAIN)
  }
}
