/// How the channels of a file become the channels of the stream.
struct ChannelMix {
  let inputs: Int
  let outputs: Int
  /// `weights[output * inputs + input]`; empty where nothing changes.
  private let weights: [Float]

  var isIdentity: Bool { weights.isEmpty }

  /// One channel is heard on all; two become one by their mean; more than two become two with the centre and surround
  /// channels at −3 dB (ITU-R BS.775, table 2), scaled so that full scale is never exceeded.
  init(from inputs: Int, to outputs: Int) {
    self.inputs = inputs
    self.outputs = outputs
    guard inputs != outputs else {
      weights = []
      return
    }
    var weights = [Float](repeating: 0, count: inputs * outputs)
    if inputs == 1 {
      weights = [Float](repeating: 1, count: outputs)
    } else if outputs == 1 {
      let stereo = Self.stereo(from: inputs)
      for input in 0..<inputs {
        weights[input] = (stereo[input] + stereo[inputs + input]) / 2
      }
    } else if outputs == 2 {
      weights = Self.stereo(from: inputs)
    } else {
      for channel in 0..<min(inputs, outputs) { weights[channel * inputs + channel] = 1 }
    }
    self.weights = weights
  }

  func apply(
    _ source: UnsafePointer<Float>, frames: Int, to target: UnsafeMutablePointer<Float>
  ) {
    weights.withUnsafeBufferPointer { weights in
      for frame in 0..<frames {
        for output in 0..<outputs {
          var sum: Float = 0
          for input in 0..<inputs {
            sum += weights[output * inputs + input] * source[frame * inputs + input]
          }
          target[frame * outputs + output] = sum
        }
      }
    }
  }

  private static func stereo(from inputs: Int) -> [Float] {
    let half: Float = 0.707_106_77
    var left: [Float]
    var right: [Float]
    switch inputs {
    case 2: (left, right) = ([1, 0], [0, 1])
    // Left, right, centre.
    case 3: (left, right) = ([1, 0, half], [0, 1, half])
    // Front and back pairs.
    case 4: (left, right) = ([1, 0, half, 0], [0, 1, 0, half])
    // Left, right, centre, surround pair.
    case 5: (left, right) = ([1, 0, half, half, 0], [0, 1, half, 0, half])
    default:
      // Left, right, centre, low frequencies (left out, as BS.775 has it), then pairs.
      left = [Float](repeating: 0, count: inputs)
      right = left
      left[0] = 1
      right[1] = 1
      left[2] = half
      right[2] = half
      for channel in 4..<inputs {
        if channel.isMultiple(of: 2) { left[channel] = half } else { right[channel] = half }
      }
    }
    let leftSum = left.reduce(0, +)
    let rightSum = right.reduce(0, +)
    let scale = 1 / max(leftSum, rightSum)
    return (left + right).map { $0 * scale }
  }
}
