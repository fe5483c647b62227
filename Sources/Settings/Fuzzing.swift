import Phrases

/// What a fuzzer calls: any bytes may come, and nothing may crash or hang.
public enum Fuzzing {
  public static func config(_ bytes: UnsafeRawBufferPointer) {
    let reading = Reading(file: "loa.yaml", directory: "/etc/loa")
    guard let text = FileText.text(of: Array(bytes), reading) else { return say(reading.diagnostics) }
    // A config that names a file for its holidays gets itself.
    say(Settings.read(text: text, file: "loa.yaml", directory: "/etc/loa") { _ in Array(bytes) }.1)
  }

  public static func holidays(_ bytes: UnsafeRawBufferPointer) {
    say(HolidayList.read(bytes: Array(bytes), file: "ngay-nghi.yaml").1)
  }

  public static func sidecar(_ bytes: UnsafeRawBufferPointer) {
    say(Sidecar.read(bytes: Array(bytes), file: "2022-w11.yaml").1)
  }

  public static func plan(_ bytes: UnsafeRawBufferPointer) {
    say(PlanFile.read(bytes: Array(bytes), file: "plan-2022.yaml").1)
  }

  /// Saying a diagnostic is part of what must not crash.
  private static func say(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      for language in Language.allCases { _ = diagnostic.said(in: language) }
    }
  }
}
