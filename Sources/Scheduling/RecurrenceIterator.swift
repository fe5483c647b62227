import CLibical

/// One run of libical's recurrence engine over floating local time.
///
/// Safe on any thread: an iterator is owned by one task at a time, and what libical keeps beside it (its errno and its
/// ring of temporary strings) is thread-specific. The one process-wide switch is set before first use.
struct RecurrenceIterator: ~Copyable {
  private let handle: OpaquePointer

  /// A build of libical may be configured to abort the process on an error; ours answers instead.
  private static let errorsAreAnswered: Void = icalerror_set_errors_are_fatal(0)

  /// - Parameter rule: an RRULE that has been checked, without UNTIL.
  /// - Returns: nil if the engine finds that the rule never occurs, or refuses it.
  init?(rule: String, first: CivilDateTime) {
    _ = Self.errorsAreAnswered
    let parsed = icalrecurrencetype_from_string(rule)
    guard parsed.freq != ICAL_NO_RECURRENCE,
      let handle = icalrecur_iterator_new(parsed, icaltimetype(floating: first))
    else { return nil }
    self.handle = handle
  }

  /// Go on with the first occurrence at or after `start`, which is not before the rule's first.
  /// - Returns: false if the engine can not, as with COUNT.
  func skip(to start: CivilDateTime) -> Bool {
    icalrecur_iterator_set_start(handle, icaltimetype(floating: start)) != 0
  }

  /// The next occurrence in ascending order; nil after the last. The engine gives up in the year 2582.
  func next() -> CivilDateTime? {
    let time = icalrecur_iterator_next(handle)
    guard icaltime_is_null_time(time) == 0,
      let date = CivilDate(year: Int(time.year), month: Int(time.month), day: Int(time.day)),
      let clock = CivilTime(hour: Int(time.hour), minute: Int(time.minute), second: Int(time.second))
    else { return nil }
    return CivilDateTime(date, clock)
  }

  deinit { icalrecur_iterator_free(handle) }
}

extension icaltimetype {
  /// Local time with no zone.
  fileprivate init(floating local: CivilDateTime) {
    self = icaltime_null_time()
    year = Int32(local.date.year)
    month = Int32(local.date.month)
    day = Int32(local.date.day)
    hour = Int32(local.time.hour)
    minute = Int32(local.time.minute)
    second = Int32(local.time.second)
  }
}
