/// What the control API says.
public protocol DashboardPhrases {
  /// A sentence that comes from elsewhere in both languages.
  func choose(vietnamese: String, english: String) -> String
  func requestIsUnreadable(_ detail: String) -> String
  func noSuchCall(_ method: String, _ path: String) -> String
  var readTheAPIDescription: String { get }
  func nodeFailed(_ detail: String) -> String
  var readTheJournal: String { get }
  func notASocket(_ path: String) -> String
  var removeItOrNameAnother: String { get }
  func anotherNodeListens(_ path: String) -> String
  var stopTheOtherNode: String { get }
  func nodeDoesNotAnswer(_ path: String) -> String
  func socketIsForbidden(_ path: String) -> String
  var useSudoOrJoinTheGroup: String { get }
  var startTheNode: String { get }
  func nodeBrokeOff(_ path: String, _ detail: String) -> String
}
