import CLinux

/// The heap of a process that runs for years.
public enum Heap {
  /// Bounds the arenas of the allocator. glibc gives each thread one of its own, up to eight for every core, and each keeps
  /// what its threads once needed: with pools whose threads come and go, memory would rise for days.
  ///
  /// To be called early: arenas that are there stay. The audio thread allocates nothing, so it never waits for one.
  /// - Parameter count: Arenas at most, 1 or more.
  /// - Returns: False: the allocator has no such limit.
  @discardableResult
  public static func limitArenas(to count: Int32) -> Bool { linux_limit_arenas(count) == 1 }
}
