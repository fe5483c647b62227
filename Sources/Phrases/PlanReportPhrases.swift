/// What reports and log books say around their figures.
public protocol PlanReportPhrases {
  func noteOfReceivedReport(_ organisation: String, _ period: String, _ file: String, by: String) -> String

  // The log book that people kept
  var logImportAbstract: String { get }
  var logImportDiscussion: String { get }
  var logImportArgument: String { get }
  var logImportCheckOption: String { get }
  func fromLogBook(_ file: String) -> String
  var logBookIsEmpty: String { get }
  var writeLogBookHeading: String { get }
  func logBookLacksColumn(_ name: String) -> String
  func logBookIsTooLong(_ limit: Int) -> String
  var splitTheLogBook: String { get }
  var writeDayOfLogBook: String { get }
  func logBookTimeUnreadable(_ text: String) -> String
  var writeTimeOfLogBook: String { get }
  func logBookStationUnknown(_ name: String) -> String
  func logBookOutcomeUnknown(_ text: String) -> String
  func nothingPlanned(at time: String, on day: String) -> String
  var correctDayOrSchedule: String { get }
  var severalPlanned: String { get }
  var saveLogBookAsCSV: String { get }
  func logBookIsGood(_ rows: Int, rejected: Int) -> String
  func logBookEntered(_ rows: Int, known: Int, rejected: Int) -> String

  // The command
  var reportAbstract: String { get }
  var reportDiscussion: String { get }
  var reportMakeAbstract: String { get }
  var reportReceivedAbstract: String { get }
  var reportPeriodOption: String { get }
  var reportStationOption: String { get }
  var reportCutoffOption: String { get }
  var reportPlanOption: String { get }
  var reportFormatOption: String { get }
  var reportOutputOption: String { get }
  var reportTemplateOption: String { get }
  var reportTableOption: String { get }
  var reportExplainOption: String { get }
  var reportTodayOption: String { get }
  var reportFileArgument: String { get }
  var reportOrganisationArgument: String { get }
  var reportPeriodArgument: String { get }
  var logNoteAbstract: String { get }
  var logNoteArgument: String { get }
  var bookOption: String { get }
  var sheetOption: String { get }
  var noteEntered: String { get }
  func reportRegistered(_ organisation: String, _ period: String) -> String
  func notADocument(_ path: String) -> String
  var nameADocument: String { get }
  func documentWritten(_ path: String) -> String
  func configHasNoPlan(_ config: String) -> String
  var namePlan: String { get }
  var severalPlans: String { get }
  func chooseOneWith(_ option: String, _ known: [String]) -> String
  func unreadablePeriod(_ text: String) -> String
  var writePeriod: String { get }
  func fileIsUnreadable(_ path: String) -> String
  var giveTheFile: String { get }
  func overdueReport(_ requirement: String, _ who: String, _ period: String, _ why: String) -> String
  func overdueAiring(_ airing: String, _ day: String, _ time: String) -> String
  var nothingIsOverdue: String { get }
  var explanationProof: String { get }
  var explanationLacking: String { get }
  var explanationDeclared: String { get }

  func unit(_ code: String) -> String
  func threshold(_ amount: String, isMost: Bool, basis: String) -> String
  /// `met`, `not-met`, `not-yet-due` or `no-data`, for people.
  func verdict(_ code: String) -> String
  func verdictPart(_ code: String) -> String
  func quoted(_ words: String) -> String
  func wholeYear(_ year: String) -> String
  func halfYear(_ half: Int, year: String) -> String
  func quarter(_ quarter: Int, year: String) -> String
  func days(from: String, through: String) -> String

  func reportTitle(_ period: String) -> String
  func synthesisTitle(_ period: String) -> String
  func reportOpening(_ plan: String, _ subject: String) -> String
  func reportEnd(_ subject: String) -> String
  func notMet(_ requirement: String, _ why: String) -> String
  var everythingMet: String { get }
  var toBeWrittenByHand: String { get }
  var headOfOffice: String { get }
  func figuresTaken(at time: String, on day: String) -> String
  func logBookTitle(_ period: String) -> String
  func logBookTotals(_ count: Int, aired: Int, missed: Int, declared: Int) -> String
  func weekSheetTitle(_ week: String) -> String

  var tableOfRequirements: String { get }
  var tableOfMonths: String { get }
  var tableOfTopics: String { get }
  var tableOfAudiences: String { get }
  var tableOfKinds: String { get }
  var tableOfEvidence: String { get }
  var tableOfShortfalls: String { get }
  var tableOfStations: String { get }
  var tableOfLackingReports: String { get }
  var tableOfLogBook: String { get }
  var chartOfWeeks: String { get }
  var mapOfStations: String { get }
  var targetOfChart: String { get }
  /// Before the number of a week.
  var weekLetter: String { get }

  var columnRequirementCode: String { get }
  var columnSection: String { get }
  var columnRequirement: String { get }
  var columnThreshold: String { get }
  var columnFigure: String { get }
  var columnVerdict: String { get }
  var columnWhy: String { get }
  var columnMonth: String { get }
  var columnPlannedAirings: String { get }
  var columnAired: String { get }
  var columnOnTime: String { get }
  var columnMinutes: String { get }
  var columnPercent: String { get }
  var columnEditions: String { get }
  var columnAirings: String { get }
  var columnName: String { get }
  var columnEvidenceGrade: String { get }
  var columnDay: String { get }
  var columnTime: String { get }
  var columnRepair: String { get }
  var columnCounted: String { get }
  var columnDeclaredAirings: String { get }
  var columnOrganisation: String { get }
  var columnPeriod: String { get }
  var columnDueDay: String { get }
  var columnDaysOverdue: String { get }
  var columnEndedAt: String { get }
  var columnSource: String { get }
  var columnTrouble: String { get }
  var columnOnDuty: String { get }
  var columnWeekday: String { get }
  var columnEditionName: String { get }
  var columnRemark: String { get }

  func kindOfEdition(_ code: String) -> String
  var nothingKnown: String { get }
  func repaired(on day: String) -> String
  var wasCorrected: String { get }
  var sourceOwn: String { get }
  var sourceRelayed: String { get }
  var sourceRerun: String { get }
  func movedBecauseOfHoliday(to day: String) -> String
  func cancelled(_ reason: String) -> String
}
