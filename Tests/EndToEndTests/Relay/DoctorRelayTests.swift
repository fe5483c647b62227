import Foundation
import Testing

extension EndToEnd {
  /// What `loa doctor` says of the link to the Centre, and of the door for stations.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct DoctorRelayTests {
    /// On the node's own host, from where it looks at the net.
    private func doctor(_ node: RelayedNode) throws -> DoctorTests.Found {
      let answer = try LoaBinary.run(
        ["doctor", "--json", "--config", node.configFile], environment: node.environment, on: node.host.run)
      return try JSONDecoder().decode(DoctorTests.Found.self, from: Data(answer.output.utf8))
    }

    @Test func aLinkIsAskedOfTheNodeElseOfTheCentreItself() throws {
      let scene = try RelayScene(seconds: 3, stations: [0])
      let (centre, station) = (scene.centre, scene.stations[0])
      try centre.start()
      try station.start()
      #expect(try doctor(station).codes("fault").contains("not-joined"))
      try scene.join(station, to: centre)
      try scene.waitUntilConnected()

      #expect(try doctor(station).codes("good").isSuperset(of: ["link-up", "certificate-good"]))
      #expect(try doctor(centre).codes("good").isSuperset(of: ["door-open", "stations-connected"]))

      // The node is stopped: the doctor calls the Centre with its certificate.
      #expect(station.stop() == 0)
      #expect(try doctor(station).codes("good").isSuperset(of: ["link-up", "certificate-good"]))
      try wait(for: "the Centre to miss the station") {
        try doctor(centre).codes("warning").contains("stations-silent")
      }

      #expect(try centre.loa("station", "revoke", station.code).status == 0)
      let revoked = try doctor(station).findings.filter { $0.area == "link" && $0.severity == "fault" }
      #expect(!revoked.isEmpty && revoked.allSatisfy { $0.remedy?["vi"]?.isEmpty == false }, "\(revoked)")

      #expect(centre.stop() == 0)
      let alone = try doctor(station).findings.filter { $0.area == "link" && $0.severity == "fault" }
      #expect(!alone.isEmpty && alone.map(\.code) != revoked.map(\.code), "\(alone)")
    }
  }
}
