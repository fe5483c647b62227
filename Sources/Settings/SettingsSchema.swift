/// JSON Schemas (draft 2020-12) for editors, out of the same description that reads the files.
public enum SettingsSchema {
  /// Of the config file.
  public static func json() -> String {
    document(SettingsDraft.form.schema, title: "Loa: loa.yaml")
  }

  /// Of a file of holidays.
  public static func holidaysJSON() -> String {
    document(HolidayList.form.schema, title: "Loa: holidays")
  }

  /// Of the file beside an edition.
  public static func sidecarJSON() -> String {
    document(Sidecar.form.schema, title: "Loa: edition")
  }

  /// Of the file of a plan.
  public static func planJSON() -> String {
    document(PlanDraft.form.schema, title: "Loa: plan")
  }

  private static func document(_ schema: JSONText, title: String) -> String {
    schema.prefixed([
      "$schema": .string("https://json-schema.org/draft/2020-12/schema"), "title": .string(title),
    ]).rendered() + "\n"
  }
}
