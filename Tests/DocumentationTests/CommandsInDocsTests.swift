import Foundation
import TestSupport
import Testing

@Suite("Commands in the pages run")
struct CommandsInDocsTests {
  /// Every page with commands: README, tutorial, how-to pages, reference.
  static let pages: [String] = {
    let docs = checkout().appending(path: "docs")
    let found = FileManager.default.enumerator(at: docs, includingPropertiesForKeys: nil)
    let inDocs = (found?.allObjects as? [URL] ?? []).map(\.path).filter { $0.hasSuffix(".md") }
    return ([checkout().appending(path: "README.md").path] + inDocs).sorted()
  }()

  @Test("Each `sh` block exits as it says", arguments: pages)
  func runs(page: String) throws {
    let text = try String(contentsOfFile: page, encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory.appending(path: "docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: checkout().appending(path: "SampleData"), to: folder.appending(path: "SampleData"))

    for block in shellBlocks(text) {
      let outcome = try runShell(block.commands, in: folder)
      #expect(
        outcome.status == block.status,
        "\(page): exit \(outcome.status), expected \(block.status), of:\n\(block.commands)\n\(outcome.output)"
      )
    }
  }
}

/// The commands of one fenced block, and the exit code that its last line must have: 0, or that of
/// a comment `# exits 1`.
struct ShellBlock {
  var commands: String
  var status: Int32
}

func shellBlocks(_ text: String) -> [ShellBlock] {
  var blocks: [ShellBlock] = []
  for part in text.components(separatedBy: "\n```sh\n").dropFirst() {
    let commands = part.components(separatedBy: "\n```")[0]
    let stated = commands.firstMatch(of: /# exits (\d+)/).flatMap { Int32($0.1) }
    blocks.append(ShellBlock(commands: commands, status: stated ?? 0))
  }
  return blocks
}
