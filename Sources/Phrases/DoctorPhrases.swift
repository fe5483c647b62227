/// What `loa doctor` says.
public protocol DoctorPhrases {
  /// What an area of `Finding` is called; the word itself where it is unknown.
  func doctorArea(_ area: String) -> String
  var doctorAbstract: String { get }
  var doctorDiscussion: String { get }
  var doctorSoundOption: String { get }
  var doctorSecondsOption: String { get }
  func doctorSummary(faults: Int, warnings: Int) -> String
  func doctorConfigGood(_ path: String) -> String
  func doctorConfigErrors(_ path: String, errors: Int) -> String
  func doctorConfigWarnings(_ path: String, warnings: Int) -> String
  func doctorServiceMissing(_ unit: String) -> String
  var doctorInstallThePackage: String { get }
  func doctorServiceRuns(_ unit: String) -> String
  func doctorServiceStarting(_ unit: String) -> String
  func doctorServiceFailed(_ unit: String, result: String) -> String
  func doctorServiceStopped(_ unit: String) -> String
  func doctorServiceNotEnabled(_ unit: String) -> String
  func doctorServiceRestarted(_ unit: String, times: Int) -> String
  func doctorNoRealtime(_ unit: String) -> String
  func doctorAllowRealtime(_ unit: String) -> String
  func doctorNodeAnswers(version: String) -> String
  func doctorNodeIsSilent(_ socket: String) -> String
  func doctorNoSoundCard(_ device: String) -> String
  var doctorPlugInTheCard: String { get }
  func doctorCardAbsent(_ device: String, card: String, there: String) -> String
  func doctorNotInGroup(_ user: String, group: String, file: String) -> String
  func doctorDeviceOpens(_ device: String, rate: Int, channels: Int) -> String
  func doctorDeviceUntried(_ device: String) -> String
  func doctorNodeHasDevice(_ device: String, rate: Int) -> String
  func doctorDeviceIsOpening(_ device: String) -> String
  var doctorLookAgain: String { get }
  func doctorDeviceIsHeld(_ device: String, by name: String, pid: Int) -> String
  var doctorStopTheOtherNode: String { get }
  func doctorRateConverted(_ device: String, from rate: Int, to hardware: Int) -> String
  func doctorSetTheRate(_ rate: Int) -> String
  func doctorMixerUnseen(_ card: Int) -> String
  func doctorMixerHasNoVolume(_ card: Int) -> String
  func doctorMixerIsOpen(_ card: Int, levels: String) -> String
  func doctorMixerIsMuted(_ card: Int, control: String) -> String
  func doctorMixerIsAtZero(_ card: Int, control: String) -> String
  func doctorMixerIsLow(_ card: Int, control: String, percent: Int) -> String
  func doctorClockIsKept(by keeper: String?, boundMilliseconds: Double?) -> String
  func doctorClockIsNotKept(by keeper: String?) -> String
  var doctorConfirmTheClock: String { get }
  func doctorZoneDiffers(_ zone: String, system: String) -> String
  func doctorDiskIsReadOnly(_ path: String) -> String
  var doctorLookAtTheDisk: String { get }
  func doctorDiskTakesNoFiles(_ path: String, files: Int) -> String
  func doctorStateBelongsTo(_ path: String, owner: String, user: String) -> String
  func doctorStateIsClosed(_ path: String, user: String) -> String
  func doctorStateIsOpen(_ path: String) -> String
  func doctorStateIsMissing(_ path: String) -> String
  func doctorKeysUnseen(_ path: String) -> String
  func doctorFolderIsHidden(_ path: String) -> String
  func doctorMoveTheFolder(_ path: String) -> String
  func doctorFolderIsClosed(_ path: String, user: String, at place: String) -> String
  func doctorPermissionsAreGood(_ user: String) -> String
  var doctorNotJoined: String { get }
  var doctorJoinTheUpstream: String { get }
  func doctorLinkIsUp(_ upstream: String) -> String
  func doctorLinkIsDown(_ upstream: String) -> String
  var doctorLinkUntried: String { get }
  func doctorCertificateExpired(daysAgo days: Int) -> String
  func doctorCertificateExpires(inDays days: Int) -> String
  func doctorCertificateHolds(days: Int) -> String
  var doctorCertificateRenewsItself: String { get }
  func doctorFilesAreOutstanding(held: Int, wanted: Int) -> String
  var doctorWaitForTheFiles: String { get }
  func doctorDoorIsOpen(_ address: String) -> String
  func doctorDoorIsClosed(_ address: String) -> String
  func doctorStationsConnected(_ count: Int) -> String
  func doctorStationsAreSilent(_ count: Int, of enrolled: Int, names: String) -> String
  func doctorOnAir(_ title: String) -> String
  func doctorNothingAhead(days: Int) -> String
  func doctorNextAirs(_ title: String, at moment: String, inMinutes minutes: Int) -> String
  func doctorNextIsNotHere(_ title: String, at moment: String) -> String
  func doctorNextIsEmpty(_ title: String, at moment: String) -> String
  func doctorFilesUnseen(_ title: String) -> String
  func doctorLastAired(_ title: String, at moment: String) -> String
  func doctorLastDidNot(_ title: String, at moment: String, outcome: String, cause: String?) -> String
  var toneNodeHasDevice: String { get }
  func toneStopTheNode(_ stop: String?, start: String?) -> String
  var toneNodeUnknown: String { get }
  var toneInQuietHours: String { get }
  func toneAfterQuietHours(_ moment: String) -> String
  func toneAiringIsDue(_ title: String, at moment: String) -> String
  var toneAfterTheAiring: String { get }
  func toneLengthIsOut(_ allowed: ClosedRange<Int>) -> String
  func toneBegins(_ device: String, seconds: Int) -> String
  func toneSent(to place: String, rate: Int, channels: Int, frames: Int64, of due: Int64) -> String
  func tonePeaks(left: Double, right: Double) -> String
  func tonePeakMono(_ peak: Double) -> String
  var toneListen: String { get }
}
