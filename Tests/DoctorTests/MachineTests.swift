import Glibc
import Testing

@testable import Doctor

/// Reading a machine that is made of files.
@Suite struct MachineTests {
  private static let cards = """
     0 [HDMI           ]: HDA-Intel - HDA Intel HDMI
                          HDA Intel HDMI at 0xf7e1c000 irq 34
     1 [PCH            ]: HDA-Intel - HDA Intel PCH
                          HDA Intel PCH at 0xf7e18000 irq 35
    """

  @Test func cardsAreReadAsTheKernelTellsThem() {
    #expect(
      SoundCard.list(Self.cards) == [
        SoundCard(number: 0, id: "HDMI", title: "HDA Intel HDMI"),
        SoundCard(number: 1, id: "PCH", title: "HDA Intel PCH"),
      ])
    #expect(SoundCard.list("--- no soundcards ---\n").isEmpty)
    #expect(SoundCard.list("\u{0}[[]]: -\n9 [").isEmpty)
  }

  @Test(arguments: [
    ("hw:1,0", CardReference.card(number: 1, device: 0)), ("plughw:PCH", .card(number: 1, device: 0)),
    ("plughw:CARD=PCH,DEV=2", .card(number: 1, device: 2)),
    ("sysdefault:CARD=HDMI", .card(number: 0, device: 0)),
    ("default", .card(number: 0, device: 0)), ("hw:7", .absent("7")), ("file:/tmp/x", .none), ("null", .none),
    ("pulse", .none), ("card", .none),
  ])
  func aDevicesNameTellsItsCard(_ name: String, _ expected: CardReference) {
    #expect(CardReference.of(name, cards: SoundCard.list(Self.cards)) == expected)
  }

  @Test func withoutCardsTheDefaultIsOnNone() {
    #expect(CardReference.of("default", cards: []) == .none)
    #expect(CardReference.of("hw:0", cards: []) == .absent("0"))
  }

  /// The kernel names the thread that opened the device; another has it open without playing.
  @Test func whoHoldsAPlaybackDeviceIsFoundByItsOwnerAndByOpenFiles() throws {
    let made = try MadeMachine(
      [
        "/proc/asound/card1/pcm0p/sub0/status": "state: RUNNING\nowner_pid   : 813\n",
        "/proc/asound/card1/pcm0p/sub0/hw_params": "access: MMAP\nrate: 44100 (44100/1)\nperiod_size: 1024\n",
        "/proc/813/status": "Name:\talsa-sink\nTgid:\t812\n",
        "/proc/812/comm": "pulseaudio\n", "/proc/900/comm": "vlc\n", "/proc/901/comm": "bash\n",
      ],
      links: [
        "/proc/900/fd/5": "/dev/snd/pcmC1D0p", "/proc/900/fd/6": "/dev/snd/pcmC1D0p",
        "/proc/901/fd/0": "/dev/snd/pcmC1D0c",
      ])
    let machine = Machine(root: made.root)
    #expect(
      machine.holders(card: 1, device: 0) == [
        .init(pid: 812, name: "pulseaudio"), .init(pid: 900, name: "vlc"),
      ])
    #expect(machine.holders(card: 0, device: 0).isEmpty)
    #expect(machine.hardwareRate(card: 1, device: 0) == 44_100)
    #expect(machine.hardwareRate(card: 0, device: 0) == nil)
  }

  @Test(arguments: [("systemd-timesyn", ClockFacts.Keeper.timesyncd), ("chronyd", .chrony), ("ntpd", .ntpd)])
  func whoKeepsTheClockIsToldByItsProcess(_ name: String, _ keeper: ClockFacts.Keeper) throws {
    let made = try MadeMachine(["/proc/1/comm": "systemd\n", "/proc/77/comm": "\(name)\n"])
    #expect(Machine(root: made.root).clockKeeper == keeper)
    #expect(Machine(root: made.root + "/nowhere").clockKeeper == nil)
  }

  @Test func theZoneIsThatOfTheLinkOrElseOfTheName() throws {
    let linked = try MadeMachine([:], links: ["/etc/localtime": "/usr/share/zoneinfo/Asia/Ho_Chi_Minh"])
    #expect(Machine(root: linked.root).timeZone == "Asia/Ho_Chi_Minh")
    let named = try MadeMachine(["/etc/timezone": "Etc/UTC\n"])
    #expect(Machine(root: named.root).timeZone == "Etc/UTC")
  }

  @Test func groupsCountWhetherTheyAreTheUsersOwnListedOrTheUnits() throws {
    let made = try MadeMachine([
      "/etc/passwd": "root:x:0:0::/root:/bin/sh\nloa:x:990:980::/var/lib/loa:/usr/sbin/nologin\nbroken\n",
      "/etc/group": "loa:x:980:\naudio:x:29:lan,loa\nvideo:x:44:lan\nadm:x:4:\n",
    ])
    let accounts = Accounts(Machine(root: made.root))
    #expect(accounts.account("loa")?.groups.sorted() == ["audio", "loa"])
    #expect(accounts.account("loa", more: ["video"])?.groups.sorted() == ["audio", "loa", "video"])
    #expect(accounts.account("lan") == nil)
    #expect(accounts.user(990) == "loa" && accounts.user(7) == "7" && accounts.group(29) == "audio")
  }

  @Test func theFolderThatShutsAUserOutIsNamed() throws {
    let made = try MadeMachine(["/srv/loa/cchc/a.wav": ""])
    let machine = Machine(root: made.root)
    let loa = Accounts.Account(id: 990, name: "loa", groupIDs: [980])
    for (path, mode) in [("/srv", 0o755), ("/srv/loa", 0o755), ("/srv/loa/cchc", 0o755)] {
      chmod(made.root + path, mode_t(mode))
    }
    #expect(machine.closedFolder(on: "/srv/loa/cchc", for: loa) == nil)
    chmod(made.root + "/srv/loa", 0o700)
    #expect(machine.closedFolder(on: "/srv/loa/cchc", for: loa) == "/srv/loa")
    chmod(made.root + "/srv/loa", 0o711)
    chmod(made.root + "/srv/loa/cchc", 0o711)
    #expect(machine.closedFolder(on: "/srv/loa/cchc", for: loa) == "/srv/loa/cchc")
  }

  @Test func systemdsAnswerIsReadAndAnotherIsNone() throws {
    let answer = """
      LoadState=loaded
      ActiveState=failed
      Result=exit-code
      UnitFileState=disabled
      NRestarts=4
      MainPID=0
      User=loa
      SupplementaryGroups=audio video
      LimitRTPRIO=50
      ProtectHome=yes
      """
    let facts = try #require(ServiceFacts(unit: "loa", answer: answer))
    #expect(
      facts
        == ServiceFacts(
          unit: "loa", state: "failed", result: "exit-code", isEnabled: false, restarts: 4, user: "loa",
          groups: ["audio", "video"]))
    #expect(
      ServiceFacts(unit: "loa", answer: "System has not been booted with systemd as init system") == nil)
  }

  @Test func aConfigFileTellsItsUnit() {
    #expect(ServiceFacts.unit(ofConfig: "/etc/loa/loa.yaml") == "loa")
    #expect(ServiceFacts.unit(ofConfig: "/etc/loa/hai.yaml") == "loa@hai")
    #expect(ServiceFacts.unit(ofConfig: "/tmp/loa.yaml") == nil)
    #expect(ServiceFacts.unit(ofConfig: "/etc/loa/sub/x.yaml") == nil)
  }
}
