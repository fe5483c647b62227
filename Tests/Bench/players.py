"""The programs beside which Loa is measured. Each can be started, told to sound a file at an instant, and ended."""

import os
import shutil
import socket
import subprocess
import time

import process
from instants import wait_for, wait_until


class Aplay:
    """Started at the instant: what a timer and a shell command do. It has no port and so no readiness."""

    name = "aplay"
    how = "`aplay` started at the instant, WAV"

    def __init__(self, card, folder):
        self.card, self.process = card, None

    def version(self):
        return process.first_line("aplay", "--version").split()[2]

    def start(self):
        return None

    def cue(self, path):
        self.command = ["aplay", "-q", "-D", self.card.name, path + ".wav"]

    def play(self, wanted):
        wait_until(wanted)
        self.process = subprocess.Popen(self.command, env=self.card.environment, close_fds=False)

    def halt(self):
        process.end(self.process)

    def end(self):
        if self.process:
            process.end(self.process)


class MPD:
    """Cued: the file is in the queue, opened and paused at 0; `mpc play` at the instant."""

    name = "MPD"
    how = "cued and paused at 0, `mpc play` at the instant, FLAC"

    def __init__(self, card, folder):
        self.card, self.folder = card, f"{folder}/mpd"
        os.makedirs(self.folder, exist_ok=True)
        self.socket = f"{self.folder}/socket"
        with open(f"{self.folder}/conf", "w") as file:
            file.write(
                f'bind_to_address "{self.socket}"\npid_file "{self.folder}/pid"\nlog_file "{self.folder}/log"\n'
                f'state_file "{self.folder}/state"\nauto_update "no"\nzeroconf_enabled "no"\n'
                f'audio_output {{\n  type "alsa"\n  name "card"\n  device "{card.name}"\n  mixer_type "none"\n}}\n'
            )

    def version(self):
        return process.first_line("mpd", "--version").split("(")[0].replace("Music Player Daemon", "").strip()

    def mpc(self, *words):
        subprocess.run(
            ["mpc", "-q", "-h", self.socket, *words], check=True, stdout=subprocess.DEVNULL, close_fds=False)

    def answers(self):
        try:
            with socket.socket(socket.AF_UNIX) as control:
                control.settimeout(1)
                control.connect(self.socket)
                return control.recv(64).startswith(b"OK MPD")
        except OSError:
            return False

    def start(self):
        begin = time.monotonic_ns()
        self.process = subprocess.Popen(
            ["mpd", "--no-daemon", f"{self.folder}/conf"], env=self.card.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return (wait_for(self.answers, 10) - begin) / 1e9

    def cue(self, path):
        self.mpc("clear")
        self.mpc("add", f"file://{path}.flac")
        self.mpc("play")
        self.mpc("pause")
        self.mpc("seek", "0")
        time.sleep(0.6)

    def play(self, wanted):
        wait_until(wanted)
        self.mpc("play")

    def halt(self):
        self.mpc("stop")

    def end(self):
        process.end(self.process)


class Liquidsoap:
    """The file waits in a queue behind a switch; a line to its control socket at the instant opens the switch."""

    name = "Liquidsoap"
    how = "decoded ahead behind a `switch`, opened over its control socket at the instant, FLAC"

    def __init__(self, card, folder):
        self.card, self.folder = card, f"{folder}/liquidsoap"
        os.makedirs(self.folder, exist_ok=True)
        self.socket = f"{self.folder}/socket"
        with open(f"{self.folder}/radio.liq", "w") as file:
            file.write(
                'settings.init.allow_root.set(true)\nsettings.log.stdout.set(false)\n'
                f'settings.log.file.path.set("{self.folder}/log")\n'
                'settings.server.socket.set(true)\n'
                f'settings.server.socket.path.set("{self.socket}")\n'
                'settings.frame.audio.samplerate.set(48000)\n'
                # 200 ms ahead in four periods, as Loa has. Left to itself it takes all that the card offers: 22 s.
                'settings.alsa.alsa_buffer.set(9600)\nsettings.alsa.periods.set(4)\n'
                'open_now = ref(false)\nqueue = request.queue(id="queue")\n'
                'server.register("on", fun (_) -> begin open_now := true "on" end)\n'
                'server.register("off", fun (_) -> begin open_now := false "off" end)\n'
                'radio = switch(track_sensitive=false, [({!open_now}, queue), ({true}, blank())])\n'
                f'output.alsa(bufferize=true, device="plug{card.name}", fallible=true, radio)\n'
            )

    def version(self):
        return process.first_line("liquidsoap", "--version").replace("Liquidsoap ", "")

    def say(self, line):
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(5)
            control.connect(self.socket)
            control.sendall(line.encode() + b"\nquit\n")
            answer = b""
            while part := control.recv(4096):
                answer += part
        return answer

    def answers(self):
        try:
            return b"END" in self.say("uptime")
        except OSError:
            return False

    def start(self):
        begin = time.monotonic_ns()
        self.process = subprocess.Popen(
            ["liquidsoap", f"{self.folder}/radio.liq"], env=self.card.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return (wait_for(self.answers, 30) - begin) / 1e9

    def cue(self, path):
        self.say("off")
        self.say(f"queue.push {path}.flac")
        time.sleep(0.6)

    def play(self, wanted):
        wait_until(wanted)
        self.say("on")

    def halt(self):
        self.say("queue.skip")
        self.say("off")

    def end(self):
        process.end(self.process)


def installed(player):
    return shutil.which(player.name.lower()) is not None
