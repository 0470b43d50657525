public import Foundation

/// A file of the real data sets that lie beside the checkout, for tests that use them.
///
/// `nil` where they are absent: the test is then skipped with `.enabled(if:)` and says so.
public func sharedData(_ path: String) -> URL? {
  let found = checkout().deletingLastPathComponent().appending(path: "shared/data/" + path)
  return FileManager.default.fileExists(atPath: found.path) ? found : nil
}
