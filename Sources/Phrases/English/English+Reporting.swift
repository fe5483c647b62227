extension English {
  public func longDate(day: Int, month: Int, year: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return "\(day) \(names.indices.contains(month - 1) ? names[month - 1] : "\(month)") \(year)"
  }
  public func timeOfDay(hour: Int, minute: Int) -> String {
    "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
  public var tableIsEmpty: String { "None" }
  public var totalOfTable: String { "Total" }
  public func andMoreRows(_ count: Int) -> String { "… and \(count) more rows, see the Excel file" }
  public var legendNothing: String { "none" }
  public var legendBelow: String { "too few" }
  public var legendReached: String { "reached" }
  public var legendUnknown: String { "no data" }
  public var columnRow: String { "Station" }

  public func templateIsUnreadable(_ path: String, reason: String) -> String {
    "the template \(path) cannot be read: \(reason)"
  }
  public var giveTheTemplate: String { "check the path and that the template may be read" }
  public func templateIsTooLarge(_ path: String, megabytes: Int) -> String {
    "the template \(path) is larger than \(megabytes) MB"
  }
  public var makeTheTemplateSmaller: String { "remove or compress the pictures in it" }
  public func templateIsNoWordDocument(_ path: String, why: String) -> String {
    "the template \(path) is not a Word document (.docx), or is damaged: \(why)"
  }
  public func documentIsNoArchive(_ why: String) -> String { "the package does not open (\(why))" }
  public func documentHasPartTwice(_ name: String) -> String { "the part \(name) is there twice" }
  public func documentLacksPart(_ name: String) -> String { "the part \(name) is missing" }
  public func documentHasTooManyParts(_ count: Int) -> String { "the package has \(count) parts" }
  public func documentUnpacksTooLarge(megabytes: Int) -> String { "it unpacks to more than \(megabytes) MB" }
  public func sheetHasTooManyLines(_ limit: Int) -> String { "its first sheet has more than \(limit) lines" }
  public func documentHasBrokenPart(_ name: String, why: String) -> String {
    "the part \(name) is no valid XML (\(why))"
  }
  public var saveTheTemplateAsDocx: String {
    "open it in Word and save it as .docx without a password, or take the original from Config/templates"
  }
  public func templateHasProblems(_ path: String, _ problems: String) -> String {
    "the template \(path) cannot be filled: \(problems)"
  }
  public func correctTheTemplate(known: String) -> String {
    "correct it in Word (see docs/templates.md)" + (known.isEmpty ? "" : "; names that exist: \(known)")
  }
  public func placeholderIsUnknown(_ written: String) -> String { "nothing is named \(written)" }
  public func tableIsUnknown(_ name: String) -> String { "no table is named “\(name)”" }
  public func columnIsUnknown(_ name: String, table: String) -> String {
    "the table “\(table)” has no column “\(name)”"
  }
  public func rowHasManyTables(_ tables: String) -> String {
    "a row repeats for one table only, but one names \(tables)"
  }
  public func placeholderIsOutsideOfRow(_ written: String) -> String {
    "\(written) has to stand in a row of a table"
  }
  public func tableHasNoTotals(_ table: String) -> String { "the table “\(table)” has no totals" }
  public func pictureIsUnknown(_ written: String) -> String { "no picture is named \(written)" }
  public func picturesTakeTooMuch(pages: Int) -> String {
    "the pictures take more than \(pages) pages of A4: make them smaller, or remove some"
  }
  public func pictureStandsAsText(_ written: String) -> String {
    "\(written) is a picture: insert any picture and give it this name as its Alt Text"
  }
  public func placeholderIsUnclosed(_ text: String) -> String { "}} is missing after “\(text)”" }
  public func placeholderHasNoName(_ text: String) -> String { "“\(text)” is no name" }
  public func documentIsUnwritable(_ path: String, reason: String) -> String {
    "\(path) cannot be written: \(reason)"
  }
  public var chooseAnotherPlace: String { "choose another place, or allow writing to that folder" }
  public func documentWasNotMade(_ path: String, why: String) -> String {
    "the document \(path) could not be made: \(why)"
  }
  public var checkSpaceAndMemory: String { "check the free space and memory, then try again" }
  public func officeIsMissing(_ command: String) -> String {
    "PDF needs LibreOffice, but there is no program \(command)"
  }
  public var installTheOffice: String {
    "install it: sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation2; or open the DOCX in Word and save it as PDF"
  }
  public func documentWasNotConverted(_ path: String, why: String) -> String {
    "LibreOffice could not turn \(path) into PDF: \(why)"
  }
  public var officeMadeNothing: String { "it ended without a PDF" }
  public var openTheDocumentByHand: String { "open that file in LibreOffice or Word and export it by hand" }
}
