public import Phrases

/// Why a sound device could not be opened.
public struct OutputFailure: OperatorError {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case absent, busy, denied, unsupported, failed
    case serverGone = "server-gone"
  }

  public var kind: Kind
  /// The device's name in the config file.
  public var device: String
  /// What the sound system said, in its own words.
  public var detail: String

  public init(kind: Kind, device: String, detail: String) {
    self.kind = kind
    self.device = device
    self.detail = detail
  }

  public var code: String { "device-\(kind.rawValue)" }

  public var what: Text {
    let (device, detail) = (device, detail)
    return switch kind {
    case .absent: Text { $0.soundDeviceAbsent(device) }
    case .busy: Text { $0.soundDeviceBusy(device) }
    case .denied: Text { $0.soundDeviceDenied(device) }
    case .unsupported: Text { $0.soundDeviceUnsupported(device, detail: detail) }
    case .serverGone: Text { $0.soundServerGone(device) }
    case .failed: Text { $0.soundDeviceFailed(device, detail: detail) }
    }
  }

  public var remedy: Text {
    switch kind {
    case .absent: Text { $0.remedySoundDeviceAbsent }
    case .busy: Text { $0.remedySoundDeviceBusy }
    case .denied: Text { $0.remedySoundDeviceDenied }
    case .unsupported: Text { $0.remedySoundDeviceUnsupported }
    case .serverGone: Text { $0.remedySoundServerGone }
    case .failed: Text { $0.remedySoundDeviceFailed }
    }
  }
}
