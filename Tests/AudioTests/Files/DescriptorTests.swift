import Audio
import AudioMaking
import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@Suite struct DescriptorTests {
  /// libsndfile 1.2.0 closes some descriptors that it was told to leave alone: one closed twice may be another
  /// thread's by then.
  @Test func aRefusedFileClosesNoOtherThreadsDescriptor() throws {
    let folder = try Folder()
    try Making.file(folder.path("good.wav"), [0.1, 0.2, 0.3], .wav16)
    let good = try Data(contentsOf: URL(fileURLWithPath: folder.path("good.wav")))
    let refused = [
      "", "RIFF", "no audio at all, only words", "fLaC", "OggS", "ID3\u{3}\0\0", "FORM\0\0\0\u{10}AIFF",
    ]
    var files: [String] = []
    for (index, text) in refused.enumerated() {
      files.append(folder.path("\(index).wav"))
      try Data(text.utf8).write(to: URL(fileURLWithPath: files[index]))
    }
    for length in stride(from: 8, to: good.count, by: 6) {
      files.append(folder.path("cut-\(length).wav"))
      try good.prefix(length).write(to: URL(fileURLWithPath: files[files.count - 1]))
    }

    let isOver = Atomic<Bool>(false)
    let stolen = Atomic<Int>(0)
    let others = DispatchGroup()
    for _ in 0..<2 {
      DispatchQueue.global().async(group: others) {
        while !isOver.load(ordering: .relaxed) {
          let mine = open("/dev/null", O_RDONLY | O_CLOEXEC)
          sched_yield()
          if close(mine) != 0 { stolen.wrappingAdd(1, ordering: .relaxed) }
        }
      }
    }
    for _ in 0..<200 {
      for file in files { _ = try? AudioFile(path: file) }
    }
    isOver.store(true, ordering: .relaxed)
    others.wait()
    #expect(stolen.load(ordering: .relaxed) == 0)
  }
}
