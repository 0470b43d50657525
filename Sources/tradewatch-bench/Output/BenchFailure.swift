import Glibc

/// Why there are no figures, in one sentence.
struct BenchFailure: Error {
  let reason: String

  /// What the system said last about a file.
  static func ofSystem(_ path: String) -> BenchFailure {
    BenchFailure(reason: "\(path): \(String(cString: strerror(errno)).lowercased())")
  }
}
