public import Compliance
public import Scheduling

/// What stands at the head and the foot of a document: who writes to whom. Number, date and signature are left blank: people
/// write them by hand.
public struct Letterhead: Sendable, Hashable {
  /// The authority above who reports.
  public var authority: String
  /// Who reports.
  public var office: String
  /// Symbols after the number: `BC-UBND`.
  public var symbol: String
  /// The place before the date.
  public var place: String
  public var recipients: [String]
  /// Who signs.
  public var signer: String

  public init(
    authority: String, office: String, symbol: String, place: String, recipients: [String], signer: String
  ) {
    self.authority = authority
    self.office = office
    self.symbol = symbol
    self.place = place
    self.recipients = recipients
    self.signer = signer
  }

  func fields(year: Int) -> [String: String] {
    [
      "co_quan_chu_quan": authority.uppercased(), "co_quan": office.uppercased(), "ky_hieu": symbol,
      "dia_danh": place, "nam": String(year),
      "noi_nhan": recipients.map { "- \($0);" }.joined(separator: "\n"), "chuc_vu_ky": signer.uppercased(),
    ]
  }
}

extension Plan {
  /// The bodies that a report names, as the plan has them.
  /// - Parameter author: Who reports; nil: whoever gathers the reports of others.
  public func letterhead(of author: Organisation?, on day: CivilDate) -> Letterhead {
    func first(_ role: Organisation.Role) -> Organisation? {
      organisations.first { $0.roles.contains(role) && $0.exists(on: day) }
        ?? organisations.first { $0.roles.contains(role) }
    }
    let (authority, supervisor) = (first(.authority)?.name ?? "", first(.supervisor))
    let office = author ?? supervisor ?? first(.producer)
    return Letterhead(
      authority: authority, office: office?.name ?? "", symbol: "BC", place: place ?? "",
      recipients: [authority, author == nil ? "" : supervisor?.name ?? "", "Lưu: VT"].filter { !$0.isEmpty },
      signer: "")
  }
}
