import Foundation
import TestSupport
import Testing

/// What a run of the program left behind, and the most memory that it had.
struct MeasuredRun {
  var status: Int32
  var output: String
  var peakMegabytes: Int
  var seconds: Double

  /// Runs the built program on what a line of shell writes, without a file in between.
  ///
  /// The peak is looked at while the program is there: what `wait4` tells has that of the process
  /// which started it in it.
  init(_ arguments: [String], fedBy line: String, in folder: URL) throws {
    let fifo = folder.appending(path: "fifo-\(UUID().uuidString)")
    let output = folder.appending(path: "output-\(UUID().uuidString)")
    mkfifo(fifo.path, 0o600)
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/bash")
    writer.arguments = ["-c", "{ \(line) ; } > '\(fifo.path)'"]
    writer.currentDirectoryURL = folder
    writer.standardError = FileHandle.nullDevice
    try writer.run()

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, fifo.path, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words = ([builtProgram().path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [
      strdup("PATH=/usr/bin:/bin"), strdup("XDG_CONFIG_HOME=/nonexistent"), nil,
    ]
    defer { for word in environment { free(word) } }
    var child: pid_t = 0
    let start = Date()
    try #require(
      posix_spawn(&child, builtProgram().path, &actions, nil, &words, &environment) == 0)
    var code: Int32 = 0
    var peak = 0
    while waitpid(child, &code, WNOHANG) == 0 {
      peak = max(peak, MeasuredRun.peakKilobytes(of: child))
      usleep(2000)
    }
    seconds = Date().timeIntervalSince(start)
    writer.waitUntilExit()
    status = (code >> 8) & 0xFF
    peakMegabytes = peak / 1024
    self.output = try String(contentsOf: output, encoding: .utf8)
  }

  /// The peak that the kernel keeps of a process that is there; 0 where it is not.
  private static func peakKilobytes(of process: pid_t) -> Int {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { $0 == " " || $0 == "\t" }.compactMap { Int($0) }.first ?? 0
  }
}
