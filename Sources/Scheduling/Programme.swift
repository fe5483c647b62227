/// A programme (chuyên mục): a named series of editions, such as the administrative-reform segment.
public struct Programme: Sendable, Hashable {
  public var id: ProgrammeID
  public var name: String
  /// The folder that holds its editions: an absolute path.
  public var folder: String
  /// The signature tune played before an edition (nhạc hiệu): an absolute path, or nil.
  public var signature: String?
  /// What is played after it: an absolute path, or nil.
  public var closing: String?
  /// Who may approve its editions, as written in their sidecars; empty: any name will do.
  public var approvers: [String]

  public init(
    id: ProgrammeID, name: String, folder: String, signature: String? = nil,
    closing: String? = nil, approvers: [String] = []
  ) {
    self.id = id
    self.name = name
    self.folder = folder
    self.signature = signature
    self.closing = closing
    self.approvers = approvers
  }
}
