public import Phrases

/// What keeps bytes from being a document of an office.
public enum DocumentFault: Error, Hashable {
  /// In the words of the library.
  case noArchive(String)
  case partTwice(String)
  case partMissing(String)
  case tooManyParts(Int)
  /// Unpacked; in bytes.
  case tooLarge(limit: Int)
  /// XML that is none, or that brings a document type along.
  case partBroken(String, String)
  /// A sheet with more lines than are read.
  case sheetTooLong(limit: Int)

  public func said(_ phrases: any Phrases) -> String {
    switch self {
    case .noArchive(let why): phrases.documentIsNoArchive(why)
    case .partTwice(let name): phrases.documentHasPartTwice(name)
    case .partMissing(let name): phrases.documentLacksPart(name)
    case .tooManyParts(let count): phrases.documentHasTooManyParts(count)
    case .tooLarge(let limit): phrases.documentUnpacksTooLarge(megabytes: limit >> 20)
    case .partBroken(let name, let why): phrases.documentHasBrokenPart(name, why: why)
    case .sheetTooLong(let limit): phrases.sheetHasTooManyLines(limit)
    }
  }
}

extension DocumentFault {
  var bilingual: BilingualText { BilingualText(Text { said($0) }) }
}
