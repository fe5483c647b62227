import Audio
import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Doctor

/// What facts mean.
@Suite struct FindingTests {
  @Test(arguments: Case.all) func eachFactIsFoundForWhatItIs(_ expected: Case) {
    for code in expected.codes {
      #expect(expected.findings.contains { $0.code == code && $0.severity == expected.severity }, "\(code)")
    }
    // What is good has nothing wrong beside it.
    guard expected.severity == .good else { return }
    #expect(!expected.findings.contains { $0.severity > .note })
  }

  @Test(arguments: Case.all) func everyWarningAndFaultHasARemedyInBothLanguages(_ expected: Case) {
    for finding in expected.findings {
      let (vietnamese, english) = (finding.what.said(in: .vietnamese), finding.what.said(in: .english))
      #expect(!vietnamese.isEmpty && !english.isEmpty && vietnamese != english)
      guard finding.severity > .note else { continue }
      for language in Language.allCases { #expect(finding.remedy?.said(in: language).isEmpty == false) }
    }
  }

  /// Each area and each severity is met, so that the two above are about all of them.
  @Test func theCasesCoverEveryArea() {
    let met = Set(Case.all.flatMap { $0.findings.map(\.area) })
    #expect(met == Set(Finding.Area.allCases))
    for language in Language.allCases {
      for area in Finding.Area.allCases {
        #expect(language == .english || language.phrases.doctorArea(area.rawValue) != area.rawValue)
      }
    }
  }

  @Test(arguments: [
    ("pulseaudio", "systemctl --user mask --now pulseaudio.socket pulseaudio.service"),
    ("pipewire", "systemctl --user mask --now pipewire.socket pipewire-pulse.socket pipewire wireplumber"),
    ("vlc", "sudo kill 812"),
  ])
  func whoHoldsABusyDeviceIsNamedWithHowToEndIt(_ name: String, _ command: String) throws {
    let facts = Facts.device([.init(pid: 812, name: name)], opening: Facts.failed(.busy))
    let finding = try #require(facts.findings(node: .silent, service: nil).first { $0.code == "device-busy" })
    #expect(
      finding.what.said(in: .vietnamese) == "chương trình \(name) (số 812) đang giữ thiết bị “plughw:1,0”")
    #expect(finding.remedy?.said(in: .vietnamese) == command)
  }

  @Test func aMutedControlIsLiftedByOneCommand() {
    let facts = MixerFacts(card: 1, controls: [.init(name: "Master", percent: 80, isMuted: true)])
    #expect(facts.findings.first?.remedy?.description == "amixer -c 1 sset 'Master' 80% unmute")
    let bare = MixerFacts(card: 0, controls: [.init(name: "PCM", percent: 0)])
    #expect(bare.findings.first?.remedy?.description == "amixer -c 0 sset 'PCM' 80%")
  }

  @Test func aUnitsOwnGroupCountsAsMembership() {
    let service = ServiceFacts(unit: "loa", user: "loa", groups: ["audio"])
    let found = Facts.device(groups: []).findings(node: .silent, service: service)
    #expect(!found.contains { $0.code == "not-in-group" })
  }

  @Test(arguments: [
    (10, "10 min", "10 phút"), (2_000, "33 h 20 min", "33 giờ 20 phút"), (9_095, "6 days", "6 ngày"),
  ])
  func howLongItIsUntilTheNextAiringIsSaidAsPeopleCount(
    _ minutes: Int, _ english: String, _ vietnamese: String
  ) {
    #expect(English().doctorNextAirs("Bản tin", at: "17:00", inMinutes: minutes).hasSuffix("(in \(english))"))
    #expect(
      Vietnamese().doctorNextAirs("Bản tin", at: "17:00", inMinutes: minutes).hasSuffix("(còn \(vietnamese))")
    )
  }

  @Test func thePageNamesEachAreaAndSumsUp() {
    let diagnosis = Diagnosis(
      DiskFacts(path: "/v", free: 400_000_000).findings + ConfigFacts(path: "/etc/loa/loa.yaml").findings)
    #expect(
      diagnosis.page(in: .english) == """
        config
          [ok] the config /etc/loa/loa.yaml is good
        disk
          [!]  \(English().diskIsLow("/v", megabytesFree: 400))
              → \(English().makeRoomOnDisk)
        faults: 0, warnings: 1; it airs, but somebody should look
        """)
    #expect(diagnosis.page(in: .vietnamese).hasPrefix("cấu hình\n  [ok] cấu hình /etc/loa/loa.yaml tốt\n"))
  }

  @Test func theWireKeepsItsShape() throws {
    let diagnosis = Diagnosis(DiskFacts(path: "/v", free: 400_000_000).findings)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(diagnosis.wire), as: UTF8.self)
    #expect(text.hasPrefix(#"{"faults":0,"findings":[{"area":"disk","code":"disk-low","remedy":{"en":"#))
    #expect(text.hasSuffix(#","severity":"warning","what":\#(try what(diagnosis))}],"warnings":1}"#))
  }

  private func what(_ diagnosis: Diagnosis) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(diagnosis.wire.findings[0].what), as: UTF8.self)
  }
}
