extension English {
  public func mediaNameIsInvalid(_ name: String) -> String {
    "\(name) is not the SHA-256 of a file; nothing was touched"
  }
  public func mediaIsBeingWritten(_ name: String) -> String { "file \(name)… is being written already" }
  public func mediaContentIsWrong(_ name: String, found: String) -> String {
    "what came as file \(name)… is another file (\(found)…); it was deleted"
  }
  public func mediaLengthIsWrong(_ name: String, expected: Int64, found: Int64) -> String {
    "file \(name)… should have \(expected) bytes and has \(found)"
  }
  public func mediaIsDamaged(_ name: String) -> String {
    "file \(name)… was damaged on the disk; it was deleted"
  }
  public func mediaHasNoRoom(_ name: String, bytes: Int64) -> String {
    "there is no room for file \(name)… (\(bytes) bytes) beside what is still due"
  }
  public func mediaDiskRefuses(_ name: String, reason: String) -> String {
    name.isEmpty
      ? "the folder for media can not be used: \(reason)" : "\(name) can not be kept: \(reason)"
  }
  public func mediaIsAbsent(_ name: String, path: String) -> String {
    "file \(name)… is not at \(path)"
  }
  public var mediaIsFetchedElsewhere: String {
    "it is fetched again from another source; look at the source if this repeats"
  }
  public var mediaIsFetchedAgain: String { "it is fetched again; check the disk if this repeats" }
  public var enlargeTheMediaBudget: String { "allow more space for media, or free disk space" }
  public var checkTheMediaDisk: String { "free disk space, or check the disk and its permissions" }
  public var putTheMediaBack: String { "put the file back" }

  public func sourceIsUnreachable(_ source: String, reason: String) -> String {
    "\(source) can not be reached: \(reason)"
  }
  public func sourceLacksTheFile(_ source: String) -> String { "\(source) does not have the file" }
  public func sourceRefuses(_ source: String, status: Int) -> String {
    "\(source) refuses with HTTP status \(status)"
  }
  public func sourceRedirects(_ source: String, status: Int) -> String {
    "\(source) sends elsewhere (HTTP status \(status)), which is not followed"
  }
  public func sourceHasAnotherLength(_ source: String, expected: Int64, found: Int64) -> String {
    "\(source) has the file with \(found) bytes instead of \(expected)"
  }
  public func sourceSendsAnotherPart(_ source: String) -> String {
    "\(source) sends something else than was asked for"
  }
  public func sourceTruncates(_ source: String, held: Int64, of total: Int64) -> String {
    "\(source) ended the transfer early: \(held) of \(total) bytes are here"
  }
  public func sourceStalled(_ source: String, seconds: Int) -> String {
    "next to nothing came from \(source) for \(seconds) s"
  }
  public func sourceSendsTooMuch(_ source: String, limit: Int) -> String {
    "\(source) sends more than the \(limit) bytes that a manifest may have"
  }
  public var checkTheLinkToTheSource: String {
    "check the network; it is tried again by itself"
  }
  public var publishToTheMirror: String { "run loa publish for this mirror" }
  public var readTheLogOfTheSource: String { "read the log of that server" }
  public var nameTheFinalAddress: String { "write the final address in the config" }
  public var checkTheProxyAndTheMirror: String {
    "check the server, and proxies on the way; it is tried again by itself"
  }
}
