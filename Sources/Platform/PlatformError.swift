import Glibc
public import Phrases

/// What the system refused to do.
public struct PlatformError: OperatorError {
  public enum Failure: Sendable, Hashable {
    case thread(name: String)
    case clockWatch
    case freeSpace(path: String)
    case gpio(chip: String, line: Int)
    case folder(path: String)
  }

  public var failure: Failure
  /// The system's error number.
  public var errno: Int32

  public init(_ failure: Failure, errno: Int32) {
    self.failure = failure
    self.errno = errno
  }

  public var code: String {
    switch failure {
    case .thread: "thread-refused"
    case .clockWatch: "clock-watch-refused"
    case .freeSpace: "free-space-unknown"
    case .gpio: "gpio-refused"
    case .folder: "folder-not-opened"
    }
  }

  public var what: Text {
    let reason = systemReason(errno)
    return switch failure {
    case .thread(let name): Text { $0.threadRefused(name: name, reason: reason) }
    case .clockWatch: Text { $0.clockWatchRefused(reason: reason) }
    case .freeSpace(let path): Text { $0.freeSpaceUnknown(path: path, reason: reason) }
    case .gpio(let chip, let line): Text { $0.gpioRefused(chip: chip, line: line, reason: reason) }
    case .folder(let path): Text { $0.folderNotOpened(path, reason: reason) }
    }
  }

  public var remedy: Text {
    switch failure {
    case .thread: Text { $0.raiseTaskLimit }
    case .clockWatch: Text { $0.useOrdinaryKernel }
    case .freeSpace, .folder: Text { $0.createFolderOrFixPath }
    case .gpio: Text { $0.allowTheGPIOLine }
    }
  }
}

/// The C library's words for an error number. They exist in English only.
func systemReason(_ errno: Int32) -> String {
  String(cString: strerror(errno))
}
