import Canvas
import Glibc

/// What the process's surroundings say about the terminal.
struct TerminalEnvironment {
  /// TERM, neither empty nor `dumb`.
  let type: String
  /// Whether the locale speaks UTF-8; only then the terminal is trusted with more than ASCII.
  let isUnicode: Bool
  /// Whether NO_COLOR has a value.
  let refusesColors: Bool

  /// Reads the environment and sets the locale of characters, which ncurses needs.
  ///
  /// Where the locale is not UTF-8 that of `C.UTF-8` is taken, so that text stays readable.
  init() throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNotATerminal }
    guard let type = environmentValue("TERM") else { throw .noTerminalType }
    guard type != "dumb" else { throw .unusableTerminalType(type) }
    self.type = type
    refusesColors = environmentValue("NO_COLOR") != nil
    let isInstalled = setlocale(LC_CTYPE, "") != nil
    let speaksUTF8 = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
    if !speaksUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    // A locale that this machine does not have says by its name what the terminal speaks.
    isUnicode = speaksUTF8 || !isInstalled && namesUTF8(localeName())
  }

  /// The level to begin with, before the terminal has told how wide it draws blocks.
  var glyphs: GlyphLevel {
    isUnicode && !isPlain ? .block : .ascii
  }

  /// Whether the terminal knows little beyond moving its cursor, such as a vt100.
  var isPlain: Bool {
    type == "linux" || type.hasPrefix("vt1") || type.hasPrefix("vt2") || type == "ansi"
  }
}

/// A variable that is set and not empty.
private func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// The name of the locale of characters, as POSIX looks for it.
private func localeName() -> String {
  environmentValue("LC_ALL") ?? environmentValue("LC_CTYPE") ?? environmentValue("LANG") ?? ""
}

private func namesUTF8(_ locale: String) -> Bool {
  let name = locale.lowercased()
  return name.hasSuffix(".utf-8") || name.hasSuffix(".utf8")
}
