import Foundation

let usage = """
  relay-load enrol STATE NODE COUNT FOLDER
      makes COUNT stations in the register of a node that does not run; FOLDER gets their identities, and server.pem,
      server.key and authority.pem for another server in its place
  relay-load hold FOLDER COUNT PORT
      holds the streams of COUNT stations; standard input says when: connect, pause, quit
  relay-load fetch FOLDER COUNT PORT PATH
      COUNT stations fetch one file at once, each over a connection that stands already
  """

let words = Array(CommandLine.arguments.dropFirst())
switch (words.first, words.count) {
case ("enrol", 5):
  guard let count = Int(words[3]) else { break }
  try await Identities.make(state: words[1], node: words[2], count: count, folder: words[4])
  exit(0)
case ("hold", 4):
  guard let count = Int(words[2]), let port = Int(words[3]) else { break }
  let identities = try Identities(folder: words[1], count: count)
  try await Crowd.hold(identities, port: port)
  exit(0)
case ("fetch", 5):
  guard let count = Int(words[2]), let port = Int(words[3]) else { break }
  let identities = try Identities(folder: words[1], count: count)
  try await Download.fetch(identities, port: port, path: words[4])
  exit(0)
default: break
}
FileHandle.standardError.write(Data((usage + "\n").utf8))
exit(2)
