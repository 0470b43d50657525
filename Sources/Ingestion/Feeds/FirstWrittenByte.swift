import Glibc

/// The first byte that is no hole: `SEEK_DATA` of Linux, which Glibc's module leaves out.
private let seekData: Int32 = 3

/// The position of the first byte that is not NUL; the file's size where there is none.
func firstWrittenByte(_ file: Descriptor) -> Int64 {
  let start = lseek(file.number, 0, seekData)
  var position = Int64(max(start, 0))
  while true {
    let bytes = file.bytes(at: position, count: 4096)
    guard let index = bytes.firstIndex(where: { $0 != 0 }) else {
      guard !bytes.isEmpty else { return position }
      position += Int64(bytes.count)
      continue
    }
    return position + Int64(index)
  }
}
