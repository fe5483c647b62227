// swift-tools-version:6.1
import PackageDescription

/// The same strictness in every room; continuous integration also turns warnings into errors.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  + (Context.environment["LOA_WARNINGS_AS_ERRORS"] == "1"
    ? [.unsafeFlags(["-warnings-as-errors"])] : [])

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.init(stringLiteral: name), "Phrases", "SeededRandom"] + dependencies,
    exclude: exclude, swiftSettings: strict)
}

func cLibrary(_ name: String, _ pkgConfig: String, _ aptPackage: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([aptPackage])])
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let http = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio: [Target.Dependency] = ["NIOCore", "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "NIOTLS"].map {
  .product(name: $0, package: "swift-nio")
}
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")

let package = Package(
  name: "loa",
  products: [.executable(name: "loa", targets: ["loa"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.6.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.24.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.3.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.10.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.3.0"),
  ],
  targets: [
    // C libraries: one module map each.
    cLibrary("CALSA", "alsa", "libasound2-dev"),
    cLibrary("CSndfile", "sndfile", "libsndfile1-dev"),
    cLibrary("CSoxr", "soxr", "libsoxr-dev"),
    cLibrary("CEbur128", "libebur128", "libebur128-dev"),
    cLibrary("CLibical", "libical", "libical-dev"),
    cLibrary("CZip", "libzip", "libzip-dev"),
    cLibrary("CLibxml2", "libxml-2.0", "libxml2-dev"),
    cLibrary("CCairo", "cairo", "libcairo2-dev"),
    cLibrary("CXlsxwriter", "xlsxwriter", "libxlsxwriter-dev"),
    .target(name: "CLinux"),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),

    // Rooms, from the ground up: an arrow never points upwards.
    room("Clocks"),
    room("Phrases"),
    room("Platform", ["CLinux", "Clocks", "Phrases", logging]),
    room("Scheduling", ["CLibical", "Clocks", "Phrases"]),
    room("Audio", ["CALSA", "CEbur128", "CLinux", "CSndfile", "CSoxr", "Clocks", "Phrases"]),
    room("Compliance", ["Clocks", "Phrases", "Scheduling"]),
    room("Settings", ["Clocks", "Compliance", "Phrases", "Scheduling", yams]),
    room("Media", ["Audio", "Clocks", "Phrases", "Scheduling", "Settings", crypto]),
    room("Canonical", ["Clocks"]),
    room("Airtime", ["CSQLite", "Canonical", "Clocks", "Phrases", "Scheduling", grdb, crypto]),
    room(
      "Backup", ["Airtime", "CZip", "Canonical", "Clocks", "Phrases", "Platform", "Scheduling", grdb, crypto]),
    room(
      "Reporting",
      [
        "Airtime", "CCairo", "CLibxml2", "CXlsxwriter", "CZip", "Canonical", "Clocks", "Compliance",
        "Phrases",
        "Scheduling",
      ]),
    room(
      "Playout",
      [
        "Airtime", "Audio", "CLinux", "Clocks", "Phrases", "Platform", "Scheduling", lifecycle, logging,
      ]),
    room(
      "Relay",
      [
        "Airtime", "CLinux", "Canonical", "Clocks", "Phrases", "Platform", "Playout", "Scheduling",
        certificates, asn1, crypto, grdb, hummingbird, hummingbirdCore, hummingbirdTLS, httpClient, http,
        lifecycle, logging, nioSSL,
      ] + nio),
    room(
      "Dashboard",
      [
        "Airtime", "Clocks", "Phrases", "Playout", "Scheduling", hummingbird, httpClient, logging,
        lifecycle, http,
      ] + nio),
    room(
      "Doctor",
      [
        "Airtime", "Audio", "CLinux", "Clocks", "Dashboard", "Media", "Phrases", "Platform", "Playout",
        "Relay",
        "Scheduling", "Settings",
      ]),
    .executableTarget(
      name: "loa",
      dependencies: [
        "Airtime", "Audio", "Backup", "Clocks", "Compliance", "Dashboard", "Doctor", "Media", "Phrases",
        "Platform", "Playout", "Relay", "Reporting", "Scheduling", "Settings", arguments, csv, lifecycle,
        logging,
      ],
      swiftSettings: strict),

    // Tests: each room by itself, then a year in simulation, then the program as it is built.
    tests(of: "Platform", ["CLinux", "Clocks", logging]),
    tests(of: "Scheduling", ["CLibical", "Clocks"]),
    tests(of: "Audio", ["AudioMaking", "Clocks"]),
    tests(of: "Compliance", ["Clocks", "Scheduling", "Settings"], exclude: ["Golden", "Plans"]),
    tests(of: "Settings", ["Clocks", "Compliance", "Scheduling"], exclude: ["Golden"]),
    tests(of: "Media", ["Audio", "AudioMaking", "Scheduling", "Settings"]),
    tests(of: "Airtime", ["AirtimeWriter", "Canonical", "Clocks", "Scheduling", grdb], exclude: ["Golden"]),
    tests(of: "Backup", ["Airtime", "CZip", "Clocks", "Platform", "Scheduling"]),
    tests(
      of: "Reporting", ["Airtime", "Clocks", "Compliance", "Scheduling"],
      exclude: ["Golden", "read-workbook.py", "write-log-book.py"]),
    tests(of: "Playout", ["Audio", "Clocks", "Scheduling", logging], exclude: ["Alarms/receivers"]),
    tests(of: "Dashboard", ["Clocks", "Playout", "Scheduling"]),
    tests(
      of: "Doctor",
      ["Airtime", "Audio", "Clocks", "Dashboard", "Playout", "Relay", "Scheduling", "Settings"]),
    tests(
      of: "Relay",
      [
        "Airtime", "Canonical", "Clocks", "Platform", "Playout", "Scheduling", certificates, crypto, grdb,
        hummingbird, httpClient, lifecycle, logging, nioSSL,
      ] + nio, exclude: ["Manifest/Vectors"]),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["Clocks", "Phrases", "Playout", "Relay", "Scheduling", "SeededRandom", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["AirtimeWriter", "Audio", "CLinux", "Canonical", "SeededRandom", "VirtualCard", "loa"],
      exclude: ["Relay/strangers", "Relay/troubled-link", "mail-server"],
      swiftSettings: strict),
    // What tests need to know of the virtual sound card, and a program that measures a player on it.
    .target(name: "VirtualCard", path: "Tests/VirtualCard/Kit", swiftSettings: strict),
    .executableTarget(
      name: "player-trial", dependencies: ["Audio", "Clocks", "Playout", "Scheduling", "VirtualCard"],
      path: "Tests/VirtualCard/Trial", swiftSettings: strict),
    // Chance that a seed repeats.
    .target(name: "SeededRandom", path: "Tests/Support/SeededRandom", swiftSettings: strict),
    // Audio files and signals made for tests.
    .target(
      name: "AudioMaking", dependencies: ["CSndfile", "SeededRandom"], path: "Tests/Support/AudioMaking",
      swiftSettings: strict),
    // A child to be killed while it writes the log.
    .executableTarget(
      name: "AirtimeWriter", dependencies: ["Airtime", "Clocks", "Phrases", "Scheduling", grdb],
      path: "Tests/Support/AirtimeWriter", swiftSettings: strict),
    // A log of years and stations, for whatever reads it.
    .executableTarget(
      name: "log-maker", dependencies: ["Airtime", "Clocks", "Scheduling", "SeededRandom"],
      path: "Tests/Support/LogMaker",
      swiftSettings: strict),
    // Thousands of stations that a node is measured with.
    .executableTarget(
      name: "relay-load", dependencies: ["Clocks", "Relay", "Scheduling", nioSSL] + nio,
      path: "Tests/Bench/RelayLoad", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Arbitrary bytes for everything that reads what others write; only where `Tests/Fuzz/run` builds. The rooms are
// built so that libFuzzer sees which way the bytes take through them.
if Context.environment["LOA_FUZZ"] == "1" {
  let watched = "-sanitize=fuzzer,address"
  let readers = ["Airtime", "Audio", "Canonical", "Relay", "Reporting", "Scheduling", "Settings"]
  for room in package.targets where readers.contains(room.name) {
    room.swiftSettings = strict + [.unsafeFlags([watched])]
    guard room.name == "Relay" else { continue }
    // Only what reads: servers and certificates would take longer to build than all the rest.
    room.sources = ["Manifest", "StationCode.swift"]
    room.dependencies = ["Canonical", "Clocks", "Phrases", "Scheduling", crypto]
  }
  package.targets.append(
    .executableTarget(
      name: "LoaFuzz", dependencies: ["Airtime", "Audio", "Relay", "Reporting", "Settings"],
      path: "Tests/Fuzz",
      exclude: ["Seeds", "known-leaks", "make-seeds", "run"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags([watched, "-use-ld=lld"])]))
}
