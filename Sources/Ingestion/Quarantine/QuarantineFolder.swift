import Glibc

/// The folder of a library that holds its rejected rows: `DIR/quarantine`.
///
/// In it are `rejects-000001` and so on, to which rows are only ever appended, and `retried`, which
/// names the rows that were accepted later.
package struct QuarantineFolder: Hashable, Sendable {
  /// The library's directory.
  package let library: String

  package init(library: String) { self.library = library }

  package var path: String { library + "/quarantine" }
  var marksPath: String { path + "/retried" }
  var lockPath: String { path + "/lock" }

  /// The folders that commands without `--library` have left for this user, sorted by name.
  package static func temporary() -> [QuarantineFolder] {
    let parent = temporaryDirectory()
    return directoryEntries(parent).filter { $0.hasPrefix("tradewatch-") }
      .map { QuarantineFolder(library: "\(parent)/\($0)") }
      .filter { access($0.path, R_OK | X_OK) == 0 }
  }

  func segmentPath(_ number: Int) -> String {
    let digits = String(number)
    return "\(path)/rejects-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The numbers of the files with rows, ascending.
  func segments() -> [Int] {
    directoryEntries(path).compactMap { name in
      name.hasPrefix("rejects-") ? Int(name.dropFirst("rejects-".count)) : nil
    }.sorted()
  }

  /// Makes the folder where it is missing, for nobody but its owner.
  func create() throws(QuarantineError) {
    for (directory, mode) in [(library, 0o755 as mode_t), (path, 0o700)] {
      guard mkdir(directory, mode) != 0, errno != EEXIST else { continue }
      throw QuarantineError(
        path: directory, reason: systemReason(errno), help: "check the path, and who may write it")
    }
    guard FileFacts(path: path)?.isDirectory == true else {
      throw QuarantineError(path: path, reason: "expected a directory, found a file")
    }
  }

  /// Takes the lock that only one writer has.
  func lock() throws(QuarantineError) -> Descriptor {
    try lockedFile(lockPath, holder: "another tradewatch is writing to it")
  }

  /// Opens a file to append to, which nobody else may open so meanwhile.
  func lockedFile(_ path: String, holder: String) throws(QuarantineError) -> Descriptor {
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw QuarantineError(path: path, reason: systemReason(errno)) }
    let file = Descriptor(number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      throw QuarantineError(
        path: self.path, reason: "in use: \(holder)", help: "end it, or name another --library")
    }
    return file
  }
}

/// Where temporary files belong.
func temporaryDirectory() -> String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }
