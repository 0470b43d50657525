import Glibc

/// The paths of a document's values as a tree, followed down while the document is read.
final class PathTree: Sendable {
  /// What an element's text is taken for.
  struct Target {
    /// Index of the source among those of the document or line.
    var source: Int
    /// Its place among the source's paths; for times those of the dates and times in turn.
    var rank: Int
    var isOfLine: Bool
    /// Whether every occurrence counts, not the first alone.
    var isRepeated: Bool
  }

  private struct Node {
    /// Names with a NUL behind them.
    var children: [(name: [UInt8], node: Int)] = []
    var targets: [Target] = []
    var attribute: [UInt8]?
  }

  let document: UBLDocument
  /// The node of a line; −1 where lines are not read.
  let lineNode: Int
  private let nodes: [Node]

  /// One for each document, in the order of `UBLDocument.all`.
  static let all = UBLDocument.all.map(PathTree.init)

  init(_ document: UBLDocument) {
    self.document = document
    var nodes = [Node()]
    lineNode = document.lineElement.map { PathTree.node($0, in: &nodes) } ?? -1
    for (index, source) in document.sources.enumerated() {
      PathTree.add(source, index, below: "", isOfLine: false, to: &nodes)
    }
    for (index, source) in document.lineSources.enumerated() {
      let line = (document.lineElement ?? "") + "/"
      PathTree.add(source, index, below: line, isOfLine: true, to: &nodes)
    }
    self.nodes = nodes
  }

  private static func add(
    _ source: UBLSource, _ index: Int, below prefix: String, isOfLine: Bool,
    to nodes: inout [Node]
  ) {
    var paths = source.paths
    if source.form == .time {
      paths = source.paths.flatMap { [$0, UBLSource.timePath($0) ?? $0] }
    }
    for (rank, path) in paths.enumerated() {
      let place = node(prefix + path, in: &nodes)
      nodes[place].targets.append(
        Target(
          source: index, rank: rank, isOfLine: isOfLine, isRepeated: source.form == .parts))
      if let attribute = source.attribute { nodes[place].attribute = Array(attribute.utf8) + [0] }
    }
  }

  /// The node of a path, made where it is missing.
  private static func node(_ path: String, in nodes: inout [Node]) -> Int {
    var place = 0
    for step in path.split(separator: "/") {
      let name = Array(step.utf8) + [0]
      if let child = nodes[place].children.first(where: { $0.name == name }) {
        place = child.node
      } else {
        nodes.append(Node())
        nodes[place].children.append((name, nodes.count - 1))
        place = nodes.count - 1
      }
    }
    return place
  }

  /// The node of an element within the element of `node`; `nil` for one that is not read.
  ///
  /// Elements with text are basic components, others aggregates, whatever their prefix.
  func child(
    of node: Int, named name: UnsafePointer<UInt8>, in namespace: UnsafePointer<UInt8>
  ) -> Int? {
    for child in nodes[node].children where isEqual(child.name, name) {
      let isLeaf = nodes[child.node].children.isEmpty
      let wanted = isLeaf ? UBLDocument.basics : UBLDocument.aggregates
      return isEqual(wanted, namespace) ? child.node : nil
    }
    return nil
  }

  func targets(of node: Int) -> [Target] { nodes[node].targets }

  /// The name of the attribute that is read with the element, a NUL behind it.
  func attribute(of node: Int) -> [UInt8]? { nodes[node].attribute }
}

/// Whether two texts that end with a NUL are the same.
func isEqual(_ left: [UInt8], _ right: UnsafePointer<UInt8>) -> Bool {
  left.withUnsafeBufferPointer { left in
    for index in left.indices {
      if left[index] != right[index] { return false }
    }
    return true
  }
}
