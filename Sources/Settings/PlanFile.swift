public import Compliance
import Phrases

/// The file of a plan.
public enum PlanFile {
  /// Reads such a file. `file` is how diagnostics name it. Nil where there is an error among the diagnostics.
  public static func read(text: String, file: String) -> (Plan?, [Diagnostic]) {
    let reading = Reading(file: file)
    let draft = YAMLText.read(text, reading).flatMap { PlanDraft.form.read($0, reading) }
    let plan = draft.flatMap { $0.plan(reading) }
    return (reading.haveErrors ? nil : plan, Diagnostic.ordered(reading.diagnostics))
  }

  /// The same from the bytes of the file.
  public static func read(bytes: [UInt8], file: String) -> (Plan?, [Diagnostic]) {
    let reading = Reading(file: file)
    guard let text = FileText.text(of: bytes, reading) else { return (nil, reading.diagnostics) }
    return read(text: text, file: file)
  }
}
