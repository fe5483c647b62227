"""A programme that can be found again in a recording: each second begins with 20 ms of noise that no other second has.

Between the bursts lies quiet music, so that decoding it costs what decoding a broadcast costs.
"""

import array
import math
import random
import subprocess
import wave

RATE = 48000
BURST = 960  # frames: 20 ms


def burst(second):
    """The left channel of a second's first 20 ms. Smoothed, so that a resampler keeps its shape; never 0 at the start."""
    noise = random.Random(second)
    raw = [noise.uniform(-1, 1) for _ in range(BURST + 2)]
    smooth = [int(12000 * (raw[n] + 2 * raw[n + 1] + raw[n + 2]) / 4) for n in range(BURST)]
    smooth[0] = 9000 if smooth[0] >= 0 else -9000
    return smooth


def bed():
    """A second of quiet chords with a little hiss, both channels."""
    hiss = random.Random(0)
    samples = array.array("h")
    for n in range(BURST, RATE):
        t = 2 * math.pi * n / RATE
        chord = 300 * (math.sin(220 * t) + math.sin(277 * t) + math.sin(330 * t))
        samples.append(int(chord + hiss.uniform(-20, 20)))
        samples.append(int(0.8 * chord + hiss.uniform(-20, 20)))
    return samples.tobytes()


def write(folder, seconds):
    """Writes FOLDER/SECONDS.wav and .flac; returns the path without its suffix."""
    path = f"{folder}/{seconds}s"
    music = bed()
    with wave.open(path + ".wav", "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for second in range(seconds):
            both = array.array("h", (sample for left in burst(second) for sample in (left, left)))
            file.writeframes(both.tobytes() + music)
    subprocess.run(["flac", "--silent", "--force", "-o", path + ".flac", path + ".wav"], check=True)
    return path
