"""The parts of the relay's measurements: a node with stations, thousands of simulated ones, real ones, and nginx."""

import json
import os
import queue
import socket
import subprocess
import threading
import time

import process
from instants import wait_for
from loa import Loa


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Node(Loa):
    """`loa run` with a config of its own."""

    def __init__(self, binary, card, folder, code):
        self.binary, self.card, self.code, self.folder = binary, card, code, f"{folder}/{code}"
        os.makedirs(f"{self.folder}/programmes", exist_ok=True)
        self.socket = f"{self.folder}/api.sock"
        self.state = f"{self.folder}/state"
        self.configuration = f"{self.folder}/loa.yaml"

    def configure(self, *lines):
        with open(self.configuration, "w") as file:
            file.write("\n".join([
                f"node: {{ code: {self.code}, name: Bench, time-zone: Asia/Ho_Chi_Minh }}",
                f"audio: {{ device: {self.card.name} }}", f"state: {self.state}", f"socket: {self.socket}",
                "clock: { require-synchronised: no }", "quiet-hours: none", "loudness: off", *lines, ""]))

    def command(self, *words):
        done = subprocess.run([self.binary, *words, "--config", self.configuration], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"loa {' '.join(words)}: {done.stderr}")
        return done.stdout

    def kill(self):
        self.process.kill()
        self.process.wait()


class Parent(Node):
    """A week of programmes: six slots a day of one edition, which is the file that is delivered."""

    def __init__(self, binary, card, folder, edition):
        super().__init__(binary, card, folder, "parent")
        self.port = free_port()
        self.file = f"{self.folder}/programmes/edition.wav"
        if not os.path.exists(self.file):
            os.link(edition, self.file)
        with open(f"{self.folder}/programmes/edition.yaml", "w") as file:
            file.write("title: Edition\ndate: 2026-01-01\napproved: { by: Bench, at: 2026-01-01 09:30 }\n")
        self.announce(0)

    def announce(self, number):
        """Another number makes another manifest."""
        slots = [
            line for hour in (5, 6, 11, 17, 18, 20) for line in (
                f"  slot-{hour}:", "    programme: bench", f"    first: 2026-01-01 {hour:02}:00", "    every: day",
                "    allotted: 2 min", "    missing: repeat-last")]
        self.configure(
            f"relay: {{ listen: '127.0.0.1:{self.port}', address: '127.0.0.1:{self.port}' }}",
            f"programmes:\n  bench: {{ name: Bench {number}, folder: programmes }}", "slots:", *slots)

    def memory(self):
        """Resident bytes now."""
        for line in open(f"/proc/{self.process.pid}/smaps_rollup"):
            if line.startswith("Rss:"):
                return int(line.split()[1]) * 1024
        return 0

    def cpu(self):
        return process.cpu_seconds(self.process.pid)


class Crowd:
    """Simulated stations (RelayLoad)."""

    def __init__(self, binary, identities, count, port):
        self.count = count
        self.process = subprocess.Popen(
            [binary, "hold", identities, str(count), str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait("ready", 60)

    def _read(self):
        for line in self.process.stdout:
            self.said.put(json.loads(line))

    def tell(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def wait(self, event, seconds):
        """What it said with the event, or last if that did not come in time; whether it came."""
        deadline, last = time.monotonic() + seconds, {}
        while time.monotonic() < deadline:
            try:
                last = self.said.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                break
            if last["event"] == event:
                return last, True
        return last, False

    def end(self):
        process.end(self.process)


class Nginx:
    """Debian's nginx with TLS 1.3 and certificates of the same kind, for the same file at the same path."""

    def __init__(self, folder, identities, file, path):
        self.port = free_port()
        root = f"{folder}/nginx"
        os.makedirs(os.path.dirname(root + path), exist_ok=True)
        if not os.path.exists(root + path):
            os.link(file, root + path)
        user = "user root;" if os.geteuid() == 0 else ""
        with open(f"{folder}/nginx.conf", "w") as conf:
            conf.write(f"""
{user} worker_processes auto; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{self.port} ssl; ssl_protocols TLSv1.3; root {root};
    ssl_certificate {identities}/server.pem; ssl_certificate_key {identities}/server.key;
    ssl_client_certificate {identities}/authority.pem; ssl_verify_client on;
  }}
}}
""")
        self.process = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
        wait_for(self._listens, 10)

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def cpu(self):
        children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        return sum(process.cpu_seconds(int(child)) for child in children)

    def end(self):
        process.end(self.process)


def version_of_nginx():
    done = subprocess.run(["nginx", "-v"], capture_output=True, text=True)
    return (done.stderr or done.stdout).strip().rsplit("/", 1)[-1]
