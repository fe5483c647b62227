import Clocks
public import Phrases
public import Scheduling

extension UpstreamStatus {
  func line(_ words: any Phrases) -> String {
    guard let node else { return words.notJoinedYet }
    var parts = [words.upstreamLine(node: node, isUp: isUp)]
    if let manifest {
      parts.append(words.manifestLine(sequence: manifest, held: held, wanted: wanted))
    } else {
      parts.append(words.noManifestYet)
    }
    if let clockOffset, let clockBound {
      parts.append(words.clockApartLine(milliseconds: clockOffset, bound: clockBound))
    }
    if recordsWaiting > 0 { parts.append(words.recordsToHandUp(Int(recordsWaiting))) }
    return parts.joined(separator: "; ")
  }
}

extension [StationStatus] {
  /// The stations as a person reads them on a terminal.
  public func page(in language: Language, calendar: CivilCalendar) -> String {
    let words = language.phrases
    guard !isEmpty else { return words.noStations }
    let header = [
      words.columnCode, words.columnStationName, words.columnState, words.columnLastContact,
      words.columnManifest,
      words.columnMedia, words.columnClock, words.columnSoftware,
    ]
    return Self.table([header] + map { $0.cells(words, calendar) })
  }

  private static func table(_ rows: [[String]]) -> String {
    let columns = rows.first?.count ?? 0
    let widths: [Int] = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines: [String] = []
    for row in rows {
      var line = ""
      for (cell, width) in zip(row, widths) {
        line += cell
        line += String(repeating: " ", count: width - cell.count + 2)
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

extension StationStatus {
  fileprivate func cells(_ words: any Phrases, _ calendar: CivilCalendar) -> [String] {
    var cells = [code, name, stateLine(words)]
    if let lastContact {
      cells.append(calendar.civil(of: lastContact).vietnamese)
    } else {
      cells.append("")
    }
    if let manifest {
      cells.append(isCurrent ? words.isNewest : words.isOld(String(manifest)))
    } else {
      cells.append("")
    }
    if let held { cells.append("\(held)/\(wanted ?? 0)") } else { cells.append("") }
    if let clockOffset {
      cells.append(words.milliseconds(clockOffset, bound: clockBound))
    } else {
      cells.append("")
    }
    cells.append(software ?? "")
    return cells
  }

  fileprivate func stateLine(_ words: any Phrases) -> String {
    switch state {
    case .listed: words.stationIsListed
    case .invited: words.stationIsInvited
    case .enrolled: isConnected ? words.stationIsConnected : words.stationIsSilent
    case .revoked: words.stationIsLetGo
    }
  }
}
