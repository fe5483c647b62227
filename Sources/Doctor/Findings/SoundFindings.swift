import Audio
import Dashboard
import Phrases
import Playout

extension DeviceFacts {
  /// - Parameters:
  ///   - node: a running node has the device itself, and tells how it is.
  ///   - service: its unit, whose process holds the device rightly.
  public func findings(node: NodeFacts, service: ServiceFacts?) -> [Finding] {
    if case .absent(let card) = card { return [absence(of: card)] + group(service) }
    var found = group(service)
    let strangers = holders.filter { $0.pid != service?.pid && !(node.status != nil && $0.name == "loa") }
    if let status = node.status {
      found.append(state(of: status.playout.device, strangers: strangers))
    } else if case .failed(let failure) = opening {
      found.append(self.failure(failure, strangers: strangers))
    } else if case .opened = opening {
      let (name, rate, channels) = (name, rate, channels)
      found.append(
        .good(
          .device, "device-opens", Text { $0.doctorDeviceOpens(name, rate: rate, channels: channels) }))
    } else {
      let name = name
      found.append(.note(.device, "device-untried", Text { $0.doctorDeviceUntried(name) }))
    }
    if let hardwareRate, hardwareRate != rate {
      let (rate, name) = (rate, name)
      found.append(
        .note(
          .device, "rate-converted", Text { $0.doctorRateConverted(name, from: rate, to: hardwareRate) },
          remedy: Text { $0.doctorSetTheRate(hardwareRate) }))
    }
    return found
  }

  private func absence(of card: String) -> Finding {
    let name = name
    guard !cards.isEmpty else {
      return .fault(
        .device, "no-sound-card", Text { $0.doctorNoSoundCard(name) }, remedy: Text { $0.doctorPlugInTheCard }
      )
    }
    let there = cards.map { "\($0.number) (\($0.id), \($0.title))" }.joined(separator: "; ")
    return .fault(
      .device, "card-absent", Text { $0.doctorCardAbsent(name, card: card, there: there) },
      remedy: Text { $0.remedySoundDeviceAbsent })
  }

  /// Whether the service's user may open the card's files.
  private func group(_ service: ServiceFacts?) -> [Finding] {
    let user = user
    guard user != "root" else { return [] }
    let closed = files.first {
      $0.mode & 0o006 != 0o006 && !groups.contains($0.group) && !(service?.groups.contains($0.group) ?? false)
    }
    guard let closed else { return [] }
    let restart = service.map { " && sudo systemctl restart \($0.unit)" } ?? ""
    return [
      .fault(
        .device, "not-in-group",
        Text { $0.doctorNotInGroup(user, group: closed.group, file: closed.path) },
        remedy: .command("sudo adduser \(user) \(closed.group)\(restart)"))
    ]
  }

  private func state(of device: Conductor.Status.Device, strangers: [Holder]) -> Finding {
    let name = device.name ?? name
    switch device.state {
    case "running":
      let rate = device.rate ?? rate
      return .good(.device, "device-runs", Text { $0.doctorNodeHasDevice(name, rate: rate) })
    case "lost":
      let trouble = device.trouble ?? .failed
      return failure(
        OutputFailure(kind: trouble.kind, device: name, detail: trouble.rawValue), strangers: strangers)
    default:
      return .warning(
        .device, "device-opening", Text { $0.doctorDeviceIsOpening(name) },
        remedy: Text { $0.doctorLookAgain })
    }
  }

  private func failure(_ failure: OutputFailure, strangers: [Holder]) -> Finding {
    guard failure.kind == .busy, let holder = strangers.first ?? holders.first else {
      return .fault(.device, failure.code, failure.what, remedy: failure.remedy)
    }
    let device = failure.device
    return .fault(
      .device, failure.code, Text { $0.doctorDeviceIsHeld(device, by: holder.name, pid: holder.pid) },
      remedy: holder.remedy)
  }
}

extension DeviceFacts.Holder {
  /// How to make it give the device back.
  fileprivate var remedy: Text {
    switch name {
    case "pulseaudio": .command("systemctl --user mask --now pulseaudio.socket pulseaudio.service")
    case let name where name.hasPrefix("pipewire") || name.hasPrefix("wireplumber"):
      .command("systemctl --user mask --now pipewire.socket pipewire-pulse.socket pipewire wireplumber")
    case "loa": Text { $0.doctorStopTheOtherNode }
    default: .command("sudo kill \(pid)")
    }
  }
}

extension DeviceTrouble {
  var kind: OutputFailure.Kind {
    switch self {
    case .absent, .unplugged: .absent
    case .busy: .busy
    case .denied: .denied
    case .serverGone: .serverGone
    case .unsupported: .unsupported
    case .frozen, .failed: .failed
    }
  }
}

extension MixerFacts {
  /// What everything goes through.
  private static let central = ["Master", "PCM", "Front", "Digital", "Wave", "Playback"]
  /// Sockets, of which one is enough.
  private static let outlets = ["Speaker", "Headphone", "Line Out", "Line"]
  /// Ours: below this a loudspeaker line is hardly heard.
  private static let low = 30

  public var findings: [Finding] {
    let card = card
    guard let controls else {
      return [
        .note(
          .mixer, "mixer-unseen", Text { $0.doctorMixerUnseen(card) },
          remedy: .command("sudo loa doctor"))
      ]
    }
    let central = controls.filter { Self.central.contains($0.name) }
    let outlets = controls.filter { Self.outlets.contains($0.name) }
    guard !central.isEmpty || !outlets.isEmpty else {
      return [.note(.mixer, "mixer-without-volume", Text { $0.doctorMixerHasNoVolume(card) })]
    }
    var found = central.filter(\.isSilent).map(mute)
    if outlets.allSatisfy(\.isSilent) { found += outlets.map(mute) }
    for control in central where !control.isSilent {
      guard let percent = control.percent, percent < Self.low else { continue }
      found.append(
        .warning(
          .mixer, "mixer-low", Text { $0.doctorMixerIsLow(card, control: control.name, percent: percent) },
          remedy: lift(control)))
    }
    guard found.isEmpty else { return found }
    let levels = (central + outlets).filter { !$0.isSilent }
      .map { control in control.name + (control.percent.map { " \($0) %" } ?? "") }
      .joined(separator: ", ")
    return [.good(.mixer, "mixer-open", Text { $0.doctorMixerIsOpen(card, levels: levels) })]
  }

  private func mute(_ control: Control) -> Finding {
    let (card, name) = (card, control.name)
    return control.isMuted == true
      ? .fault(
        .mixer, "mixer-muted", Text { $0.doctorMixerIsMuted(card, control: name) }, remedy: lift(control))
      : .fault(
        .mixer, "mixer-at-zero", Text { $0.doctorMixerIsAtZero(card, control: name) }, remedy: lift(control))
  }

  private func lift(_ control: Control) -> Text {
    let words = (control.percent == nil ? [] : ["80%"]) + (control.isMuted == nil ? [] : ["unmute"])
    return .command("amixer -c \(card) sset '\(control.name)' \(words.joined(separator: " "))")
  }
}
