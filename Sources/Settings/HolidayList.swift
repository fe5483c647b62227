import Phrases
public import Scheduling

/// The dated list of holidays in its own file.
public enum HolidayList {
  /// Reads such a file. Nil where there is an error among the diagnostics.
  public static func read(text: String, file: String) -> ([Holiday]?, [Diagnostic]) {
    let reading = Reading(file: file)
    let spans = YAMLText.read(text, reading).flatMap { form.read($0, reading) }
    let holidays = spans.map { days(of: $0, reading) }
    return (reading.haveErrors ? nil : holidays, Diagnostic.ordered(reading.diagnostics))
  }

  static func read(bytes: [UInt8], file: String) -> ([Holiday]?, [Diagnostic]) {
    let reading = Reading(file: file)
    guard let text = FileText.text(of: bytes, reading) else { return (nil, reading.diagnostics) }
    return read(text: text, file: file)
  }

  static let form = Form<[Placed<HolidaySpan>]>.table("holiday list") { fields in
    fields.required("holidays", HolidaySpan.form.placed.list())
  }

  /// Every day of the spans once, in order.
  static func days(of spans: [Placed<HolidaySpan>], _ reading: Reading) -> [Holiday] {
    var lines: [CivilDate: Int] = [:]
    var holidays: [Holiday] = []
    for span in spans {
      for number in span.value.from.dayNumber...span.value.until.dayNumber {
        let date = CivilDate(dayNumber: number)
        if let line = lines[date] {
          reading.warning(
            at: span.place, Text { $0.holidayTwice("\(date)", firstLine: line) }, Text { $0.keepOneOfThem })
          continue
        }
        lines[date] = span.place.line
        holidays.append(Holiday(date: date, name: span.value.name))
      }
    }
    return holidays.sorted { $0.date < $1.date }
  }
}

/// One or more days off in a row, with their name.
struct HolidaySpan: Sendable {
  var from: CivilDate
  var until: CivilDate
  var name: String

  private static let mostDays = 31

  static let form = Form<HolidaySpan>.table("holiday") { fields in
    let date = fields.optional("date", .date)
    let from = fields.optional("from", .date)
    let until = fields.optional("until", .date)
    let name = fields.required("name", .text)
    let isSpan = fields.isGiven("from") && fields.isGiven("until")
    let isHalfSpan = fields.isGiven("from") != fields.isGiven("until")
    guard fields.isGiven("date") != isSpan, !isHalfSpan else {
      fields.error(at: fields.place, Text { $0.holidayHasNoDay }, Text { $0.writeDateOrSpan })
      return nil
    }
    guard let first = date ?? from, let last = date ?? until, let name else { return nil }
    guard first <= last else {
      fields.error(
        at: fields.place(of: "until"), Text { $0.endsBeforeItBegins("\(last)", "\(first)") },
        Text { $0.changeOneOfTheDates })
      return nil
    }
    guard last.dayNumber - first.dayNumber < mostDays else {
      fields.error(
        at: fields.place(of: "until"), Text { $0.holidayTooLong(mostDays) }, Text { $0.changeOneOfTheDates })
      return nil
    }
    return HolidaySpan(from: first, until: last, name: name)
  }
}

/// What `holidays` of a config names: a file, or days written on the spot.
enum HolidaySource: Sendable {
  case file(Placed<String>)
  case days(Placed<HolidaySpan>)

  static let form = Form<HolidaySource>.either(
    table: HolidaySpan.form.placed.map { .days($0) },
    // The path as written: diagnostics of the file name it that way.
    otherwise: Form<String>.text.placed.map { .file($0) })
}
