extension English {
  public func noteOfReceivedReport(_ organisation: String, _ period: String, _ file: String, by: String)
    -> String
  {
    "the report of \(organisation) for \(period) came in: \(file) (registered by \(by))"
  }

  public var logImportAbstract: String {
    "Take over a log book kept by hand (an Excel or CSV file) as officers' words"
  }
  public var logImportDiscussion: String {
    """
    The first row names the columns: date, time, station; if there are any: programme, outcome, officer, note. A good row is
    declared, and never counted as played; each other row is told with its line and why. The same file twice enters nothing twice.
    """
  }
  public var logImportArgument: String {
    "An Excel workbook (.xlsx, its first sheet) or a CSV file (UTF-8; commas, semicolons or tabs)"
  }
  public var logImportCheckOption: String { "Only check it, enter nothing" }
  public func fromLogBook(_ file: String) -> String { "by the log book \(file)" }
  public var logBookIsEmpty: String { "the file has no row" }
  public var writeLogBookHeading: String { "the first row must name the columns date, time, station" }
  public func logBookLacksColumn(_ name: String) -> String { "there is no column “\(name)”" }
  public func logBookIsTooLong(_ limit: Int) -> String { "the file has more than \(limit) rows" }
  public var splitTheLogBook: String { "split it into several files" }
  public var writeDayOfLogBook: String { "write 16/03/2022 or 2022-03-16" }
  public func logBookTimeUnreadable(_ text: String) -> String { "“\(text)” is no time of day" }
  public var writeTimeOfLogBook: String { "write 17:00" }
  public func logBookStationUnknown(_ name: String) -> String {
    "no station has the code or the name (with its tone marks) “\(name)”"
  }
  public func logBookOutcomeUnknown(_ text: String) -> String { "“\(text)” is no outcome" }
  public func nothingPlanned(at time: String, on day: String) -> String {
    "the schedule has no airing at \(time) on \(day)"
  }
  public var correctDayOrSchedule: String { "correct the day, or add the slot to the schedule" }
  public var severalPlanned: String { "several programmes are planned at that time" }
  public var saveLogBookAsCSV: String {
    "save the book as an Excel workbook (.xlsx) or as “CSV UTF-8” and try again"
  }
  public func logBookIsGood(_ rows: Int, rejected: Int) -> String {
    "\(rows) rows are good, \(rejected) are not; nothing was entered."
  }
  public func logBookEntered(_ rows: Int, known: Int, rejected: Int) -> String {
    "\(rows) declarations entered; \(known) were there already; \(rejected) rows were not taken."
  }

  public var reportAbstract: String { "The plan's report, out of the airtime log" }
  public var reportDiscussion: String {
    """
    Without a period: the half-year of today. Each verdict has its figure, its threshold, where that comes from, and why.
      loa report --period 2022-H1                          on the screen
      loa report --period 2022-H1 -o tong-hop.docx         the synthesis, to be signed
      loa report --period 2022-H1 --station 29770 --format docx
      loa report --period 2022 --format xlsx               the annex with every airing
      loa report --explain R03                             what is behind a verdict
      loa report --today                                   what is overdue
    """
  }
  public var reportMakeAbstract: String { "Make a report" }
  public var reportReceivedAbstract: String { "Register a report that came in" }
  public var reportPeriodOption: String {
    "2022-H1, 2022, 2022-Q2, 2022-03 or 2022-01-05..2022-02-10"
  }
  public var reportStationOption: String { "Code of a station; without it: every station" }
  public var reportCutoffOption: String { "Where half-years end: decree (15/12, 14/6) or calendar" }
  public var reportPlanOption: String { "Id of the plan, where the config names several" }
  public var reportFormatOption: String { "text, json, csv, xlsx, docx or pdf" }
  public var reportOutputOption: String { "The file to write; its ending tells the format" }
  public var reportTemplateOption: String { "Another .docx template" }
  public var reportTableOption: String { "Which table, with csv" }
  public var reportExplainOption: String { "The airings behind the verdict on a requirement" }
  public var reportTodayOption: String { "What is overdue today" }
  public var reportFileArgument: String { "The file that came in" }
  public var reportOrganisationArgument: String { "Code of a station, or id of a unit in the plan" }
  public var reportPeriodArgument: String { "Its period: 2022-H1 or 2022" }
  public var logNoteAbstract: String { "Enter a remark" }
  public var logNoteArgument: String { "What to enter" }
  public var bookOption: String { "Write a log book to print and sign: a .docx, .pdf or .xlsx file" }
  public var sheetOption: String { "Write a schedule sheet to hang up: a .docx, .pdf or .xlsx file" }
  public var noteEntered: String { "Entered in the log." }
  public func reportRegistered(_ organisation: String, _ period: String) -> String {
    "Registered: the report of \(organisation) for \(period)."
  }
  public func notADocument(_ path: String) -> String { "“\(path)” has the ending of no document" }
  public var nameADocument: String { "name a file that ends in .docx, .pdf or .xlsx" }
  public func documentWritten(_ path: String) -> String { "Wrote \(path)" }
  public func configHasNoPlan(_ config: String) -> String { "\(config) names no plan" }
  public var namePlan: String { "add “plan: plan-2022.yaml”" }
  public var severalPlans: String { "the config names several plans" }
  public func chooseOneWith(_ option: String, _ known: [String]) -> String {
    "choose with \(option): \(known.joined(separator: ", "))"
  }
  public func unreadablePeriod(_ text: String) -> String { "“\(text)” is no period" }
  public var writePeriod: String { "write 2022-H1, 2022, 2022-Q2, 2022-03 or 2022-01-05..2022-02-10" }
  public func fileIsUnreadable(_ path: String) -> String { "the file \(path) can not be read" }
  public var giveTheFile: String { "check its path and who may read it" }
  public func overdueReport(_ requirement: String, _ who: String, _ period: String, _ why: String) -> String {
    "\(requirement): \(who), report for \(period): \(why)"
  }
  public func overdueAiring(_ airing: String, _ day: String, _ time: String) -> String {
    "Neither aired nor made up for: \(day), \(time); make up for it with loa make-up \(airing)"
  }
  public var nothingIsOverdue: String { "Nothing is overdue today." }
  public var explanationProof: String { "Proof" }
  public var explanationLacking: String { "Fell short" }
  public var explanationDeclared: String { "Declared only" }

  public func unit(_ code: String) -> String { code == "grade" ? "" : code }
  public func threshold(_ amount: String, isMost: Bool, basis: String) -> String {
    "at \(isMost ? "most" : "least") \(amount) (\(basis))"
  }
  public func verdict(_ code: String) -> String {
    switch code {
    case "met": "met"
    case "not-met": "not met"
    case "not-yet-due": "not yet due"
    default: "no data"
    }
  }
  public func verdictPart(_ code: String) -> String {
    switch code {
    case "floor": "the plan's floor"
    case "target": "the unit's target"
    case "length": "length"
    case "completeness": "completeness"
    case "gap": "from one edition to the next"
    case "margin": "files there before air"
    default: code
    }
  }
  public func quoted(_ words: String) -> String { "“\(words)”" }
  public func wholeYear(_ year: String) -> String { year }
  public func halfYear(_ half: Int, year: String) -> String {
    "the \(half == 1 ? "first" : "second") half of \(year)"
  }
  public func quarter(_ quarter: Int, year: String) -> String { "quarter \(quarter) of \(year)" }
  public func days(from: String, through: String) -> String {
    from == through ? from : "\(from) to \(through)"
  }

  public func reportTitle(_ period: String) -> String {
    "Administrative reform on the loudspeaker station, \(period)"
  }
  public func synthesisTitle(_ period: String) -> String {
    "Administrative reform on the loudspeaker network, synthesis, \(period)"
  }
  public func reportOpening(_ plan: String, _ subject: String) -> String {
    "Under \(plan), \(subject) reports as follows:"
  }
  public func reportEnd(_ subject: String) -> String { "This is the report of \(subject)." }
  public func notMet(_ requirement: String, _ why: String) -> String { "Not met, \(requirement): \(why)." }
  public var everythingMet: String { "No requirement is unmet." }
  public var toBeWrittenByHand: String { String(repeating: "…", count: 40) }
  public var headOfOffice: String { "Head of the office" }
  public func figuresTaken(at time: String, on day: String) -> String {
    "Figures from the airtime log of Loa at \(time) on \(day)."
  }
  public func logBookTitle(_ period: String) -> String { "Log book, \(period)" }
  public func logBookTotals(_ count: Int, aired: Int, missed: Int, declared: Int) -> String {
    let counted =
      "\(count) airings: \(aired) in full and on time, \(missed) missed, \(count - aired - missed) partial or late"
    return declared > 0 ? "\(counted); \(declared) declared by an officer, counted apart." : "\(counted)."
  }
  public func weekSheetTitle(_ week: String) -> String { "Schedule, \(week)" }

  public var tableOfRequirements: String { "Requirements of the plan" }
  public var tableOfMonths: String { "By month" }
  public var tableOfTopics: String { "By topic" }
  public var tableOfAudiences: String { "By audience" }
  public var tableOfKinds: String { "By kind" }
  public var tableOfEvidence: String { "By evidence" }
  public var tableOfShortfalls: String { "Airings that were not as planned" }
  public var tableOfStations: String { "By station" }
  public var tableOfLackingReports: String { "Who has not reported" }
  public var tableOfLogBook: String { "Airtime log" }
  public var chartOfWeeks: String { "Airings a week" }
  public var mapOfStations: String { "Airings of each station, week by week" }
  public var targetOfChart: String { "Target" }
  public var weekLetter: String { "W" }

  public var columnRequirementCode: String { "Code" }
  public var columnSection: String { "Section" }
  public var columnRequirement: String { "Requirement" }
  public var columnThreshold: String { "Threshold" }
  public var columnFigure: String { "Figure" }
  public var columnVerdict: String { "Verdict" }
  public var columnWhy: String { "Why" }
  public var columnMonth: String { "Month" }
  public var columnPlannedAirings: String { "Due" }
  public var columnAired: String { "Aired" }
  public var columnOnTime: String { "On time" }
  public var columnMinutes: String { "Minutes" }
  public var columnPercent: String { "Share (%)" }
  public var columnEditions: String { "Editions" }
  public var columnAirings: String { "Airings" }
  public var columnName: String { "Name" }
  public var columnEvidenceGrade: String { "Evidence" }
  public var columnDay: String { "Day" }
  public var columnTime: String { "Time" }
  public var columnRepair: String { "Repaired by" }
  public var columnCounted: String { "Counted" }
  public var columnDeclaredAirings: String { "Declared" }
  public var columnOrganisation: String { "Unit" }
  public var columnPeriod: String { "Period" }
  public var columnDueDay: String { "Due" }
  public var columnDaysOverdue: String { "Overdue (days)" }
  public var columnEndedAt: String { "Ended" }
  public var columnSource: String { "Source" }
  public var columnTrouble: String { "Trouble" }
  public var columnOnDuty: String { "On duty" }
  public var columnWeekday: String { "Weekday" }
  public var columnEditionName: String { "Edition" }
  public var columnRemark: String { "Remark" }

  public func kindOfEdition(_ code: String) -> String {
    switch code {
    case "tin": "News"
    case "bai": "Article"
    default: "Feature"
    }
  }
  public var nothingKnown: String { "nothing known" }
  public func repaired(on day: String) -> String { "make-up airing on \(day)" }
  public var wasCorrected: String { "corrected" }
  public var sourceOwn: String { "own production" }
  public var sourceRelayed: String { "relayed" }
  public var sourceRerun: String { "rerun" }
  public func movedBecauseOfHoliday(to day: String) -> String { "holiday, moved to \(day)" }
  public func cancelled(_ reason: String) -> String {
    switch reason {
    case "holiday": "holiday, not aired"
    case "quiet-hours": "quiet hours, not aired"
    case "no-edition": "no approved edition yet"
    case "clash": "gives its time to another programme"
    default: "stopped"
    }
  }
}
