import NIOCore
import NIOPosix
import NIOSSL

/// Many stations fetch one file at the same time.
final class Download {
  private let count: Int
  private var channels: [any Channel] = []
  private let request: String
  private let done: EventLoopPromise<[Double]>
  private var began = NIODeadline.now()
  private var seconds: [Double] = []
  private(set) var bytes = 0

  private init(count: Int, request: String, done: EventLoopPromise<[Double]>) {
    self.count = count
    self.request = request
    self.done = done
  }

  private struct Failure: Error {
    var status: Int
  }

  /// The time counts from when all connections stand and all ask, until the last byte of the last.
  static func fetch(_ identities: Identities, port: Int, path: String) async throws {
    let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
    let dialling = Dialling(loop: loop, host: identities.host, port: port)
    let request = dialling.head("GET", path)
    let done = loop.makePromise(of: [Double].self)
    try await loop.submit { try start(identities, dialling, request, done) }.get()
    let seconds = try await done.futureResult.get().sorted()
    Crowd.say(
      "fetched",
      ["stations": Double(seconds.count), "seconds": seconds.last ?? 0, "first": seconds.first ?? 0])
  }

  private static func start(
    _ identities: Identities, _ dialling: Dialling, _ request: String, _ done: EventLoopPromise<[Double]>
  ) throws {
    let download = Download(count: identities.count, request: request, done: done)
    for index in 0..<identities.count {
      var mine: (any Channel)?
      dialling.connect(try identities.context(index)) {
        let handler = CallsHandler(
          keepsBody: false, ready: { download.stands(mine) }, answered: { download.answered($0) })
        return [handler]
      }.assumeIsolated().whenComplete { result in
        switch result {
        case .success(let channel): mine = channel
        case .failure(let error): done.fail(error)
        }
      }
    }
  }

  private func stands(_ channel: (any Channel)?) {
    guard let channel else { return done.fail(ChannelError.ioOnClosedChannel) }
    channels.append(channel)
    guard channels.count == count else { return }
    began = .now()
    for channel in channels { channel.writeAndFlush(ByteBuffer(string: request), promise: nil) }
  }

  private func answered(_ answer: CallsHandler.Answer?) {
    guard let answer, answer.status == 200 else { return done.fail(Failure(status: answer?.status ?? 0)) }
    seconds.append(Double((NIODeadline.now() - began).nanoseconds) / 1e9)
    bytes += answer.bytes
    if seconds.count == count { done.succeed(seconds) }
  }
}
