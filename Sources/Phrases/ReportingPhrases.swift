/// Documents, the templates they are made from, and how dates and times are written in them.
public protocol ReportingPhrases {
  func longDate(day: Int, month: Int, year: Int) -> String
  func timeOfDay(hour: Int, minute: Int) -> String
  /// In a table without rows.
  var tableIsEmpty: String { get }
  var totalOfTable: String { get }
  func andMoreRows(_ count: Int) -> String
  var legendNothing: String { get }
  var legendBelow: String { get }
  var legendReached: String { get }
  var legendUnknown: String { get }
  var columnRow: String { get }

  func templateIsUnreadable(_ path: String, reason: String) -> String
  var giveTheTemplate: String { get }
  func templateIsTooLarge(_ path: String, megabytes: Int) -> String
  var makeTheTemplateSmaller: String { get }
  func templateIsNoWordDocument(_ path: String, why: String) -> String
  func documentIsNoArchive(_ why: String) -> String
  func documentHasPartTwice(_ name: String) -> String
  func documentLacksPart(_ name: String) -> String
  func documentHasTooManyParts(_ count: Int) -> String
  func documentUnpacksTooLarge(megabytes: Int) -> String
  func documentHasBrokenPart(_ name: String, why: String) -> String
  func sheetHasTooManyLines(_ limit: Int) -> String
  var saveTheTemplateAsDocx: String { get }
  func templateHasProblems(_ path: String, _ problems: String) -> String
  func correctTheTemplate(known: String) -> String
  func placeholderIsUnknown(_ written: String) -> String
  func tableIsUnknown(_ name: String) -> String
  func columnIsUnknown(_ name: String, table: String) -> String
  func rowHasManyTables(_ tables: String) -> String
  func placeholderIsOutsideOfRow(_ written: String) -> String
  func tableHasNoTotals(_ table: String) -> String
  func pictureIsUnknown(_ written: String) -> String
  func pictureStandsAsText(_ written: String) -> String
  func picturesTakeTooMuch(pages: Int) -> String
  func placeholderIsUnclosed(_ text: String) -> String
  func placeholderHasNoName(_ text: String) -> String
  func documentIsUnwritable(_ path: String, reason: String) -> String
  var chooseAnotherPlace: String { get }
  func documentWasNotMade(_ path: String, why: String) -> String
  var checkSpaceAndMemory: String { get }
  func officeIsMissing(_ command: String) -> String
  var installTheOffice: String { get }
  func documentWasNotConverted(_ path: String, why: String) -> String
  var officeMadeNothing: String { get }
  var openTheDocumentByHand: String { get }
}
