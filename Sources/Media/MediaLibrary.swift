import Audio
import Foundation
import Glibc
import Phrases
public import Scheduling
import Settings

/// Reads the folders of the programmes: audio files, each with a sidecar `NAME.yaml` beside `NAME.flac`.
///
/// Every file is hashed and measured once; what was found is kept in a cache file and used again while the file's size, times
/// and inode stay. Hashing and measuring read the same open file, so that a replacement in between can not mix them.
/// Everything here blocks on the disk.
public struct MediaLibrary: Sendable {
  static let audioByteLimit: Int64 = 4 << 30
  static let sidecarByteLimit: Int64 = 1 << 18
  static let audioExtensions: Set<String> = [
    "wav", "wave", "aif", "aiff", "flac", "ogg", "oga", "opus", "mp3", "m4a", "aac", "mp4", "wma",
  ]

  private let programmes: [Programme]
  private let files: [String]
  private let cachePath: String?
  private var keepsCache = true

  /// - Parameters:
  ///   - files: files that are played and have no sidecar: fillers, for instance. Signature tunes and closings of the
  ///     programmes need not be named.
  ///   - cache: where measurements are kept; nil: nowhere.
  public init(programmes: [Programme], files: [String] = [], cache: String? = nil) {
    self.programmes = programmes
    var all = programmes.flatMap { [$0.signature, $0.closing].compactMap { $0 } } + files
    var seen: Set<String> = []
    all.removeAll { !seen.insert($0).inserted }
    self.files = all
    cachePath = cache
  }

  /// All files that a schedule names, with the fillers of its slots.
  public init(_ schedule: Schedule, fallback: String? = nil, cache: String? = nil) {
    self.init(
      programmes: schedule.programmes, files: schedule.fillers + [fallback].compactMap { $0 }, cache: cache)
  }

  /// The same that only reads the cache, and never writes it.
  public var leavingTheCache: MediaLibrary {
    var library = self
    library.keepsCache = false
    return library
  }

  /// Reads everything.
  /// - Parameter progress: told the path of a file before it is hashed or measured, and the share of it that is done; false
  ///   leaves that file out.
  public func scan(progress: (String, Double) -> Bool = { _, _ in true }) -> MediaSnapshot {
    var scan = Scan(old: cachePath.map { MeasurementCache(reading: $0) } ?? MeasurementCache())
    for path in files { scan.read(path, folder: nil, programme: nil, progress: progress) }
    for programme in programmes { scan.read(programme, besides: Set(files), progress: progress) }
    scan.snapshot.editions.sort { $0.id < $1.id }
    if keepsCache, let cachePath, scan.fresh != scan.old { _ = scan.fresh.write(to: cachePath) }
    return scan.snapshot
  }

  /// Changes whenever a scan might find something else; reads no file, only the folders.
  public func fingerprint() -> String {
    var lines: [String] = []
    for path in files
      + programmes.flatMap({ programme in
        Scan.names(in: programme.folder)?.map { programme.folder + "/" + $0 } ?? ["?" + programme.folder]
      })
    {
      let known = FileIdentity(path: path)
      lines.append("\(path)\u{0}\(known.map { "\($0)" } ?? "-")")
    }
    return ContentHash.sha256(text: lines.joined(separator: "\n"))
  }
}

/// One reading of all folders.
private struct Scan {
  let old: MeasurementCache
  var fresh = MeasurementCache()
  var snapshot = MediaSnapshot()

  init(old: MeasurementCache) { self.old = old }

  /// The visible names of a folder, sorted; nil if it can not be read.
  static func names(in folder: String) -> [String]? {
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { !$0.hasPrefix(".") }.sorted()
  }

  mutating func read(_ programme: Programme, besides: Set<String>, progress: (String, Double) -> Bool) {
    guard let names = Self.names(in: programme.folder) else {
      let folder = programme.folder.onOneLine
      let reason = String(cString: strerror(errno))
      return report(
        .folderUnreadable, programme.folder, programme.id,
        Text { $0.folderUnreadable(folder, reason: reason) }, Text { $0.makeTheFolderReadable })
    }
    var audio: [String: [String]] = [:]
    var sidecars: [String: String] = [:]
    for name in names {
      let url = URL(fileURLWithPath: name)
      let stem = url.deletingPathExtension().lastPathComponent
      switch url.pathExtension.lowercased() {
      case "yaml", "yml": sidecars[stem] = name
      case let kind where MediaLibrary.audioExtensions.contains(kind):
        if !besides.contains(programme.folder + "/" + name) { audio[stem, default: []].append(name) }
      default: break
      }
    }
    for stem in Set(audio.keys).union(sidecars.keys).sorted() {
      read(
        stem, audio: audio[stem] ?? [], sidecar: sidecars[stem], programme: programme, progress: progress)
    }
  }

  private mutating func read(
    _ stem: String, audio: [String], sidecar: String?, programme: Programme,
    progress: (String, Double) -> Bool
  ) {
    let folder = programme.folder
    let shown = stem.onOneLine
    guard shown == stem else {
      return report(
        .strangeName, folder + "/" + (audio.first ?? sidecar ?? stem), programme.id,
        Text { $0.strangeFileName(shown) }, Text { $0.renameTheFile })
    }
    guard let name = audio.first else {
      let name = sidecar ?? stem
      return report(
        .audioMissing, folder + "/" + name, programme.id, Text { $0.audioMissingForSidecar(name) },
        Text { $0.putAudioBesideSidecar })
    }
    guard audio.count == 1 else {
      return report(
        .severalAudioFiles, folder + "/" + (sidecar ?? name), programme.id,
        Text { $0.severalAudioFiles(stem) },
        Text { $0.keepOneAudioFile })
    }
    guard let sidecar else {
      return report(
        .sidecarMissing, folder + "/" + name, programme.id, Text { $0.sidecarMissing(name) },
        Text { $0.writeSidecar(stem + ".yaml") })
    }
    guard let description = describe(folder + "/" + sidecar, programme) else { return }
    guard
      let media = read(
        folder + "/" + name, folder: folder, programme: programme.id, progress: progress)
    else { return }
    if let expected = description.sha256, expected != media.sha256 {
      return report(
        .hashDiffers, folder + "/" + sidecar, programme.id,
        Text { $0.hashDiffers(name, expected: expected, found: media.sha256) }, Text { $0.approveAgain })
    }
    var approval = description.approval
    if let by = approval?.by, !programme.approvers.isEmpty, !programme.approvers.contains(by) {
      let names = programme.approvers.joined(separator: ", ")
      let shown = by.onOneLine
      report(
        .notApproved, folder + "/" + sidecar, programme.id, severity: .warning,
        Text { $0.approverUnknown(name, by: shown) }, Text { $0.nameAnApprover(names) })
      approval = nil
    }
    snapshot.editions.append(
      Edition(
        id: EditionID("\(programme.id)/\(stem)"), programme: programme.id, title: description.title.spaced,
        number: description.number?.spaced, target: description.target,
        topics: description.topics.map(\.spaced), audiences: description.audiences.map(\.spaced),
        tags: description.tags.map(\.spaced), sourceUnit: description.sourceUnit?.spaced,
        partner: description.partner?.spaced, url: description.url?.spaced,
        planID: description.planID?.spaced,
        approval: approval.map { Approval(by: $0.by.spaced, at: $0.at) }, media: media))
  }

  private mutating func describe(_ path: String, _ programme: Programme) -> Sidecar? {
    guard staysIn(programme.folder, path, programme.id) else { return nil }
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard let identity = FileIdentity(path: path) else {
      report(
        .sidecarFlawed, path, programme.id, Text { $0.audioPathIsNoFile(name) }, Text { $0.renameTheFile })
      return nil
    }
    guard identity.bytes <= MediaLibrary.sidecarByteLimit else {
      report(
        .tooLarge, path, programme.id, Text { $0.sidecarTooLarge(name, bytes: identity.bytes) },
        Text { $0.shortenTheFile })
      return nil
    }
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      report(
        .sidecarFlawed, path, programme.id,
        Text { $0.sidecarUnreadable(name, reason: "EACCES") }, Text { $0.letTheServiceReadTheAudioFile })
      return nil
    }
    let (sidecar, diagnostics) = Sidecar.read(bytes: [UInt8](bytes), file: path)
    // A good sidecar without approval is warned of by its reader, at its place.
    let isDraft = sidecar != nil && sidecar?.approval == nil
    for diagnostic in diagnostics {
      let kind: MediaProblem.Kind =
        isDraft && diagnostic.severity == .warning ? .notApproved : .sidecarFlawed
      snapshot.problems.append(
        MediaProblem(kind: kind, programme: programme.id, diagnostic: diagnostic))
    }
    return sidecar
  }

  /// Hashes and measures one file, or remembers it.
  @discardableResult
  mutating func read(
    _ path: String, folder: String?, programme: ProgrammeID?, progress: (String, Double) -> Bool
  ) -> Scheduling.Media? {
    let name = URL(fileURLWithPath: path).lastPathComponent.onOneLine
    if let folder, !staysIn(folder, path, programme) { return nil }
    let descriptor: Int32
    do throws(AudioFileError) {
      descriptor = try AudioFile.open(path)
    } catch {
      report(error, programme)
      return nil
    }
    var owned = true
    defer { if owned { close(descriptor) } }
    guard let identity = FileIdentity(descriptor: descriptor), FileIdentity(path: path) != nil else {
      report(.notAFile(path: path), programme)
      return nil
    }
    guard identity.bytes <= MediaLibrary.audioByteLimit else {
      report(
        .tooLarge, path, programme, Text { $0.audioTooLarge(name, bytes: identity.bytes) },
        Text { $0.shortenTheFile })
      return nil
    }
    if let known = old.entries[path], known.identity == identity { return keep(known, path, programme) }

    guard progress(path, 0), let sha256 = ContentHash.sha256(descriptor: descriptor) else {
      report(.cancelled(path: path), programme)
      return nil
    }
    let measurement: AudioMeasurement
    if let same = old.measurement(of: sha256) ?? fresh.measurement(of: sha256) {
      measurement = same
    } else {
      // From here on the audio file owns the descriptor, and closes it.
      do throws(AudioFileError) {
        owned = false
        let file = try AudioFile(descriptor: descriptor, path: path)
        measurement = try Probe.measure(file) { progress(path, $0) }
      } catch {
        report(error, programme)
        return nil
      }
    }
    guard FileIdentity(path: path) == identity else {
      report(
        .changedWhileRead, path, programme, Text { $0.changedWhileRead(name) }, Text { $0.waitForTheCopy })
      return nil
    }
    return keep(.init(identity: identity, sha256: sha256, measurement: measurement), path, programme)
  }

  /// Takes a measured file into the snapshot, if its sound is all there.
  private mutating func keep(
    _ entry: MeasurementCache.Entry, _ path: String, _ programme: ProgrammeID?
  ) -> Scheduling.Media? {
    fresh.entries[path] = entry
    let measured = entry.measurement
    // Encoders miscount by a frame of theirs; more than that is missing sound.
    guard measured.declaredFrames - measured.frames < Int64(measured.rate) / 10 else {
      report(
        .endsEarly(
          path: path, at: measured.seconds, of: Double(measured.declaredFrames) / Double(measured.rate)),
        programme)
      return nil
    }
    let media = Scheduling.Media(
      path: path, sha256: entry.sha256, bytes: entry.identity.bytes,
      duration: .frames(measured.declaredFrames, at: measured.rate), loudness: measured.loudness,
      truePeak: measured.truePeak)
    snapshot.files[path] = media
    snapshot.measurements[path] = measured
    return media
  }

  /// Whether the path, links followed, is inside the folder.
  private mutating func staysIn(_ folder: String, _ path: String, _ programme: ProgrammeID?) -> Bool {
    guard let inside = Self.resolved(folder), let target = Self.resolved(path) else { return true }
    if target.hasPrefix(inside.hasSuffix("/") ? inside : inside + "/") { return true }
    let name = URL(fileURLWithPath: path).lastPathComponent.onOneLine
    report(
      .leavesFolder, path, programme, Text { $0.leavesItsFolder(name) }, Text { $0.copyInsteadOfLinking })
    return false
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private mutating func report(_ error: AudioFileError, _ programme: ProgrammeID?) {
    report(.audioUnreadable, error.path, programme, error.what, error.remedy)
  }

  private mutating func report(
    _ kind: MediaProblem.Kind, _ path: String, _ programme: ProgrammeID?,
    severity: Diagnostic.Severity = .error, _ what: Text, _ remedy: Text
  ) {
    snapshot.problems.append(
      MediaProblem(
        kind: kind, programme: programme,
        diagnostic: Diagnostic(severity: severity, file: path.onOneLine, what: what, remedy: remedy)))
  }
}

extension String {
  /// The same words with every line end and control character made a blank.
  fileprivate var spaced: String {
    onOneLine == self
      ? self
      : String(
        String.UnicodeScalarView(
          unicodeScalars.map { String($0).onOneLine == String($0) ? $0 : " " as Unicode.Scalar }))
  }
}
