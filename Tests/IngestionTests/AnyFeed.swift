import Fuzzing

/// A header and then pieces of rows, quotes, line ends, broken text and noise.
func anyFeed(_ random: inout Seeded, pieces most: Int = 60) -> [UInt8] {
  let openings = [
    "uscc,name,note\n", "uscc\tname\tnote\r\n", "{\"uscc\":\"a\",\"name\":\"b\"}\n", "",
    "\u{FEFF}\n",
    "record_class,uscc,name,sku,amount\r",
  ]
  let pieces = [
    "a,b,c", "a\tb\tc", "\"a\",\"b\",\"c\"", "\"", "\"\"", ",", "\n", "\n", "\r\n", "\r", "商品,x,",
    "enterprise,U,N,,", "{\"uscc\":\"1\",\"name\":\"x\\u5546\\n\"}",
    "{\"order_id\":1,\"lines\":[{\"sku\":2}]}",
    "{\"a\":[1,{\"b\":null}],\"name\":\"\\ud83d\\ude00\"}", "\u{0}", "\\", "{", "}",
    String(repeating: "x", count: 300), "\"a\nb\",c,d\n", "q,\"open,\n",
  ]
  var bytes = Array(openings.randomElement(using: &random)?.utf8 ?? "".utf8)
  for _ in 0..<Int.random(in: 0...most, using: &random) {
    if Int.random(in: 0..<12, using: &random) == 0 {
      bytes.append(UInt8.random(in: 0...255, using: &random))
    } else {
      bytes += Array(pieces.randomElement(using: &random)?.utf8 ?? "".utf8)
    }
  }
  return bytes
}
