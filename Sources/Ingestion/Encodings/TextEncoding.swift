import Glibc

/// How the characters of a feed are written as bytes.
public enum TextEncoding: Hashable, Sendable {
  case utf8
  case gb18030
  case gbk
  case windows1252
  /// With a byte order mark that tells which of the next two it is; without one as the first.
  case utf16
  case utf16LittleEndian
  case utf16BigEndian
  /// Another one that the system's `iconv` knows, by the name that it has there.
  case other(String)

  /// The names that a message may offer.
  public static let usualNames = [
    "UTF-8", "GB18030", "GBK", "Windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE",
  ]

  /// The encoding of this name, in any case of letters; `nil` where neither this type nor the
  /// system's `iconv` knows it.
  ///
  /// GB2312 is read as GBK, and ISO-8859-1 as Windows-1252, of which they are parts: so files that
  /// claim to be the smaller one, and are not, are read, too.
  public init?(name: String) {
    switch String(name.lowercased().filter { $0.isLetter || $0.isNumber }) {
    case "utf8": self = .utf8
    case "gb18030": self = .gb18030
    case "gbk", "gb2312", "euccn", "cp936", "windows936": self = .gbk
    case "windows1252", "cp1252", "latin1", "iso88591": self = .windows1252
    case "utf16": self = .utf16
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default:
      guard Converter.isKnown(name) else { return nil }
      self = .other(name)
    }
  }

  /// The name as people write it.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .gb18030: "GB18030"
    case .gbk: "GBK"
    case .windows1252: "Windows-1252"
    case .utf16: "UTF-16"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .other(let name): name
    }
  }

  /// The name that `iconv` has for it.
  var converterName: String {
    switch self {
    case .windows1252: "CP1252"
    case .utf16: TextEncoding.utf16LittleEndian.name
    default: name
    }
  }
}
