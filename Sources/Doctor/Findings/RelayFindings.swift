import Clocks
import Phrases

extension LinkFacts {
  /// Ours: a certificate holds for 90 days and is renewed after 60.
  private static let soon = Duration.days(14)

  public var findings: [Finding] {
    guard hasJoined else {
      return [
        .fault(
          .link, "not-joined", Text { $0.doctorNotJoined }, remedy: Text { $0.doctorJoinTheUpstream })
      ]
    }
    let upstream = upstream ?? "?"
    var found: [Finding] = []
    if isUp == true || calls.contains(where: { $0.trouble == nil }) {
      found.append(.good(.link, "link-up", Text { $0.doctorLinkIsUp(upstream) }))
    } else if calls.isEmpty {
      if isUp == false {
        found.append(
          .warning(
            .link, "link-down", Text { $0.doctorLinkIsDown(upstream) },
            remedy: Text { $0.checkTheLinkToUpstream }))
      } else {
        found.append(
          .note(
            .link, "link-untried", Text { $0.doctorLinkUntried }, remedy: .command("sudo loa doctor")))
      }
    }
    if isUp != true {
      // Where one address answers, the others are only worth a word.
      let isReached = calls.contains { $0.trouble == nil }
      for case .some(let trouble) in calls.map(\.trouble) {
        found.append(
          isReached
            ? .note(.link, trouble.code, trouble.what, remedy: trouble.remedy)
            : .fault(.link, trouble.code, trouble.what, remedy: trouble.remedy))
      }
    }
    if let certificateExpires {
      let days = Int((certificateExpires - at).inSeconds / 86_400)
      if certificateExpires <= at {
        found.append(
          .fault(
            .link, "certificate-expired", Text { $0.doctorCertificateExpired(daysAgo: -days) },
            remedy: Text { $0.doctorCertificateRenewsItself }))
      } else if certificateExpires < at + Self.soon {
        found.append(
          .warning(
            .link, "certificate-expires", Text { $0.doctorCertificateExpires(inDays: days) },
            remedy: Text { $0.doctorCertificateRenewsItself }))
      } else {
        found.append(.good(.link, "certificate-good", Text { $0.doctorCertificateHolds(days: days) }))
      }
    }
    if filesHeld < filesWanted {
      let (held, wanted) = (filesHeld, filesWanted)
      found.append(
        .warning(
          .link, "files-outstanding", Text { $0.doctorFilesAreOutstanding(held: held, wanted: wanted) },
          remedy: Text { $0.doctorWaitForTheFiles }))
    }
    return found
  }
}

extension DoorFacts {
  /// More would not be read.
  private static let named = 10

  public var findings: [Finding] {
    let (address, enrolled) = (address, enrolled)
    var found: [Finding] = []
    switch isOpen {
    case true?: found.append(.good(.stations, "door-open", Text { $0.doctorDoorIsOpen(address) }))
    case false?:
      let port = address.split(separator: ":").last ?? ""
      found.append(
        .fault(
          .stations, "door-closed", Text { $0.doctorDoorIsClosed(address) },
          remedy: .command("sudo ss -ltnp 'sport = :\(port)'")))
    case nil: break
    }
    guard isOpen != nil else { return found }
    guard !silent.isEmpty else {
      found.append(.good(.stations, "stations-connected", Text { $0.doctorStationsConnected(enrolled) }))
      return found
    }
    let more = silent.count - Self.named
    let names = silent.prefix(Self.named).joined(separator: ", ") + (more > 0 ? " … +\(more)" : "")
    let count = silent.count
    found.append(
      .warning(
        .stations, "stations-silent",
        Text { $0.doctorStationsAreSilent(count, of: enrolled, names: names) },
        remedy: .command("loa station list")))
    return found
  }
}
