import Foundation
import Generation

/// The directory that generated files are written to.
struct GeneratedFolder {
  let path: String

  /// Writes the six files and the manifest of what was planted.
  func write(_ plan: GenerationPlan) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(reason: "--output: \(path): the directory cannot be made")
    }
    var manifest = Manifest()
    for file in Generator(plan).files {
      var file = file
      let target = try create(file.name)
      while let chunk = file.nextChunk() { try write(chunk, to: target, name: file.name) }
      fclose(target)
      manifest.add(file)
    }
    let target = try create("manifest.json")
    try write(manifest.json, to: target, name: "manifest.json")
    fclose(target)
  }

  private func create(_ name: String) throws(CommandFailure) -> UnsafeMutablePointer<FILE> {
    guard let file = fopen("\(path)/\(name)", "w") else { throw refusal(name) }
    return file
  }

  private func write(
    _ bytes: [UInt8], to file: UnsafeMutablePointer<FILE>, name: String
  ) throws(CommandFailure) {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      throw refusal(name)
    }
  }

  private func refusal(_ name: String) -> CommandFailure {
    CommandFailure(reason: "\(path)/\(name): \(String(cString: strerror(errno)).lowercased())")
  }
}
