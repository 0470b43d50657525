import Commerce
import Foundation
import TestSupport
import Testing

@Suite("Divisions and provinces")
struct ProvinceTests {
  @Test(
    "Codes of 2, 4, 6, 9 and 12 digits of a known province pass",
    arguments: [
      "44", "4403", "440305", "440305001", "440305001001", "100000", "110302", "710000", "810000",
      "82",
    ])
  func valid(code: String) {
    #expect(DivisionCode.verdict(of: code) == .valid)
  }

  @Test("An unknown province is a warning, another form is invalid")
  func others() {
    #expect(DivisionCode.verdict(of: "99") == .suspicious(.unknownDivision))
    #expect(DivisionCode.verdict(of: "160101") == .suspicious(.unknownDivision))
    #expect(DivisionCode.verdict(of: "440") == .invalid(.length(of: .division)))
    #expect(DivisionCode.verdict(of: "44O3") == .invalid(.character(at: 3, of: .division)))
    #expect(DivisionCode.verdict(of: "广东").isInvalid)
  }

  @Test("There are 34 provinces, each with its own code and names")
  func table() {
    #expect(Province.all.count == 34)
    #expect(Set(Province.all.map(\.code)).count == 34)
    #expect(Set(Province.all.map(\.chinese)).count == 34)
    #expect(Set(Province.all.map(\.english)).count == 34)
    #expect((0...99).filter { Province(code: $0) != nil } == Province.all.map(\.code))
    #expect(Province(division: "440305")?.english == "Guangdong")
    #expect(Province(division: "4403")?.chinese == "广东")
    #expect(Province(division: "广东") == nil)
  }

  @Test("Codes and names are those of the published table")
  func published() throws {
    guard let table = sharedData("cn_divisions/divisions_current.tsv") else { return }

    let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    for row in rows {
      #expect(DivisionCode.verdict(of: row[0]) == .valid, "\(row)")
      #expect(row[3].hasPrefix(Province(division: row[0])?.chinese ?? "?"), "\(row)")
    }
    let provinces = Set(rows.map { $0[0].prefix(2) })
    #expect(provinces.count >= 31)
  }

  @Test("A prefix of a code names the unit above; a shorter code has no unit below")
  func prefixes() {
    #expect(prefix(.province, "440305001") == "44")
    #expect(prefix(.city, "440305001") == "4403")
    #expect(prefix(.county, "440305001") == "440305")
    #expect(prefix(.city, "44") == nil)
    #expect(prefix(.province, "GD") == nil)
  }

  @Test("The first digit of an urban-rural class tells the country from the town")
  func urbanRural() {
    #expect(UrbanRuralClass.allCases.count == 7)
    #expect(judge("220") { UrbanRuralClass($0) }?.isRural == true)
    #expect(judge("112") { UrbanRuralClass($0) }?.isRural == false)
    #expect(judge("130") { UrbanRuralClass($0) } == nil)
    #expect(judge("11") { UrbanRuralClass($0) } == nil)
  }

  private func prefix(_ level: DivisionLevel, _ code: String) -> String? {
    judge(code) { bytes in
      DivisionCode.prefix(level, of: bytes).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
