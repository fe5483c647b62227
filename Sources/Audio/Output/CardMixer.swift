import CALSA
import Glibc

/// The playback controls of a card's mixer, as they stand. Looking disturbs nobody who plays.
public enum CardMixer {
  public struct Control: Sendable, Hashable {
    /// As `amixer` names it: `Master`.
    public var name: String
    /// 0…100 of the control's range, the loudest channel's; nil: it has no volume.
    public var percent: Int?
    /// Whether all channels are off; nil: it has no switch.
    public var isMuted: Bool?
  }

  /// More no mixer has.
  private static let most = 512

  /// - Parameter card: the card's number.
  /// - Returns: nil where the mixer may not be read, or there is none.
  public static func controls(ofCard card: Int) -> [Control]? {
    calsa_silence()
    var opened: OpaquePointer?
    guard snd_mixer_open(&opened, 0) == 0, let mixer = opened else { return nil }
    defer { snd_mixer_close(mixer) }
    guard snd_mixer_attach(mixer, "hw:\(card)") == 0, snd_mixer_selem_register(mixer, nil, nil) == 0,
      snd_mixer_load(mixer) == 0
    else { return nil }
    var controls: [Control] = []
    var element = snd_mixer_first_elem(mixer)
    while let current = element, controls.count < most {
      if let control = control(current) { controls.append(control) }
      element = snd_mixer_elem_next(current)
    }
    return controls
  }

  private static func control(_ element: OpaquePointer) -> Control? {
    let hasVolume = snd_mixer_selem_has_playback_volume(element) != 0
    let hasSwitch = snd_mixer_selem_has_playback_switch(element) != 0
    guard hasVolume || hasSwitch, let name = snd_mixer_selem_get_name(element) else { return nil }
    var control = Control(name: String(cString: name))
    var (least, most) = (0, 0)
    snd_mixer_selem_get_playback_volume_range(element, &least, &most)
    var (loudest, isOn) = (least, false)
    for number in 0...Int32(SND_MIXER_SCHN_LAST.rawValue) {
      let channel = snd_mixer_selem_channel_id_t(rawValue: number)
      guard snd_mixer_selem_has_playback_channel(element, channel) != 0 else { continue }
      var value = 0
      if hasVolume, snd_mixer_selem_get_playback_volume(element, channel, &value) == 0 {
        loudest = max(loudest, value)
      }
      var state: Int32 = 0
      if hasSwitch, snd_mixer_selem_get_playback_switch(element, channel, &state) == 0, state != 0 {
        isOn = true
      }
    }
    if hasVolume, most > least {
      control.percent = Int((Double(loudest - least) / Double(most - least) * 100).rounded())
    }
    if hasSwitch { control.isMuted = !isOn }
    return control
  }
}
