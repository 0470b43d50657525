import CLibXML2
import Commerce

/// Reads one document with libxml2, event by event: no tree is built, no entity is expanded, and
/// nothing but the bytes that are given is ever looked at.
///
/// There are no handlers for entities and document types, so nothing could be expanded or loaded even
/// if the scan before let a document type pass.
struct DocumentParser {
  /// The most different names; with many more the parser becomes slow.
  private static let mostNames = 1 << 14
  /// Bytes that are given to the parser at once, so that it keeps no second copy of the document.
  private static let pieceBytes = 1 << 16

  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Gives the document's events to the reader; `nil` where it is well-formed and was read whole.
  static func parse(_ bytes: UnsafeRawBufferPointer, into reader: DocumentReader) -> RowFault? {
    reader.clear()
    guard isReady, !bytes.isEmpty else { return nil }
    clibxml2_silence()
    var handler = makeHandler()
    let context = Unmanaged.passUnretained(reader).toOpaque()
    guard let parser = xmlCreatePushParserCtxt(&handler, context, nil, 0, nil) else {
      return RowFault(rule: .xml, expected: "memory for a parser", found: "none")
    }
    defer { xmlFreeParserCtxt(parser) }
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
    var at = 0
    while at < bytes.count, reader.fault == nil {
      let count = min(pieceBytes, bytes.count - at)
      let piece = UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)])
      at += count
      xmlParseChunk(
        parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count),
        at == bytes.count ? 1 : 0)
      if xmlDictSize(parser.pointee.dict) > mostNames {
        reader.stop(.bound("at most \(mostNames) different names"))
      }
    }
    if reader.fault == nil, parser.pointee.wellFormed == 0 {
      return RowFault(rule: .xml, expected: "well-formed XML", found: "")
    }
    return reader.fault
  }

  private static func makeHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, namespace, spaces, _, attributes, _, values in
      guard let name else { return }
      reader(context)?.begin(
        name, namespace, namespaces: Int(spaces), attributes: values,
        attributeCount: Int(attributes))
    }
    handler.endElementNs = { context, _, _, _ in reader(context)?.end() }
    handler.characters = takeCharacters
    handler.cdataBlock = takeCharacters
    handler.internalSubset = { context, _, _, _ in reader(context)?.stop(.documentType) }
    handler.serror = { context, error in
      guard let error, error.pointee.level == XML_ERR_FATAL else { return }
      reader(context)?.stop(
        .malformed(
          code: error.pointee.code, line: error.pointee.line, column: error.pointee.int2,
          error.pointee.message.map { String(cString: $0) } ?? ""))
    }
    return handler
  }
}

private let takeCharacters: charactersSAXFunc = { context, bytes, count in
  guard let bytes, count > 0 else { return }
  reader(context)?.characters(bytes, count: Int(count))
}

/// The reader that the parser was given, as long as it goes on.
private func reader(_ context: UnsafeMutableRawPointer?) -> DocumentReader? {
  guard let context else { return nil }
  let reader = Unmanaged<DocumentReader>.fromOpaque(context).takeUnretainedValue()
  return reader.fault == nil ? reader : nil
}

extension RowFault {
  static let documentType = RowFault(
    rule: .xml, expected: "a document without a document type declaration",
    found: "<!DOCTYPE, which is not read")

  /// The words for what libxml2 found wrong.
  fileprivate static func malformed(
    code: Int32, line: Int32, column: Int32, _ message: String
  ) -> RowFault {
    let place = "wrong at line \(line), column \(column) of the document"
    let words = message.split { $0.isNewline }.first.map { String($0.prefix(RowSink.shownBytes)) }
    // Older versions tell no code of its own for bytes that are not UTF-8.
    let isOfEncoding =
      encodingCodes.contains(code) || message.hasPrefix("Input is not proper UTF-8")
    return RowFault(
      rule: isOfEncoding ? .encoding : .xml,
      expected: (isOfEncoding ? "characters of the document's encoding, " : "well-formed XML, ")
        + place,
      found: words ?? "")
  }

  private static let encodingCodes = Set(
    [
      XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING,
      XML_I18N_CONV_FAILED, XML_I18N_NO_OUTPUT,
    ].map { Int32($0.rawValue) })
}
