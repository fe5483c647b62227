extension English {
  public var loaAbstract: String { "Plays scheduled radio segments and proves what was aired." }
  public var loaDiscussion: String {
    """
    Loa puts a town's programmes on air at their planned second through ALSA and keeps an airtime log.
    Begin with: loa check, loa schedule, loa status, loa log.
    """
  }
  public var configOption: String { "The config file." }
  public var langOption: String { "The language of answers." }
  public var jsonOption: String { "Answer as JSON." }
  public var csvOption: String { "Answer as CSV that Excel opens." }
  public var icsOption: String { "Answer as an iCalendar file." }
  public var byOption: String { "Who orders it; goes into the log." }
  public var reasonOption: String { "Why; goes into the log." }
  public var atOption: String {
    "When: +8s, +2m, 17:00, 17:00:30 or 2026-03-16T17:00 (local time). As soon as possible if not given."
  }
  public var priorityOption: String { "normal, priority or emergency." }
  public var fromOption: String { "The first local day, such as 2022-03-16. Today if not given." }
  public var toOption: String { "The last local day. Seven days in all if not given." }
  public var stationOption: String { "Only this station, by its code." }

  public var checkAbstract: String { "Is this config good? Every problem with its place and remedy." }
  public var noSoundOption: String { "Do not try to open the sound device." }
  public var scheduleAbstract: String { "Lists the airings of a period." }
  public var runAbstract: String { "Runs the node in the foreground." }
  public var statusAbstract: String { "Now, next, device, clock, disk, alarms." }
  public var metricsOption: String {
    "The numbers in the text form of Prometheus, for its textfile collector."
  }
  public var idleOption: String { "Exit with 1 while something is on air or begins within a minute." }
  public var playAbstract: String { "Puts an edition or a file on air." }
  public var playDiscussion: String {
    "An order goes through the same machinery as the schedule: quiet hours hold, and the log says who ordered it."
  }
  public var playArgument: String { "An edition such as cchc/2022-w11, or an audio file." }
  public var stopAbstract: String { "Stops what is on air; the log says who and why." }
  public var logAbstract: String { "The airtime log." }
  public var logListAbstract: String { "Shows the entries of a period." }
  public var logVerifyAbstract: String { "Checks the whole chain of the log." }
  public var logCorrectAbstract: String {
    "Adds a correction, with its author and reason; the original stays."
  }
  public var airingArgument: String { "The airing, such as cchc-thu-tu@2022-03-16T17:00." }
  public var outcomeOption: String {
    "What the outcome really was: aired, partial, late, missed, interrupted, moved or cancelled."
  }
  public var causeOption: String { "What the cause really was, such as power, device, media or operator." }
  public var noteOption: String { "A note that the entry shows." }
  public func corrected(_ airing: String) -> String { "corrected: \(airing); the original stays in the log" }
  public func periodIsBackwards(_ first: String, _ last: String) -> String {
    "the period ends (\(last)) before it begins (\(first)): swap --from and --to"
  }
  public var mediaAbstract: String { "Measures audio files: format, length, loudness, silence, clipping." }
  public var mediaArgument: String { "Audio files." }
  public var confirmClockAbstract: String {
    "Confirms that the clock is right, so that the schedule may play."
  }
  public var reloadAbstract: String { "Reads the config again; a bad one is refused." }
  public var schemaAbstract: String { "Prints the JSON Schema of the config file, for editors." }

  public func errorLine(what: String, remedy: String) -> String {
    remedy.isEmpty ? "error: \(what)" : "error: \(what)\n  what to do: \(remedy)"
  }
  public func unreadableMoment(_ text: String) -> String {
    "“\(text)” is no moment: write +8s, 17:00, 17:00:30 or 2026-03-16T17:00"
  }
  public func unreadableDay(_ text: String) -> String {
    "“\(text)” is no day: write 2022-03-16 or 16/03/2022"
  }
  public func willPlay(airing: String, day: String, time: String, seconds: Double) -> String {
    "on air at \(time) on \(day), for \(Self.number(seconds, digits: 1)) s (\(airing))"
  }
  public func stopped(_ airings: String) -> String { "stopped: \(airings)" }
  public var nothingWasOnAir: String { "nothing was on air" }
  public var alarmAbstract: String { "alarms and who is told of them" }
  public var alarmTestAbstract: String { "tell a test over each channel of `alarms` in the config, now" }
  public func channelWasTold(_ channel: String) -> String { "\(channel): told" }
  public func channelWasNotTold(_ channel: String, _ what: String, _ remedy: String) -> String {
    "\(channel): \(what); \(remedy)"
  }
  public var noChannels: String {
    "nobody is told of alarms: `alarms` in the config names no command, webhook or e-mail"
  }
  public func thisIsATest(_ node: String) -> String { "this is a test of the alarms of \(node)" }
  public var nothingToDo: String { "nothing is to be done" }
  public var clockConfirmed: String { "the clock is confirmed; the schedule plays again" }
  public var newConfigOnAir: String { "the new config is on air" }
  public var oldConfigStays: String { "the new config is not good; the old one stays on air" }
  public func chainHolds(records: Int64) -> String {
    "the log is whole: \(records) records"
  }
  public func chainBroken(record: Int64, finding: String) -> String {
    "the log is broken at record \(record): \(finding)"
  }
  public func checkIsGood(airings: Int, days: Int) -> String {
    "good: \(airings) airings in the coming \(days) days"
  }
  public func checkFound(errors: Int, warnings: Int) -> String {
    "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
  }
  public func probingFile(_ path: String) -> String { "measuring \(path) …" }
  public func configLoaded(_ path: String) -> String { "config on air: \(path)" }
  public func configRefused(_ path: String) -> String {
    "the config in \(path) is not good and was refused; the old one stays on air"
  }
  public func noSuchEditionOrFile(_ what: String) -> String {
    "there is no edition and no readable audio file “\(what)”"
  }
  public var namePathOrEdition: String {
    "name an edition as programme/name, such as cchc/2022-w11, or the path of an audio file the service may read"
  }
  public func editionNotApproved(_ what: String) -> String { "the edition “\(what)” is not approved" }
  public var approveInSidecar: String { "write who approved it, and when, into its YAML file" }
  public func momentIsPast(day: String, time: String) -> String { "\(time) on \(day) is past" }
  public var nameALaterMoment: String {
    "name a moment to come, such as --at +10s, or leave --at out to play now"
  }
  public func restartNeeded(_ keys: String) -> String {
    "these changes take effect only after a restart: \(keys); when nothing is on air: systemctl restart loa"
  }
  public func configHasErrors(_ path: String) -> String {
    "note: \(path) has errors (see: loa check); the node runs on an earlier version of it"
  }
  public func noLogYet(_ path: String) -> String { "there is no airtime log yet at \(path)" }
  public func logBelongsTo(_ path: String, owner: String) -> String {
    "no node is running, and its log \(path) belongs to the user \(owner)"
  }
  public func startTheNodeOrBe(owner: String) -> String {
    "start the node (systemctl start loa), or correct the log as that user: sudo -u \(owner) loa log correct …"
  }

  /// A number with so many digits after the point.
  static func number(_ value: Double, digits: Int) -> String {
    Decimals.text(value, digits: digits, separator: ".")
  }
}
