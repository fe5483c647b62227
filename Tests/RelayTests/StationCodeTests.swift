import Relay
import Scheduling
import Testing

@Test func aStationIsItsCode() {
  #expect(StationCode("29770").description == "29770")
}
