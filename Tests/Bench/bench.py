#!/usr/bin/env python3
"""Loa beside aplay, MPD and Liquidsoap on one virtual card; what each number means is in README.md."""

import argparse
import datetime
import os
import sys

import measure
import players
import process
import programme
import table
from card import Card
from loa import Loa

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plugin", required=True, help="libasound_module_pcm_loacard.so")
    parser.add_argument("--loa", help="the release binary; left out: only the others are measured")
    parser.add_argument("--folder", default="out/bench", help="recordings, logs, programmes (default: out/bench)")
    parser.add_argument("--only", help="names, separated by commas, e.g. Loa,MPD")
    parser.add_argument("--starts", type=int, default=20, help="starts of each program (default: 20)")
    parser.add_argument("--seconds", type=int, default=20, help="length of the CPU measurement (default: 20)")
    parser.add_argument("--soak", type=float, default=0, metavar="MINUTES", help="watch Loa's memory (default: 0, not)")
    parser.add_argument("--airings", type=int, default=0, metavar="N",
                        help="watch Loa's memory over N airings of 1 s (default: 0, not)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args()


def measured(player, card, short, long, wish):
    print(f"{player.name} …", file=sys.stderr, flush=True)
    row = {"name": player.name, "version": player.version(), "how": player.how}
    card.forget()
    # Readiness twice: a first start may lay the program and its libraries into the page cache.
    if player.start() is not None:
        player.end()
    row["ready"] = player.start()
    try:
        errors, exact = measure.start_errors(player, card, short, wish.starts)
        heard = [abs(error) for error in errors if error is not None]
        row |= {"asked": len(errors), "heard": len(heard), "exact": exact, "errors": errors}
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)):
            row[name] = measure.percentile(heard, share) if heard else None
        row["cpu"], row["memory"] = measure.playing_cost(player, card, long, wish.seconds)
    finally:
        player.end()
    return row


def soaked(player, long, length, minutes):
    player.start()
    try:
        resident, _ = measure.soak(player, long, length, minutes)
    finally:
        player.end()
    # The first airing warms caches; what comes after it must not grow.
    return (resident[min(2, len(resident) - 1)], resident[-1], minutes) if resident else None


def main():
    wish = arguments()
    folder = os.path.abspath(wish.folder)
    os.makedirs(folder, exist_ok=True)
    card = Card(os.path.abspath(wish.plugin), folder)
    short, long = programme.write(folder, 2), programme.write(folder, wish.seconds + 8)
    field = [players.Aplay(card, folder), players.MPD(card, folder), players.Liquidsoap(card, folder)]
    loa = Loa(os.path.abspath(wish.loa), card, folder) if wish.loa else None
    field = ([loa] if loa else []) + field
    if wish.only:
        field = [player for player in field if player.name in wish.only.split(",")]

    rows = []
    for player in field:
        if player is not loa and not players.installed(player):
            print(f"{player.name}: not installed, left out", file=sys.stderr)
            continue
        rows.append(measured(player, card, short, long, wish))
        row = rows[-1]
        print(f"  {row['exact']} of {row['heard']} starts found bit for bit; errors in ms: "
              + " ".join("lost" if e is None else f"{e:+.3f}" for e in row["errors"]), file=sys.stderr)

    soak = None
    if wish.soak > 0 and loa:
        card.forget()
        soak = soaked(loa, programme.write(folder, 120), 120, wish.soak)

    if wish.airings > 0 and loa:
        card.forget()
        loa.start()
        try:
            resident = [process.memory(loa.process.pid, "VmRSS")
                        for _ in measure.short_airings(loa, programme.write(folder, 1) + ".flac", 1, wish.airings)]
        finally:
            loa.end()
        print(f"{wish.airings} airings of 1 s: {resident[min(19, wish.airings - 1)]:.1f} → {resident[-1]:.1f} MB resident",
              file=sys.stderr)

    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    lines = [
        f"Measured on {datetime.date.today().isoformat()}: {process.machine()}, load average {load}; "
        "48 kHz stereo, 16 bits.", "",
        *table.players(rows), "",
        *table.targets(next((row for row in rows if row["name"] == "Loa"), None), soak),
    ]
    print("\n".join(lines))
    if wish.write:
        table.write(f"{ROOT}/docs/performance.md", "bench", lines)


if __name__ == "__main__":
    main()
