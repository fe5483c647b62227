"""The virtual card: its configuration, and what its recording and log say about when a frame left the DAC."""

import array
import os
import time
from dataclasses import dataclass

import programme

# A program may fade in: what is looked for lies 10 ms into the burst.
INTO = 480
FRAME = 4  # bytes: two channels of 16 bits


def wall_minus_monotonic():
    """Nanoseconds between the two clocks; the wall clock is read between two readings of the other."""
    before = time.monotonic_ns()
    wall = time.time_ns()
    return wall - (before + time.monotonic_ns()) // 2


@dataclass
class Run:
    """A stretch of the recording in which frames left evenly."""

    frame: int
    monotonic: int
    rate: float
    end: int | None = None

    def instant(self, frame):
        return self.monotonic + (frame - self.frame) * 1e9 / self.rate


class Card:
    def __init__(self, plugin, folder, name="card", ppm=0.0):
        self.name, self.ppm = name, ppm
        self.capture, self.log = f"{folder}/{name}.raw", f"{folder}/{name}.log"
        self.configuration = f"{folder}/{name}.conf"
        with open(self.configuration, "w") as file:
            file.write(
                "</usr/share/alsa/alsa.conf>\n"
                f'pcm_type.loacard {{ lib "{plugin}" }}\n'
                f"pcm.{name} {{\n"
                f'  type loacard\n  ppm {ppm:.3f}\n  capture "{self.capture}"\n  log "{self.log}"\n}}\n'
                f'pcm.plug{name} {{ type plug slave.pcm "{name}" }}\n'
            )

    @property
    def environment(self):
        return os.environ | {"ALSA_CONFIG_PATH": self.configuration}

    def forget(self):
        """Starts a new recording; nothing may have the card open."""
        for path in (self.capture, self.log):
            if os.path.exists(path):
                os.remove(path)

    def runs(self):
        runs = []
        if not os.path.exists(self.log):
            return runs
        for line in open(self.log):
            words = line.split()
            if words[0] == "run":
                rate = float(words[4]) * (1 + float(words[5]) * 1e-6)
                runs.append(Run(int(words[1]), int(words[2]), rate))
            elif words[0] == "halt" and runs:
                runs[-1].end = int(words[1])
        return runs

    def recorded_frames(self):
        return os.path.getsize(self.capture) // FRAME if os.path.exists(self.capture) else 0

    def left_channel(self, first, count):
        with open(self.capture, "rb") as file:
            file.seek(max(first, 0) * FRAME)
            both = array.array("h")
            both.frombytes(file.read(count * FRAME))
        return both[0::2]

    def instant_of(self, second, near, reach=0.5):
        """The monotonic nanosecond at which the programme's SECOND left the DAC, looked for within REACH seconds of NEAR.

        Returns (instant, exact): exact when the frames are those of the file, else found by correlation to a
        fraction of a frame. None when it is not there.
        """
        wanted = programme.burst(second)[INTO:]
        for run in reversed(self.runs()):
            end = run.end if run.end is not None else self.recorded_frames()
            around = run.frame + (near - run.monotonic) * run.rate / 1e9
            first = max(run.frame, int(around - reach * run.rate))
            last = min(end, int(around + reach * run.rate) + programme.BURST)
            if last - first < programme.BURST:
                continue
            samples = self.left_channel(first, last - first)
            at = samples.tobytes().find(array.array("h", wanted[:256]).tobytes())
            if at >= 0 and at % 2 == 0:
                return run.instant(first + at // 2 - INTO), True
            offset = correlate(samples, wanted)
            if offset is not None:
                return run.instant(first + offset - INTO), False
        return None


def correlate(samples, wanted):
    """Where WANTED lies in SAMPLES, in frames with a fraction; None unless it is there beyond doubt."""
    loud = [n for n in range(0, len(samples) - len(wanted)) if abs(samples[n]) > 2500]
    part = wanted[:256]
    power = sum(w * w for w in part)

    def likeness(at):
        if at < 0 or at + len(part) > len(samples):
            return 0.0
        heard = samples[at : at + len(part)]
        loudness = sum(h * h for h in heard)
        return sum(h * w for h, w in zip(heard, part)) / (power * loudness) ** 0.5 if loudness else 0.0

    # A burst is the loudest of its second: candidates lie just before its first loud frames.
    for onset in starts(loud):
        scores = {at: likeness(at) for at in range(onset, onset + INTO + 40)}
        best = max(scores, key=scores.get)
        if scores[best] > 0.9:
            before, peak, after = likeness(best - 1), scores[best], likeness(best + 1)
            bend = before - 2 * peak + after
            return best + (0.5 * (before - after) / bend if bend else 0)
    return None


def starts(loud):
    previous = -10000
    for n in loud:
        if n - previous > 4800:
            yield n
        previous = n
