/// The tax bureaus of the provinces and of the five cities with plans of their own, by the two
/// digits that digital invoices carry.
public enum TaxBureau {
  /// Whether a bureau has this code: a mainland province's, or 91 to 95 (Shenzhen is 95; Dalian,
  /// Ningbo, Xiamen and Qingdao have the others).
  public static func isKnown(_ code: Int) -> Bool {
    (91...95).contains(code) || (code < 71 && Province.isKnown(code))
  }
}
