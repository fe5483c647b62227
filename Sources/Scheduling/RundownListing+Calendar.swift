public import Clocks
import Foundation
public import Phrases

extension RundownListing {
  /// The rundown as an iCalendar object (RFC 5545) that calendar programs can subscribe to. Lines end with CR LF and are
  /// folded at 75 octets; times are in UTC. What does not air is there as `STATUS:CANCELLED`.
  ///
  /// - Parameters:
  ///   - node: the node's name; it becomes the calendar's name and, with the airing's id, the event's lasting identity.
  ///   - stamp: when this file is made (DTSTAMP).
  public func iCalendar(node: String, stamp: WallTime, in language: Language) -> String {
    let words = language.phrases
    let origins = replacements
    var lines = ContentLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Loa//Loa//VI")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("METHOD", "PUBLISH")
    lines.add("X-WR-CALNAME", text: words.calendarName(node))
    lines.add("X-WR-TIMEZONE", text: calendar.timeZone.identifier)
    for airing in rundown.airings {
      let name = airing.programme.map { programmes[$0] ?? $0.text } ?? words.listedWithoutProgramme
      let notes = notes(on: airing, replacing: origins[airing.id], in: words)
      lines.add("BEGIN", "VEVENT")
      lines.add("UID", text: "\(airing.id.text)@\(node)")
      lines.add("DTSTAMP", utc(stamp))
      lines.add("DTSTART", utc(airing.plannedStart))
      lines.add("DTEND", utc(airing.plannedStart + airing.allotted))
      lines.add("SUMMARY", text: [name, airing.editionTitle].compactMap { $0 }.joined(separator: ": "))
      if !notes.isEmpty { lines.add("DESCRIPTION", text: notes.joined(separator: "\n")) }
      lines.add("STATUS", airing.disposition == .air ? "CONFIRMED" : "CANCELLED")
      if let programme = airing.programme { lines.add("CATEGORIES", text: programme.text) }
      switch airing.priority {
      case .normal, .fallback: break
      case .priority: lines.add("PRIORITY", "5")
      case .emergency: lines.add("PRIORITY", "1")
      }
      lines.add("TRANSP", "TRANSPARENT")
      lines.add("END", "VEVENT")
    }
    lines.add("END", "VCALENDAR")
    return lines.text
  }

  private func utc(_ instant: WallTime) -> String {
    let time = CivilCalendar.utc.civil(of: instant)
    let date = time.date.description.filter { $0 != "-" }
    return "\(date)T\(time.time.withSeconds.filter { $0 != ":" })Z"
  }
}

/// Content lines of RFC 5545, section 3.1.
private struct ContentLines {
  private(set) var text = ""

  mutating func add(_ name: String, _ value: String) {
    var room = 75
    for scalar in "\(name):\(value)".unicodeScalars {
      let size = UTF8.width(scalar)
      if size > room {
        text += "\r\n "
        room = 74
      }
      text.unicodeScalars.append(scalar)
      room -= size
    }
    text += "\r\n"
  }

  /// A TEXT value (section 3.3.11). Control characters that it can not hold become spaces.
  mutating func add(_ name: String, text value: String) {
    var escaped = ""
    for line in value.split(separator: "\n", omittingEmptySubsequences: false) {
      if !escaped.isEmpty { escaped += "\\n" }
      for character in String(line).oneLine.unicodeScalars {
        if character == "\\" || character == ";" || character == "," { escaped += "\\" }
        escaped.unicodeScalars.append(character)
      }
    }
    add(name, escaped)
  }
}
