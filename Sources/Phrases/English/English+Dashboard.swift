extension English {
  public func choose(vietnamese: String, english: String) -> String { english }
  public func requestIsUnreadable(_ detail: String) -> String { "the request can not be read: \(detail)" }
  public func noSuchCall(_ method: String, _ path: String) -> String {
    "there is no call \(method) \(path)"
  }
  public var readTheAPIDescription: String { "docs/api.md describes the calls" }
  public func nodeFailed(_ detail: String) -> String { "the node failed inside: \(detail)" }
  public var readTheJournal: String { "read the journal: journalctl -u loa -n 50" }
  public func notASocket(_ path: String) -> String {
    "\(path) is taken by a file that is no control socket"
  }
  public var removeItOrNameAnother: String {
    "remove that file, or name another path for the socket in the config file"
  }
  public func anotherNodeListens(_ path: String) -> String {
    "another loa process is running and holds \(path)"
  }
  public var stopTheOtherNode: String {
    "stop it (systemctl stop loa), or give the second node a state directory and a socket of its own"
  }
  public func nodeDoesNotAnswer(_ path: String) -> String { "no loa node answers at \(path)" }
  public func socketIsForbidden(_ path: String) -> String {
    "you have no permission to command the node at \(path)"
  }
  public var useSudoOrJoinTheGroup: String {
    "use sudo, or become a member of the group loa (usermod -aG loa NAME)"
  }
  public var startTheNode: String {
    "if the service runs, put sudo before the command; if not: sudo systemctl start loa; or name the right config file with --config"
  }
  public func nodeBrokeOff(_ path: String, _ detail: String) -> String {
    "the loa node at \(path) broke off: \(detail)"
  }
}
