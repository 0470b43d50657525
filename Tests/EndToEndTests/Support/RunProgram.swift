import Foundation
import TestSupport

/// What a run of the program left behind.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String
}

/// Runs the built program without a terminal and waits for its end.
///
/// `input` is its standard input; `environment` is set beside a clean one without the user's
/// settings.
func runTradewatch(
  _ arguments: [String], input: String = "", environment: [String: String] = [:],
  in folder: URL? = nil
) throws -> Outcome {
  try run(builtProgram(), arguments, input: input, environment: environment, in: folder)
}

/// Runs one line of shell in which `tradewatch` is the built program.
func runShellLine(_ line: String, in folder: URL) throws -> Outcome {
  try run(URL(filePath: "/bin/bash"), ["-c", line], input: "", environment: [:], in: folder)
}

private func run(
  _ program: URL, _ arguments: [String], input: String, environment: [String: String],
  in folder: URL?
) throws -> Outcome {
  let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: scratch) }
  let inputFile = scratch.appending(path: "input")
  let errorFile = scratch.appending(path: "errors")
  try Data(input.utf8).write(to: inputFile)
  try Data().write(to: errorFile)

  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.environment = [
    "PATH": builtProgram().deletingLastPathComponent().path + ":/usr/bin:/bin",
    "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nonexistent", "TMPDIR": scratch.path,
  ].merging(environment) { $1 }
  if let folder { process.currentDirectoryURL = folder }
  process.standardInput = try FileHandle(forReadingFrom: inputFile)
  process.standardError = try FileHandle(forWritingTo: errorFile)
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
    errors: try String(contentsOf: errorFile, encoding: .utf8))
}

/// A folder with small feeds, for the duration of a test.
func withFeeds<Result>(
  _ files: [String: String], _ body: (URL) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "feeds-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  return try body(folder)
}
