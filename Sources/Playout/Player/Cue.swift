public import Clocks
public import Scheduling

/// An order to the player: these items, frame 0 of them at this instant.
///
/// The player always plays the frame that is due. A cue whose start has passed is joined where it should be by now.
public struct Cue: Sendable, Hashable, Identifiable {
  /// Never used twice in the life of a process.
  public struct ID: Sendable, Hashable {
    public var number: UInt64
    public init(_ number: UInt64) { self.number = number }
  }

  public var id: ID
  public var airing: AiringID
  public var items: [Item]
  /// When frame 0 of the first item is due at the device.
  public var start: MonotonicTime
  /// Frames before this offset are not played (resume after a stop).
  public var from: Duration
  /// How much of the items may sound, counted from frame 0.
  public var duration: Duration
  /// The last part of `duration` fades out over this long; zero where the items end by themselves.
  public var fade: Duration

  public init(
    id: ID, airing: AiringID, items: [Item], start: MonotonicTime, from: Duration = .zero,
    duration: Duration, fade: Duration = .zero
  ) {
    self.id = id
    self.airing = airing
    self.items = items
    self.start = start
    self.from = from
    self.duration = duration
    self.fade = fade
  }
}
