import Commerce

/// Takes the events of a parser, and keeps what a UBL document says that fields are made of.
///
/// A class, because the parser calls it by its address.
final class DocumentReader {
  /// The most elements within each other.
  static let mostDepth = 256
  /// The most namespaces that are in force at a place: to find one costs their number.
  static let mostNamespaces = 1024

  let text = DocumentText()
  /// The paths of the document that is read; `nil` before its root.
  private(set) var tree: PathTree?
  /// Why reading was stopped; `nil` while it goes on.
  private(set) var fault: RowFault?
  private let textLimit: Int
  private var path: [Int] = []
  /// Elements around this place that are not read.
  private var skipped = 0
  private var namespaceCounts: [Int] = []
  private var namespaces = 0
  private var textStart = 0
  private var attribute = 0..<0
  private var isTaking = false

  /// `textLimit`: the most bytes of one value.
  init(textLimit: Int) { self.textLimit = textLimit }

  func clear() {
    text.clear()
    (tree, fault, skipped, namespaces, isTaking) = (nil, nil, 0, 0, false)
    path.removeAll(keepingCapacity: true)
    namespaceCounts.removeAll(keepingCapacity: true)
  }

  func stop(_ fault: RowFault) { if self.fault == nil { self.fault = fault } }

  /// `attributes`: five pointers for each, as libxml2 gives them.
  func begin(
    _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, namespaces added: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int
  ) {
    namespaceCounts.append(added)
    namespaces += added
    guard namespaceCounts.count <= DocumentReader.mostDepth else {
      stop(.bound("at most \(DocumentReader.mostDepth) elements within each other"))
      return
    }
    guard namespaces <= DocumentReader.mostNamespaces else {
      stop(.bound("at most \(DocumentReader.mostNamespaces) namespaces"))
      return
    }
    if skipped > 0 {
      skipped += 1
    } else if let tree {
      enter(tree, name, namespace, attributes, attributeCount)
    } else {
      beginRoot(name, namespace)
    }
  }

  private func beginRoot(_ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) {
    let found = PathTree.all.first { tree in
      isEqual(Array(tree.document.root.utf8) + [0], name)
        && namespace.map { isEqual(tree.document.namespace, $0) } ?? false
    }
    guard let found else {
      let space = namespace.map { " of \(String(cString: $0).prefix(RowSink.shownBytes))" } ?? ""
      stop(
        RowFault(
          rule: .recordClass, expected: "a UBL 2 document: \(UBLDocument.names)",
          found: "\(String(cString: name).prefix(RowSink.shownBytes))\(space)"))
      return
    }
    tree = found
    path.append(0)
  }

  private func enter(
    _ tree: PathTree, _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ attributeCount: Int
  ) {
    isTaking = false
    guard let namespace, let parent = path.last,
      let node = tree.child(of: parent, named: name, in: namespace)
    else {
      skipped = 1
      return
    }
    path.append(node)
    if node == tree.lineNode { text.beginLine() }
    guard !tree.targets(of: node).isEmpty else { return }
    attribute = text.count..<text.count
    if let wanted = tree.attribute(of: node) {
      takeAttribute(wanted, attributes, attributeCount)
    }
    textStart = text.count
    isTaking = true
  }

  private func takeAttribute(
    _ wanted: [UInt8], _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
  ) {
    guard let attributes else { return }
    for index in 0..<count {
      guard let name = attributes[5 * index], isEqual(wanted, name),
        let start = attributes[5 * index + 3], let end = attributes[5 * index + 4]
      else { continue }
      let first = text.count
      text.append(start, count: min(end - start, 256))
      attribute = first..<(first + text.collapseBlanks(from: first))
      return
    }
  }

  func characters(_ bytes: UnsafePointer<UInt8>, count: Int) {
    guard isTaking, skipped == 0 else { return }
    text.append(bytes, count: count)
    if text.count - textStart > textLimit {
      stop(
        RowFault(
          rule: .long, expected: "a value of at most \(textLimit) bytes",
          found: "more than \(text.count - textStart) bytes"))
    }
  }

  func end() {
    namespaces -= namespaceCounts.popLast() ?? 0
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let node = path.popLast(), isTaking, let tree else { return }
    isTaking = false
    let count = text.collapseBlanks(from: textStart)
    guard count > 0 else { return }
    let value = DocumentText.Value(
      source: 0, rank: 0, start: textStart, count: count,
      attributeStart: attribute.lowerBound, attributeCount: attribute.count)
    for target in tree.targets(of: node) { text.add(value, target) }
  }
}

extension RowFault {
  /// A document that goes beyond what is read.
  static func bound(_ expected: String) -> RowFault {
    RowFault(rule: .xml, expected: expected, found: "more")
  }
}
