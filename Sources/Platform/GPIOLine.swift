import CLinux
import Glibc

/// An output line of a GPIO chip: a relay that switches an amplifier. Taken when it is first set, and kept.
public actor GPIOLine {
  private let chip: String
  private let number: UInt32
  private let isActiveLow: Bool
  private var descriptor: Int32 = -1

  /// - Parameters:
  ///   - chip: `/dev/gpiochip0`.
  ///   - number: Of the line, counted from 0.
  ///   - isActiveLow: On is the low voltage.
  public init(chip: String, number: UInt32, isActiveLow: Bool) {
    self.chip = chip
    self.number = number
    self.isActiveLow = isActiveLow
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// - Throws: `PlatformError.gpio` where the chip or the line is not there, not allowed or taken.
  public func set(_ isOn: Bool) throws(PlatformError) {
    let value: Int32 = isOn ? 1 : 0
    if descriptor >= 0 {
      guard linux_gpio_set(descriptor, value) != 0 else { return }
      let reason = errno
      close(descriptor)
      descriptor = -1
      throw failure(reason)
    }
    descriptor = linux_gpio_open(chip, number, isActiveLow ? 1 : 0, value)
    if descriptor < 0 { throw failure(errno) }
  }

  private func failure(_ errno: Int32) -> PlatformError {
    PlatformError(.gpio(chip: chip, line: Int(number)), errno: errno)
  }
}
