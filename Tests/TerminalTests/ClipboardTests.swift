import Terminal
import Testing

@Test(
  "Text for the clipboard is encoded as RFC 4648 has it",
  arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("商品", "5ZWG5ZOB"),
  ])
func publishedVectors(text: String, encoded: String) {
  #expect(base64(Array(text.utf8)) == Array(encoded.utf8))
}
