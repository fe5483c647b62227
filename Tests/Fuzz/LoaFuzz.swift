/// libFuzzer's own loop, for programs that keep their `main`. So few arguments are passed alike in C and Swift.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The entry of the program: `LoaFuzz SUBJECT [libFuzzer's options] [FOLDER or FILE…]`.
///
/// The package manager links an executable target with this as its `main`.
@_cdecl("LoaFuzz_main")
public func loaFuzzMain(
  _ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  guard count > 1, let name = words[1], let subject = Subject(rawValue: String(cString: name)) else {
    print("LoaFuzz \(Subject.allCases.map(\.rawValue).joined(separator: "|")) [OPTIONS] [FOLDER or FILE…]")
    return 2
  }
  Subject.chosen = subject
  // To libFuzzer the subject would be a folder of its corpus.
  for index in 1..<Int(count) { words[index] = words[index + 1] }
  var left = count - 1
  var start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = words
  return runDriver(&left, &start) { bytes, length in
    Subject.chosen.take(UnsafeRawBufferPointer(start: bytes, count: length))
    return 0
  }
}
