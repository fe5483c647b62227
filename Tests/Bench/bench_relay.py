#!/usr/bin/env python3
"""A node with thousands of stations; what each number means is in README.md."""

import argparse
import datetime
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time

import card as cards
import measure
import process
import programme
import relay
import table
from instants import wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PATIENCE = 300  # seconds for a crowd to be served


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plugin", required=True, help="libasound_module_pcm_loacard.so")
    parser.add_argument("--loa", required=True, help="the release binary")
    parser.add_argument("--load", required=True, help="relay-load, release")
    parser.add_argument("--folder", default="out/bench-relay", help="configs, logs, recordings (default: out/bench-relay)")
    parser.add_argument("--stations", default="200,1000,2000", help="crowds that are measured (default: 200,1000,2000)")
    parser.add_argument("--idle", type=int, default=60, help="seconds that an idle crowd is watched (default: 60)")
    parser.add_argument("--fetchers", type=int, default=100, help="stations that fetch one file (default: 100)")
    parser.add_argument("--local", type=int, default=50, help="real stations for the emergency (default: 50)")
    parser.add_argument("--orders", type=int, default=4, help="emergencies ordered (default: 4)")
    parser.add_argument("--only", default="storm,delivery,emergency", help="parts, separated by commas")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args()


def say(text):
    print(text, file=sys.stderr, flush=True)


class SilentCard(cards.Card):
    """A card that keeps no recording."""

    def __init__(self, plugin, folder, name):
        super().__init__(plugin, folder, name)
        text = open(self.configuration).read().replace(f'capture "{self.capture}"', "")
        with open(self.configuration, "w") as file:
            file.write(text)


# Storm and idleness

def crowd_measured(parent, wish, identities, count, number):
    """A crowd that loses its parent, comes back all at once, and then idles."""
    say(f"{count} stations …")
    parent.announce(number)
    parent.start()
    crowd = relay.Crowd(wish.load, identities, count, parent.port)
    row = {"stations": count}
    try:
        crowd.tell("connect")
        _, row["first"] = crowd.wait("all-reported", PATIENCE)
        crowd.tell("pause")
        parent.kill()
        parent.announce(number + 1)
        parent.start()
        time.sleep(5)
        memory, begin = parent.memory(), parent.cpu()
        crowd.tell("connect")
        said, row["held"] = crowd.wait("all-hold", PATIENCE)
        row["hold"], row["cpu"] = said.get("seconds"), parent.cpu() - begin
        row |= {"tried": said.get("tried"), "failed": said.get("failed"), "manifest": said.get("manifestBytes")}
        if not row["held"]:
            say(f"  not all in {PATIENCE} s: {said}")
            return row
        said, row["reported"] = crowd.wait("all-reported", PATIENCE)
        row["report"], row["lost"] = said.get("seconds"), said.get("callsLost")
        time.sleep(20)
        begin, since = parent.cpu(), time.monotonic()
        time.sleep(wish.idle)
        row["idle"] = (parent.cpu() - begin) / (time.monotonic() - since)
        row["memory"] = parent.memory() - memory
        said, _ = crowd.wait("state", 10)
        row["up"] = said.get("up")
        # A change of the schedule while all are connected.
        parent.announce(number + 1000)
        begin = parent.cpu()
        crowd.tell("expect")
        parent.command("reload")
        said, row["changed"] = crowd.wait("all-hold", PATIENCE)
        row["change"], row["changeCPU"] = said.get("seconds"), parent.cpu() - begin
        say(f"  {row}; {said}")
    finally:
        crowd.end()
        parent.end()
    return row


def nobody_measured(parent, wish):
    parent.start()
    try:
        time.sleep(10)
        begin, since = parent.cpu(), time.monotonic()
        time.sleep(wish.idle / 2)
        return {"idle": (parent.cpu() - begin) / (time.monotonic() - since), "memory": parent.memory()}
    finally:
        parent.end()


# Delivery

def fetched(wish, identities, server, path, size):
    begin = server.cpu()
    done = subprocess.run(
        [wish.load, "fetch", identities, str(wish.fetchers), str(server.port), path], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"relay-load fetch: {done.stderr}")
    answer = json.loads(done.stdout.splitlines()[-1])
    total = size * wish.fetchers
    return {"rate": total / answer["seconds"] / 1e6, "cpu": (server.cpu() - begin) / (total / 1e9),
            "first": answer["first"], "last": answer["seconds"]}


def delivery_measured(parent, wish, identities, folder):
    """Both serve the same file to the same stations, in turns; the middle one of three counts."""
    say(f"delivery to {wish.fetchers} stations …")
    with open(parent.file, "rb") as file:
        name = hashlib.sha256(file.read()).hexdigest()
    path, size = f"/v1/media/{name}", os.path.getsize(parent.file)
    nginx = relay.Nginx(folder, identities, parent.file, path)
    parent.start()
    try:
        runs = {"loa": [], "nginx": []}
        for _ in range(3):
            for who, server in (("nginx", nginx), ("loa", parent)):
                runs[who].append(fetched(wish, identities, server, path, size))
                say(f"  {who}: {runs[who][-1]}")
        middle = {who: sorted(results, key=lambda run: run["rate"])[1] for who, results in runs.items()}
        return {"size": size, **middle}
    finally:
        nginx.end()
        parent.end()


# Emergency

def emergency_measured(wish, folder):
    """Real nodes with cards of their own, which are told to sound at one instant."""
    say(f"emergency at {wish.local} stations …")
    sounds = [programme.write(folder, 6 + order) + ".flac" for order in range(wish.orders)]
    parent = relay.Parent(wish.loa, SilentCard(wish.plugin, folder, "parent-card"), f"{folder}/emergency", sounds[0])
    stations = []
    parent.start()
    try:
        for number in range(wish.local):
            card = cards.Card(wish.plugin, folder, f"station-{number}")
            card.forget()
            station = relay.Node(wish.loa, card, f"{folder}/emergency", f"station-{number}")
            station.configure("upstream: {}")
            station.start()
            stations.append(station)
            code = parent.call("POST", "/v1/stations/add", {"code": station.code, "name": station.code, "by": "bench"})
            station.call("POST", "/v1/join", {"joinCode": code["joinCode"], "by": "bench"})
        wait_for(lambda: sum(s["isConnected"] for s in parent.call("GET", "/v1/stations")) == wish.local, 60, pause=0.5)
        time.sleep(10)
        begin, since = sum(process.cpu_seconds(s.process.pid) for s in stations), time.monotonic()
        errors = []
        for sound in sounds:
            clocks = cards.wall_minus_monotonic()
            ordered = time.time_ns()
            answer = json.loads(parent.command("play", sound, "--priority", "emergency", "--by", "bench", "--json"))
            planned = answer["plannedStart"]
            time.sleep(max(0, (planned - time.time_ns()) / 1e9) + answer["seconds"] + 1.5)
            heard = [station.card.instant_of(0, planned - clocks) for station in stations]
            errors += [None if found is None else (found[0] + clocks - planned) / 1e6 for found in heard]
            shown = sorted(abs(e) for e in errors[-wish.local:] if e is not None)
            say(f"  ordered {(planned - ordered) / 1e9:.2f} s ahead; heard at {len(shown)} of {wish.local}; "
                + (f"worst {shown[-1]:.3f} ms" if shown else "nothing"))
        load = (sum(process.cpu_seconds(s.process.pid) for s in stations) - begin) / (time.monotonic() - since)
        found = [abs(error) for error in errors if error is not None]
        row = {"stations": wish.local, "asked": len(errors), "heard": len(found), "load": load}
        for key, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)):
            row[key] = measure.percentile(found, share) if found else None
        return row
    finally:
        for station in stations:
            station.process.terminate()
        for station in stations:
            process.end(station.process)
        parent.end()


# What is written

def judged(value, isMet):
    return "not measured in this run" if value is None else "met" if isMet else "missed"


def storm_table(rows, nobody):
    lines = [
        "| stations | back with the new manifest, all | reported by all | tries refused | CPU of the storm | for each | idle CPU for each | "
        "idle memory for each | a change at all | its CPU |",
        "|---|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        n = row["stations"]
        idle = (row["idle"] - nobody["idle"]) / n if "idle" in row else None
        lines.append(
            f"| {n} | " + (f"{row['hold']:.1f} s" if row["held"] else f"not in {PATIENCE} s") + " | "
            + (f"{row['report']:.1f} s" if row.get("reported") else "–") + f" | {row.get('failed') or 0:.0f} | {row['cpu']:.1f} s | "
            f"{row['cpu'] / n * 1000:.1f} ms | "
            + (f"{idle * 100:.4f} %" if idle is not None else "–") + " | "
            + (f"{row['memory'] / n / 1000:.1f} kB" if "memory" in row else "–") + " | "
            + (f"{row['change']:.1f} s | {row['changeCPU']:.2f} s |" if row.get("changed") else "– | – |"))
    return lines


def target_lines(rows, nobody, delivery, emergency):
    most = rows[-1] if rows else None
    lines = ["| target for the relay | measured | |", "|---|---|---|"]
    hold = most and (most["hold"] if most["held"] else float("inf"))
    lines.append(f"| 2,000 stations that come back at once hold the new manifest in < 60 s | "
                 + (f"{most['stations']} in {hold:.1f} s" if most else "–")
                 + f" | {judged(hold, most and hold < 60 and most['stations'] >= 2000)} |")
    change = most and (most.get("change") if most.get("changed") else float("inf"))
    lines.append("| a change reaches all connected stations within 2 s | "
                 + (f"{change:.1f} s at {most['stations']}" if most else "–")
                 + f" | {judged(change, most and change <= 2)} |")
    idle = (most["idle"] - nobody["idle"]) / most["stations"] * 100 if most and "idle" in most else None
    lines.append("| < 0.02 % of a core for each idle station | "
                 + (f"{idle:.4f} %" if idle is not None else "–") + f" | {judged(idle, idle is not None and idle < 0.02)} |")
    memory = most["memory"] / most["stations"] / 1000 if most and "memory" in most else None
    lines.append("| < 60 kB for each idle station | "
                 + (f"{memory:.1f} kB" if memory is not None else "–")
                 + f" | {judged(memory, memory is not None and memory < 60)} |")
    share = delivery and delivery["loa"]["rate"] / delivery["nginx"]["rate"]
    lines.append("| media to 100 stations at ≥ 0.5 of nginx's rate | "
                 + (f"{share:.2f}" if share else "–") + f" | {judged(share, share and share >= 0.5)} |")
    late = emergency and (emergency["p99"] if emergency["heard"] == emergency["asked"] else float("inf"))
    lines.append("| an emergency's planned instant kept within 10 ms at p99 at 50 stations | "
                 + (f"{late:.2f} ms at {emergency['stations']}" if emergency else "–")
                 + f" | {judged(late, emergency and late <= 10 and emergency['stations'] >= 50)} |")
    return lines


def delivery_lines(delivery, wish):
    lines = [f"One file of {delivery['size'] / 1e6:.1f} MB to {wish.fetchers} stations at once, TLS 1.3 with client certificates:", "",
             "| server | rate | CPU of the server for each GB |", "|---|---|---|"]
    for name, who in (("Loa", "loa"), (f"nginx {relay.version_of_nginx()}", "nginx")):
        lines.append(f"| {name} | {delivery[who]['rate']:.0f} MB/s | {delivery[who]['cpu']:.2f} s |")
    return lines


def emergency_lines(row):
    return [
        f"`loa play --priority emergency`, to the first frame at {row['stations']} real stations, from their cards' recordings "
        f"({row['asked']} starts, {row['heard']} heard; all stations together used {row['load'] * 100:.0f} % of a core): "
        + ", ".join(f"{key} {row[key]:.2f} ms" for key in ("p50", "p95", "p99", "max") if row[key] is not None) + "."]


def main():
    wish = arguments()
    parts = wish.only.split(",")
    counts = [int(count) for count in wish.stations.split(",")]
    for key in ("plugin", "loa", "load"):
        setattr(wish, key, os.path.abspath(getattr(wish, key)))
    # Each simulated station has two connections; as many descriptors as the unit of systemd gives a node.
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * max(counts) + 1024
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard > 0 else wanted, hard))
    folder = os.path.abspath(wish.folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)

    rows, nobody, delivery, emergency = [], None, None, None
    if "storm" in parts or "delivery" in parts:
        # 20 MB, as an hour of speech has.
        edition = programme.write(folder, 105) + ".wav"
        parent = relay.Parent(wish.loa, SilentCard(wish.plugin, folder, "card"), folder, edition)
        identities = f"{folder}/identities"
        os.makedirs(parent.state, exist_ok=True)
        subprocess.run([wish.load, "enrol", parent.state, parent.code, str(max(counts + [wish.fetchers])), identities], check=True)
    if "storm" in parts:
        nobody = nobody_measured(parent, wish)
        say(f"nobody: {nobody}")
        rows = [crowd_measured(parent, wish, identities, count, 2 * n + 1) for n, count in enumerate(counts)]
    if "delivery" in parts:
        delivery = delivery_measured(parent, wish, identities, folder)
    if "emergency" in parts:
        emergency = emergency_measured(wish, folder)

    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    lines = [
        f"Measured on {datetime.date.today().isoformat()}: Loa {process.first_line(wish.loa, '--version')}, {process.machine()}, "
        f"load average {load}; whoever is served runs on the same cores.", ""]
    if rows:
        size = rows[-1].get("manifest") or 0
        lines += storm_table(rows, nobody) + [
            "", f"Manifest: {size / 1000:.1f} kB. The node alone: {nobody['idle'] * 100:.2f} % of a core, "
            f"{nobody['memory'] / 1e6:.1f} MB.", ""]
    if delivery:
        lines += delivery_lines(delivery, wish) + [""]
    if emergency:
        lines += emergency_lines(emergency) + [""]
    lines += target_lines(rows, nobody, delivery, emergency)
    print("\n".join(lines))
    if wish.write:
        table.write(f"{ROOT}/docs/performance.md", "bench-relay", lines)


if __name__ == "__main__":
    main()
