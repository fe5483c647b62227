import CLinux

/// The heap of a process that runs for years.
public enum Heap {
  /// Keeps it as small as what is in use. Left to itself glibc gives each thread an arena of its own, up to eight for every core,
  /// and lets each keep megabytes of what a decoder once needed: memory would rise for days, in steps.
  ///
  /// To be called early: arenas that are there stay. The audio thread allocates nothing, so it never waits for one.
  /// - Returns: False: the allocator knows no such limits.
  @discardableResult
  public static func keepSmall() -> Bool { linux_keep_heap_small(2, 128 << 10) == 1 }

  /// Gives back what lies free between what is in use: much of it after a crowd has come and gone. Takes milliseconds.
  public static func giveBack() { _ = linux_give_heap_back() }
}
