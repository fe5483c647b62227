public import Audio
import Glibc

/// Opening only what was approved.
public enum SealedFile {
  /// Opens an item's file, reads it once to its end, and refuses it if its bytes do not hash to the item's `sha256`. What is
  /// decoded from the descriptor then is what was hashed, also if another file takes its place meanwhile.
  ///
  /// Made to be handed to a `ProgrammeReader`. An item without a hash is opened as it is.
  public static func open(_ item: ProgrammeItem) throws(AudioFileError) -> Int32 {
    let descriptor = try AudioFile.open(item.path)
    guard let expected = item.sha256 else { return descriptor }
    // A folder or a device is refused by the decoder, with a better word for it.
    guard FileIdentity(path: item.path) != nil else { return descriptor }
    guard let found = ContentHash.sha256(descriptor: descriptor) else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw .unreadable(path: item.path, reason: reason)
    }
    guard found == expected else {
      close(descriptor)
      throw .replaced(path: item.path)
    }
    return descriptor
  }
}
