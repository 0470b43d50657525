import Commerce
import Statistics

/// How far an order has come, as far as the flows verdict asks.
enum OrderStage: UInt8 {
  /// No state is given.
  case unknown
  /// Not yet shipped, or cancelled.
  case open
  /// Goods are due.
  case shipped
  /// Goods and invoice are due.
  case signed
  /// Refunded, closed or a word of its own: nothing is due, but what is there must agree.
  case ended

  init(word: String) {
    switch word {
    case "": self = .unknown
    case "placed", "paid", "cancelled": self = .open
    case "shipped": self = .shipped
    case "signed", "completed", "delivered": self = .signed
    default: self = .ended
    }
  }
}

/// What the words of a dictionary mean, each word read once.
struct WordMeanings<Meaning> {
  private var meanings: [Meaning] = []
  private let read: (String) -> Meaning

  init(_ read: @escaping (String) -> Meaning) { self.read = read }

  /// The meaning of each code (codes × 1); code 0, the empty word, included.
  mutating func all(of dictionary: KeyTable?) -> [Meaning] {
    if meanings.isEmpty { meanings.append(read("")) }
    if let dictionary {
      while meanings.count <= dictionary.count {
        meanings.append(read(dictionary.text(UInt32(meanings.count))))
      }
    }
    return meanings
  }
}
