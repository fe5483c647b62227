import Foundation

/// Debian's nginx on the hub, as an operator of a mirror would run it: plain HTTP, nothing but files.
final class WebMirror {
  private let process: ChildProcess
  var isRunning: Bool { process.isRunning }

  init(of root: String, on hosts: Hosts, folder: URL) throws {
    let place = folder.appendingPathComponent("nginx")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let config = place.appendingPathComponent("nginx.conf")
    let pid = place.appendingPathComponent("pid")
    let scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(place.path)/\($0);" }.joined(separator: " ")
    try Data(
      """
      daemon off; worker_processes 1; user root; pid \(pid.path); error_log \(place.path)/error.log;
      events { worker_connections 64; }
      http { access_log off; \(scratch) server { listen \(Hosts.hubAddress):80; root \(root); } }
      """.utf8
    ).write(to: config)
    process = try ChildProcess(
      hosts.runOnHub + ["/usr/sbin/nginx", "-e", place.path + "/error.log", "-c", config.path])
    // It writes the file when it listens.
    try wait(for: "nginx") { FileManager.default.fileExists(atPath: pid.path) }
  }

  deinit {
    // In good order, or its worker goes on without it.
    process.send(SIGTERM)
    process.waitForEnd(atMost: 10)
  }
}
