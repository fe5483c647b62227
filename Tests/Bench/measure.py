"""The measurements that are the same for every program."""

import sys
import time

import card as cards
import process
from instants import next_instant, wait_for


def percentile(values, share):
    """The smallest value that SHARE of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def start_errors(player, card, path, count, ahead=2.0, heard=0.4):
    """Milliseconds by which the first frame left the DAC after the wanted instant; None for a start never heard.

    The second value: how many of the starts were found bit for bit.
    """
    errors, exact = [], 0
    for _ in range(count):
        player.cue(path)
        wanted = next_instant(ahead)
        planned = player.play(wanted) or wanted
        found = None
        clocks = cards.wall_minus_monotonic()
        deadline = time.monotonic() + ahead + 4
        while found is None and time.monotonic() < deadline:
            time.sleep(max(heard, (planned - time.time_ns()) / 1e9 + heard))
            # An earlier start may be in the recording: nothing before the instant minus half a second counts.
            found = card.instant_of(0, planned - clocks, reach=0.5 if time.time_ns() < planned + 1e9 else 2.5)
        if found:
            instant, same = found
            errors.append((instant + clocks - planned) / 1e6)
            exact += same
        else:
            errors.append(None)
            print(f"  {player.name}: a start was not found in the recording", file=sys.stderr)
        player.halt()
        time.sleep(0.5)
    return errors, exact


def playing_cost(player, card, path, seconds):
    """Share of a core over SECONDS of playing, and peak resident MB so far."""
    player.cue(path)
    wanted = next_instant(2)
    player.play(wanted)
    wait_for(lambda: time.time_ns() > wanted + 2e9, 10)
    pid = player.process.pid
    before, begin = process.cpu_seconds(pid), time.monotonic()
    time.sleep(seconds)
    share = (process.cpu_seconds(pid) - before) / (time.monotonic() - begin)
    peak = process.memory(pid, "VmHWM")
    player.halt()
    return share, peak


def short_airings(node, file, length, count):
    """Has a node air a FILE of LENGTH seconds COUNT times, one right after the other; yields behind each how many they were."""
    for number in range(1, count + 1):
        wanted = next_instant(0.3)
        node.order(file, wanted)
        time.sleep(max(0, (wanted - time.time_ns()) / 1e9) + length + 0.1)
        yield number


def soak(player, path, length, minutes):
    """Resident MB each minute while files of LENGTH seconds air one after the other; peak at the end."""
    resident = []
    until = time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        player.cue(path)
        wanted = next_instant(3)
        player.play(wanted)
        over = wanted + int((length + 1) * 1e9)
        while time.time_ns() < over and time.monotonic() < until:
            time.sleep(min(60, max(0.1, (over - time.time_ns()) / 1e9)))
            resident.append(process.memory(player.process.pid, "VmRSS"))
    return resident, process.memory(player.process.pid, "VmHWM")
