/// A word, text, sign or bracket of a query, with its place in characters.
struct QueryToken: Equatable {
  enum Kind: Equatable {
    /// A bare word: a name, a number, a date.
    case word
    /// A text in quotes; `text` holds it without them.
    case quoted
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, or a run of signs that is none of these.
    case sign
    case open
    case close
    case comma
    case end
    /// A quote that is never closed.
    case unclosed
  }

  var kind: Kind
  var text: String
  var range: Range<Int>
}

/// Cuts the text of a filter or measure into tokens; the last one is always `end`.
func queryTokens(_ text: String) -> [QueryToken] {
  let characters = Array(text)
  var tokens: [QueryToken] = []
  var at = 0
  while at < characters.count {
    let start = at
    let character = characters[at]
    if character.isWhitespace {
      at += 1
      continue
    }
    if character == "\"" || character == "'" {
      let (token, end) = quotedToken(characters, from: at)
      tokens.append(token)
      at = end
      continue
    }
    let kind: QueryToken.Kind
    switch character {
    case "(": kind = .open
    case ")": kind = .close
    case ",": kind = .comma
    default: kind = isSign(character) ? .sign : .word
    }
    at += 1
    while at < characters.count,
      kind == .sign && isSign(characters[at])
        || kind == .word
          && isWord(characters[at])
    {
      at += 1
    }
    tokens.append(QueryToken(kind: kind, text: String(characters[start..<at]), range: start..<at))
  }
  let end = characters.count
  tokens.append(QueryToken(kind: .end, text: "", range: end..<end))
  return tokens
}

private func isSign(_ character: Character) -> Bool { "=!<>".contains(character) }

private func isWord(_ character: Character) -> Bool {
  !character.isWhitespace && !isSign(character) && !"(),\"'".contains(character)
}

/// A text in quotes; the quote itself is written twice inside.
private func quotedToken(_ characters: [Character], from start: Int) -> (QueryToken, end: Int) {
  let quote = characters[start]
  var text = ""
  var at = start + 1
  while at < characters.count {
    if characters[at] != quote {
      text.append(characters[at])
      at += 1
    } else if at + 1 < characters.count, characters[at + 1] == quote {
      text.append(quote)
      at += 2
    } else {
      let range = start..<at + 1
      return (QueryToken(kind: .quoted, text: text, range: range), at + 1)
    }
  }
  let range = start..<characters.count
  return (QueryToken(kind: .unclosed, text: text, range: range), characters.count)
}
