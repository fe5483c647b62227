import Audio

// What happens to every frame on the audio thread: taken from the ring, moved to its place in time, faded, summed,
// made into the device's format. The compiler refuses anything here that could allocate or lock.

/// Two straight ramps over the frames of a stretch of sound: one rises to 1 where a voice joins, the other falls to 0
/// where it leaves. Each is held between 0 and 1.
struct Envelope: Sendable {
  var join: Float = 1
  var joinStep: Float = 0
  var leave: Float = 1
  var leaveStep: Float = 0

  var isFlat: Bool { join >= 1 && joinStep >= 0 && leave >= 1 && leaveStep == 0 }

  @inline(__always)
  func gain(_ frame: Int) -> Float {
    let a = join + joinStep * Float(frame)
    let b = leave + leaveStep * Float(frame)
    let up: Float = a < 1 ? (a > 0 ? a : 0) : 1
    let down: Float = b < 1 ? (b > 0 ? b : 0) : 1
    return up * down
  }
}

/// Adds `count` frames of the ring, from `position` on, to `mix`: every sample as it is.
@_noAllocation @_noLocks
func addExact(
  ring: UnsafePointer<Float>, mask: Int, channels: Int, position: Int64, count: Int,
  envelope: Envelope, mix: UnsafeMutablePointer<Float>
) {
  let flat = envelope.isFlat
  var frame = 0
  while frame < count {
    let start = Int(truncatingIfNeeded: position &+ Int64(frame)) & mask
    let run = min(count &- frame, mask &+ 1 &- start)
    let source = ring + (start &* channels)
    let target = mix + (frame &* channels)
    if flat {
      var sample = 0
      while sample < run &* channels {
        target[sample] += source[sample]
        sample &+= 1
      }
    } else {
      var i = 0
      while i < run {
        let gain = envelope.gain(frame &+ i)
        var channel = 0
        while channel < channels {
          target[i &* channels &+ channel] += source[i &* channels &+ channel] * gain
          channel &+= 1
        }
        i &+= 1
      }
    }
    frame &+= run
  }
}

/// Copies `count` frames of the ring from `position` on into one plane for each channel, `stride` apart. Frames outside
/// `valid` are silence.
@_noAllocation @_noLocks
func gather(
  ring: UnsafePointer<Float>, mask: Int, channels: Int, position: Int64, count: Int,
  valid: Range<Int64>, planes: UnsafeMutablePointer<Float>, stride: Int
) {
  var frame = 0
  while frame < count {
    let at = position &+ Int64(frame)
    let isThere = at >= valid.lowerBound && at < valid.upperBound
    let slot = (Int(truncatingIfNeeded: at) & mask) &* channels
    var channel = 0
    while channel < channels {
      planes[channel &* stride &+ frame] = isThere ? ring[slot &+ channel] : 0
      channel &+= 1
    }
    frame &+= 1
  }
}

/// Adds `count` frames to `mix`, frame i taken at `fraction + i * step` frames after the first plane frame's centre.
///
/// - Parameter table: coefficients for `phases` fractions of a frame, 32 for each (see `SincTable`).
@_noAllocation @_noLocks
func addInterpolated(
  planes: UnsafePointer<Float>, stride: Int, channels: Int, table: UnsafePointer<Float>,
  phases: Double, fraction: Double, step: Double, count: Int, envelope: Envelope,
  mix: UnsafeMutablePointer<Float>
) {
  var frame = 0
  while frame < count {
    let position = fraction + Double(frame) * step
    let whole = Int(position)
    let phase = (position - Double(whole)) * phases
    let row = Int(phase)
    let blend = SIMD8<Float>(repeating: Float(phase - Double(row)))
    let low = UnsafeRawPointer(table + (row &* 32))
    let high = UnsafeRawPointer(table + ((row &+ 1) &* 32))
    let a0 = low.loadUnaligned(fromByteOffset: 0, as: SIMD8<Float>.self)
    let a1 = low.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self)
    let a2 = low.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self)
    let a3 = low.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self)
    let h0 = a0 + blend * (high.loadUnaligned(fromByteOffset: 0, as: SIMD8<Float>.self) - a0)
    let h1 = a1 + blend * (high.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self) - a1)
    let h2 = a2 + blend * (high.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self) - a2)
    let h3 = a3 + blend * (high.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self) - a3)
    let gain = envelope.gain(frame)
    var channel = 0
    while channel < channels {
      let window = UnsafeRawPointer(planes + (channel &* stride &+ whole))
      var sum = h0 * window.loadUnaligned(fromByteOffset: 0, as: SIMD8<Float>.self)
      sum += h1 * window.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self)
      sum += h2 * window.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self)
      sum += h3 * window.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self)
      let half = sum.lowHalf + sum.highHalf
      let quarter = half.lowHalf + half.highHalf
      mix[frame &* channels &+ channel] += (quarter[0] + quarter[1]) * gain
      channel &+= 1
    }
    frame &+= 1
  }
}

/// The greatest absolute sample and the sum of squares of `count` samples.
@_noAllocation @_noLocks
func measure(_ mix: UnsafePointer<Float>, count: Int, peak: inout Float, squares: inout Float) {
  var sample = 0
  while sample < count {
    let value = mix[sample]
    let size = value < 0 ? -value : value
    if size > peak { peak = size }
    squares += value * value
    sample &+= 1
  }
}

/// Writes `count` samples of `mix` in the device's format. Beyond full scale they stay at full scale; what is not a
/// number is silence. There is no dither: a sample that fits comes out as it went in.
@_noAllocation @_noLocks
func convert(
  _ mix: UnsafePointer<Float>, count: Int, to format: OutputFormat.Sample,
  into bytes: UnsafeMutableRawPointer
) {
  var sample = 0
  switch format {
  case .s16:
    while sample < count {
      let value = whole(mix[sample], scale: 32768, least: -32768, most: 32767)
      bytes.storeBytes(of: Int16(truncatingIfNeeded: value), toByteOffset: sample &* 2, as: Int16.self)
      sample &+= 1
    }
  case .s24:
    while sample < count {
      let value = whole(mix[sample], scale: 8_388_608, least: -8_388_608, most: 8_388_607)
      bytes.storeBytes(of: value, toByteOffset: sample &* 4, as: Int32.self)
      sample &+= 1
    }
  case .s24packed:
    while sample < count {
      let value = whole(mix[sample], scale: 8_388_608, least: -8_388_608, most: 8_388_607)
      bytes.storeBytes(of: UInt8(truncatingIfNeeded: value), toByteOffset: sample &* 3, as: UInt8.self)
      bytes.storeBytes(
        of: UInt8(truncatingIfNeeded: value >> 8), toByteOffset: sample &* 3 &+ 1, as: UInt8.self)
      bytes.storeBytes(
        of: UInt8(truncatingIfNeeded: value >> 16), toByteOffset: sample &* 3 &+ 2, as: UInt8.self)
      sample &+= 1
    }
  case .s32:
    while sample < count {
      // The largest Float below 2^31 is 2^31 - 128.
      let value = whole(mix[sample], scale: 2_147_483_648, least: -2_147_483_648, most: 2_147_483_520)
      bytes.storeBytes(of: value, toByteOffset: sample &* 4, as: Int32.self)
      sample &+= 1
    }
  case .float:
    while sample < count {
      let value = mix[sample]
      let held: Float = value < 1 ? (value > -1 ? value : -1) : 1
      bytes.storeBytes(of: value == value ? held : 0, toByteOffset: sample &* 4, as: Float.self)
      sample &+= 1
    }
  }
}

@inline(__always)
private func whole(_ value: Float, scale: Float, least: Float, most: Float) -> Int32 {
  guard value == value else { return 0 }
  let scaled = value * scale
  let held = scaled < most ? (scaled > least ? scaled : least) : most
  // A Float of this size has no fraction any more, and adding a half could change it.
  guard held < 8_388_608, held > -8_388_608 else { return Int32(held) }
  return Int32(held < 0 ? held - 0.5 : held + 0.5)
}
