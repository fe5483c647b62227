#!/usr/bin/env python3
"""Reports out of a log of many years; what each number means is in README.md."""

import argparse
import datetime
import os
import shutil
import subprocess
import sys
import time

import process
import table

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LAST = datetime.date(2022, 12, 31)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loa", required=True, help="the release binary")
    parser.add_argument("--maker", required=True, help="log-maker, release")
    parser.add_argument("--folder", default="out/bench-report", help="config and log (default: out/bench-report)")
    parser.add_argument("--years", type=float, default=10, help="length of the log (default: 10)")
    parser.add_argument("--stations", type=int, default=300, help="stations (default: 300)")
    parser.add_argument("--airings", type=int, default=2, help="airings a day (default: 2)")
    parser.add_argument("--runs", type=int, default=3, help="the middle one counts (default: 3)")
    parser.add_argument("--keep", action="store_true", help="use the log that is there, and leave it")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args()


def configure(folder, stations):
    """The sample of the town with as many stations as the log has."""
    os.makedirs(folder, exist_ok=True)
    shutil.copytree(f"{ROOT}/Config", f"{folder}/config", dirs_exist_ok=True)
    path = f"{folder}/config/loa.yaml"
    text = open(path).read().replace("../Audio/", f"{ROOT}/Audio/")
    with open(path, "w") as file:
        file.write(f"{text}\nstate: {folder}/state\nsocket: {folder}/api.sock\n")
    plan = f"{folder}/config/plan-2022.yaml"
    lines = []
    for line in open(plan):
        lines.append(line)
        if line.startswith("  dong-thanh-29818:"):
            lines += [f'  them-{code}: {{ name: Xã {code}, code: "{code}", roles: station }}\n'
                      for code in range(40_008, 40_000 + stations)]
    with open(plan, "w") as file:
        file.writelines(lines)
    return path


def timed(command, runs):
    """Seconds of the middle run, and the most memory of any, in MB."""
    times, memory = [], 0
    for _ in range(runs):
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        complaint = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        times.append(time.monotonic() - begin)
        if os.waitstatus_to_exitcode(status) != 0:
            raise SystemExit(f"{' '.join(command)}: {complaint.decode()}")
        memory = max(memory, usage.ru_maxrss / 1024)
    return sorted(times)[len(times) // 2], memory


def row(what, wanted, seconds, memory, most=None):
    met = seconds <= wanted and (most is None or memory <= most)
    limit = f"< {wanted:g} s" + (f", < {most:g} MB" if most else "")
    return f"| {what} | {limit} | {seconds:.2f} s | {memory:.0f} MB | {'met' if met else 'missed'} |"


def main():
    wish = arguments()
    folder = os.path.abspath(wish.folder)
    if not wish.keep:
        shutil.rmtree(folder, ignore_errors=True)
    config = configure(folder, wish.stations)
    state = f"{folder}/state"
    os.makedirs(state, exist_ok=True)
    if not os.path.exists(f"{state}/airtime.sqlite"):
        first = LAST - datetime.timedelta(days=round(wish.years * 365.25) - 1)
        subprocess.run([wish.maker, state, first.isoformat(), LAST.isoformat(), str(wish.stations), str(wish.airings), "7"],
                       check=True, stdout=sys.stderr)
    size = os.path.getsize(f"{state}/airtime.sqlite") / 1e9
    common = ["--config", config]
    lines = [
        f"Measured on {datetime.date.today().isoformat()}: {process.machine()}; a log of {wish.years:g} years, "
        f"{wish.stations} stations and the Centre, {wish.airings} airings a day ({size:.1f} GB).", "",
        "| what | target | time | peak memory | |", "|---|---|---|---|---|",
        row("half-year synthesis, `loa report --period 2022-H1 --json`", 2,
            *timed([wish.loa, "report", *common, "--period", "2022-H1", "--json"], wish.runs), 200),
        row("the log of a day, `loa log --json`", 0.05,
            *timed([wish.loa, "log", *common, "--from", "2022-03-16", "--to", "2022-03-16", "--json"], wish.runs)),
        row("`loa log verify` over all of it", 20, *timed([wish.loa, "log", "verify", *common], 1)),
    ]
    print("\n".join(lines))
    if wish.write:
        table.write(f"{ROOT}/docs/performance.md", "bench-report", lines)
    if not wish.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
