"""Loa as it runs under systemd: `loa run`, told over its control socket what to put on air and when."""

import http.client
import json
import os
import socket
import subprocess
import time

import process
from instants import wait_for


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("loa", timeout=10)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Control:
    """A node that runs, told over its control socket."""

    def __init__(self, path):
        self.socket = path

    def call(self, method, path, body=None):
        connection = _UnixConnection(self.socket)
        connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"loa refused {path}: {text.decode()}")
        return json.loads(text) if text else None

    def order(self, file, wanted):
        """Returns the instant that the node says it will start at."""
        return self.call("POST", "/v1/play", {"what": file, "at": wanted, "priority": "normal", "by": "bench"})["plannedStart"]


class Loa(Control):
    name = "Loa"
    how = "ordered ahead for the instant over the control socket, FLAC"

    def __init__(self, binary, card, folder, node="bench"):
        self.binary, self.card, self.folder = binary, card, f"{folder}/{node}"
        os.makedirs(self.folder, exist_ok=True)
        super().__init__(f"{self.folder}/api.sock")
        self.configuration = f"{self.folder}/loa.yaml"
        with open(self.configuration, "w") as file:
            file.write(
                f"node: {{ code: {node}, name: Bench, time-zone: Asia/Ho_Chi_Minh }}\n"
                f"audio: {{ device: {card.name} }}\n"
                f"state: {self.folder}/state\nsocket: {self.socket}\n"
                "clock: { require-synchronised: no }\nquiet-hours: none\nloudness: off\n"
                "programmes:\n  bench: { name: Bench, folder: programmes }\n"
                "slots:\n  later:\n    programme: bench\n    first: 2099-01-07 17:00\n    every: wednesday\n"
                "    allotted: 15 min\n    missing: skip\n"
            )
        os.makedirs(f"{self.folder}/programmes", exist_ok=True)

    def version(self):
        return process.first_line(self.binary, "--version")

    def start(self):
        """Seconds from the start of the process until it sends READY=1, as systemd would receive it."""
        notify = f"{self.folder}/notify"
        if os.path.exists(notify):
            os.remove(notify)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
            receiver.bind(notify)
            receiver.settimeout(20)
            begin = time.monotonic_ns()
            self.process = subprocess.Popen(
                [self.binary, "run", "--config", self.configuration],
                env=self.card.environment | {"NOTIFY_SOCKET": notify},
                stdout=open(f"{self.folder}/journal", "a"), stderr=subprocess.STDOUT)
            while b"READY=1" not in receiver.recv(4096).splitlines():
                pass
            ready = time.monotonic_ns()
        wait_for(lambda: os.path.exists(self.socket), 5)
        return (ready - begin) / 1e9

    def cue(self, path):
        self.path = path

    def play(self, wanted):
        return self.order(self.path + ".flac", wanted)

    def halt(self):
        self.call("POST", "/v1/stop", {"by": "bench", "reason": "measured"})

    def end(self):
        process.end(self.process)
