import Airtime
import Audio
import Relay
import Reporting
import Settings

/// What is given arbitrary bytes: every door through which bytes of others come in.
enum Subject: String, CaseIterable {
  case config, holidays, sidecar, plan, audio, record, manifest, template, workbook

  /// Settled once, at the start: libFuzzer hands its callback nothing but bytes.
  nonisolated(unsafe) static var chosen = Subject.config

  func take(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .config: Fuzzing.config(bytes)
    case .holidays: Fuzzing.holidays(bytes)
    case .sidecar: Fuzzing.sidecar(bytes)
    case .plan: Fuzzing.plan(bytes)
    case .audio: _ = try? Probe.fuzz(Array(bytes))
    case .record: AirtimeLog.fuzz(record: bytes)
    case .manifest: Manifest.fuzz(bytes)
    case .template: DocxTemplate.fuzz(bytes)
    case .workbook: WorkbookReading.fuzz(bytes)
    }
  }
}
