import CSoxr

/// A stream converted from one rate to another (libsoxr, high quality, linear phase, no delay).
struct Resampler: ~Copyable {
  private let stream: OpaquePointer

  /// - Returns: nil if libsoxr can not (out of memory).
  init?(from inputRate: Int, to outputRate: Int, channels: Int) {
    var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
    var format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
    var runtime = soxr_runtime_spec(1)
    guard
      let stream = soxr_create(
        Double(inputRate), Double(outputRate), UInt32(channels), nil, &format, &quality, &runtime)
    else { return nil }
    self.stream = stream
  }

  deinit { soxr_delete(stream) }

  /// Takes up to `input.frames` frames and gives up to `output.frames`; both counts may be smaller, also zero.
  mutating func process(
    input: (samples: UnsafePointer<Float>, frames: Int),
    output: (samples: UnsafeMutablePointer<Float>, frames: Int)
  ) -> (consumed: Int, produced: Int) {
    var consumed = 0
    var produced = 0
    _ = soxr_process(
      stream, input.samples, input.frames, &consumed, output.samples, output.frames, &produced)
    return (consumed, produced)
  }
}
