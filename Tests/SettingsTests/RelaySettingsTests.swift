import Clocks
import Scheduling
import Testing

@testable import Settings

@Suite struct RelaySettings {
  private static let station = """
    node: { code: "29815", name: Mỹ Hòa, time-zone: Asia/Ho_Chi_Minh, roles: station }

    """

  @Test func aStationNeedsNoProgrammesOfItsOwn() throws {
    let (settings, diagnostics) = ConfigText.read(Self.station + "upstream: {}\n")
    #expect(ConfigText.said(diagnostics) == [])
    #expect(settings?.upstream == Settings.Upstream())
    #expect(settings?.schedule.programmes.isEmpty == true)
    #expect(settings?.relay == nil)
  }

  @Test func aNodeWithNothingToAirIsToldWhatIsMissing() {
    let (settings, diagnostics) = ConfigText.read(Self.station)
    #expect(settings == nil)
    #expect(
      ConfigText.said(diagnostics).contains { $0.contains("`programmes`") || $0.contains("programmes") })
  }

  @Test func everyKeyOfTheUpstreamIsRead() throws {
    let (settings, diagnostics) = ConfigText.read(
      Self.station + """
        upstream:
          mirrors: [http://a.example/loa, https://b.example]
          clash: own
          bandwidth: 2 Mbit/s
          disk: 900 MB
          clock-limit: 20 ms
        """)
    #expect(ConfigText.said(diagnostics) == [])
    let upstream = try #require(settings?.upstream)
    #expect(
      upstream
        == Settings.Upstream(
          mirrors: ["http://a.example/loa", "https://b.example"], clash: .own, bandwidth: 2000, disk: 900,
          clockLimit: .milliseconds(20)))
  }

  @Test(
    arguments: [
      ("loa.example.vn", "loa.example.vn:8443"), ("10.0.0.1:9443", "10.0.0.1:9443"),
      ("\"[2001:db8::7]:8443\"", "[2001:db8::7]:8443"), ("a b", nil), ("host:0", nil), ("host:70000", nil),
      ("::1", nil), ("http://x", nil),
    ] as [(String, String?)])
  func anAddressIsAHostAndAPort(text: String, expected: String?) {
    let (settings, _) = ConfigText.read(ConfigText.good + "relay: { address: \(text) }\n")
    #expect(settings?.relay?.addresses.map(\.description) == expected.map { [$0] })
  }

  @Test func stationsAreKnownByCodeAndHaveDates() throws {
    let (settings, diagnostics) = ConfigText.read(
      ConfigText.good + """
        relay: { address: loa.example.vn }
        stations:
          "29809": { name: Đông Thạnh, until: 2025-06-30 }
          "29818": { name: Đông Thành, from: 2025-07-01, contact: 0270 }
        """)
    #expect(ConfigText.said(diagnostics) == [])
    let stations = try #require(settings?.stations)
    #expect(stations.map(\.code) == ["29809", "29818"])
    let merger = try #require(CivilDate("2025-07-01"))
    #expect(stations.map { $0.exists(on: merger) } == [false, true])
  }

  @Test func stationsNeedADoorAndAnotherCodeThanTheNode() {
    let (_, without) = ConfigText.read(ConfigText.good + "stations: { \"1\": { name: A } }\n")
    #expect(ConfigText.said(without).contains { $0.contains("`relay`") })
    let (_, itself) = ConfigText.read(
      ConfigText.good + "relay: { address: a }\nstations: { ttvh-binh-minh: { name: A } }\n")
    #expect(ConfigText.said(itself).contains { $0.contains("ttvh-binh-minh") })
    let (_, dates) = ConfigText.read(
      ConfigText.good
        + "relay: { address: a }\nstations: { \"1\": { name: A, from: 2025-02-01, until: 2025-01-01 } }\n")
    #expect(ConfigText.said(dates).contains { $0.contains("ends before") })
  }
}
