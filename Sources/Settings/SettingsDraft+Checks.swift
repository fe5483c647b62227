import Compliance
import Phrases
import Scheduling

extension SettingsDraft {
  /// Checks what the parts say of each other, reads the holidays' file, and puts the settings together.
  func settings(_ reading: Reading, readFile: (String) throws -> [UInt8]) -> Settings? {
    let holidays = readHolidays(reading, readFile: readFile)
    let slots = namedSlots(reading)
    let stations = namedStations(reading)
    let plans = readPlans(reading, readFile: readFile)
    guard let node, !reading.haveErrors else { return nil }
    let programmes = programmes ?? []
    let schedule = Schedule(
      timeZone: node.timeZone,
      programmes: programmes.compactMap { named in
        named.value.map { $0.programme(named.name) }
      }, slots: slots, quietHours: quietHours ?? Settings.defaultQuietHours, holidays: holidays,
      loudness: loudness ?? LoudnessTarget())
    var settings = Settings(
      node: node, audio: audio?.settings ?? .init(), clock: clock ?? .init(), alarms: alarms ?? .init(),
      silenceGuard: silenceGuard ?? .init(), power: power,
      stateDirectory: state ?? Settings.defaultStateDirectory, socket: socket ?? Settings.defaultSocket,
      startTolerance: startTolerance ?? .seconds(1), schedule: schedule, fallback: fallback ?? nil,
      relay: relay, stations: stations, upstream: upstream, plans: plans)
    for named in self.slots ?? [] { settings.slotPlaces[SlotID(named.name)] = named.place }
    settings.devicePlace = audio?.devicePlace
    for named in programmes { settings.programmePlaces[ProgrammeID(named.name)] = named.place }
    return settings
  }

  private func readHolidays(_ reading: Reading, readFile: (String) throws -> [UInt8]) -> [Holiday] {
    var days: [Holiday] = []
    var spans: [Placed<HolidaySpan>] = []
    for source in holidays ?? [] {
      switch source {
      case .days(let span): spans.append(span)
      case .file(let path):
        let shown = path.value.hasPrefix("/") ? path.value : FilePaths.beside(reading.file, path.value)
        do {
          let bytes = try readFile(FilePaths.resolve(path.value, from: reading.directory))
          let (list, diagnostics) = HolidayList.read(bytes: bytes, file: shown)
          reading.take(diagnostics)
          days += list ?? []
        } catch {
          reading.take([ConfigFile.diagnostic(of: error, path: shown, in: reading.file, at: path.place)])
        }
      }
    }
    days += HolidayList.days(of: spans, reading)
    var seen: Set<CivilDate> = []
    return days.filter { seen.insert($0.date).inserted }.sorted { $0.date < $1.date }
  }

  private func readPlans(_ reading: Reading, readFile: (String) throws -> [UInt8]) -> [Plan] {
    var read: [Plan] = []
    for path in plans ?? [] {
      let shown = path.value.hasPrefix("/") ? path.value : FilePaths.beside(reading.file, path.value)
      do {
        let bytes = try readFile(FilePaths.resolve(path.value, from: reading.directory))
        let (plan, diagnostics) = PlanFile.read(bytes: bytes, file: shown)
        reading.take(diagnostics)
        guard let plan else { continue }
        if read.contains(where: { $0.id == plan.id }) {
          reading.error(at: path.place, Text { $0.planTwice(plan.id) }, Text { $0.keepOneOfThem })
        }
        read.append(plan)
      } catch {
        reading.take([ConfigFile.diagnostic(of: error, path: shown, in: reading.file, at: path.place)])
      }
    }
    return read
  }

  private func namedSlots(_ reading: Reading) -> [Slot] {
    let known = programmes.map { Set($0.map(\.name)) } ?? (upstream == nil ? nil : [])
    let drafts = Dictionary((slots ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return (slots ?? []).compactMap { named in
      if named.name == Self.orderSlot {
        reading.error(
          at: named.place, Text { $0.slotNameIsTaken(named.name) }, Text { $0.chooseAnotherName })
      }
      guard let draft = named.value else { return nil }
      if let programme = draft.programme, let known, !known.contains(programme.value) {
        reading.refuseName(programme, Text { $0.unknownProgramme(programme.value) }, known: known.sorted())
      }
      var original: SlotDraft?
      if let rerun = draft.rerunOf {
        original = self.original(of: rerun, named, drafts, reading)
        if original == nil { return nil }
      }
      guard let first = draft.first, let programme = draft.programme?.value ?? original?.programme?.value,
        let allotted = draft.allotted ?? original?.allotted
      else { return nil }
      return Slot(
        id: SlotID(named.name), programme: ProgrammeID(programme), first: first,
        recurrence: draft.recurrence, allotted: allotted, validFrom: draft.validity.from,
        validUntil: draft.validity.until, priority: draft.priority, whenLate: draft.late,
        onHoliday: draft.holiday, whenMissing: draft.missing ?? usualMissing, atEnd: draft.end,
        rerunOf: draft.rerunOf.map { SlotID($0.value) })
    }
  }

  /// The slot under which commanded plays stand in the log.
  private static let orderSlot = "lenh"

  private var usualMissing: MissingEditionPolicy {
    if case .some(.some(let file)) = fallback { .filler(file) } else { .skip }
  }

  private func original(
    of rerun: Placed<String>, _ named: Named<SlotDraft>, _ drafts: [String: Named<SlotDraft>],
    _ reading: Reading
  ) -> SlotDraft? {
    let others = drafts.values.filter { $0.value?.rerunOf == nil && $0.name != named.name }.map(\.name)
      .sorted()
    guard let entry = drafts[rerun.value], entry.name != named.name else {
      reading.refuseName(rerun, Text { $0.unknownSlot(rerun.value) }, known: others)
      return nil
    }
    // What is wrong with the original has been said where it stands.
    guard let original = entry.value else { return nil }
    guard original.rerunOf == nil else {
      reading.error(
        at: rerun.place, Text { $0.rerunOfRerun(rerun.value) }, Text { $0.nameTheOriginal(others) })
      return nil
    }
    if let programme = named.value?.programme, let other = original.programme,
      programme.value != other.value
    {
      reading.error(
        at: programme.place, Text { $0.rerunOfOtherProgramme(rerun.value, other.value) },
        Text { $0.write("“programme: \(other.value)”") })
    }
    return original
  }
}

extension Reading {
  fileprivate func refuseName(_ name: Placed<String>, _ what: Text, known: [String]) {
    let suggestion = Nearest.suggestion(for: name.value, among: known)
    error(
      at: name.place, what,
      Text { phrases in
        suggestion.map { phrases.didYouMean($0) }
          ?? (known.isEmpty ? phrases.writeItFirst : phrases.writeOneOf(known))
      })
  }
}
