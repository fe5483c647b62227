"""Results as a Markdown table, and its place in docs/performance.md."""

import re

TARGETS = {"p99": 1.0, "cpu": 0.01, "memory": 40.0, "ready": 0.3}


def number(value, digits=2):
    return "–" if value is None else f"{value:.{digits}f}"


def players(rows):
    lines = [
        "| program | how it starts | starts | p50 | p95 | p99 | max | CPU | peak memory | ready |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row['name']} {row['version']} | {row['how']} | {row['heard']} of {row['asked']} | "
            f"{number(row['p50'])} ms | {number(row['p95'])} ms | {number(row['p99'])} ms | {number(row['max'])} ms | "
            f"{number(row['cpu'] * 100 if row['cpu'] is not None else None, 1)} % | "
            f"{number(row['memory'], 1)} MB | "
            f"{number(row['ready']) + ' s' if row['ready'] is not None else 'no such state'} |")
    return lines


def targets(loa, soak):
    def line(what, wanted, value, text):
        judged = "not measured in this run" if value is None else ("met" if value <= wanted else "missed")
        return f"| {what} | {text} | {judged} |"

    def said(value, form):
        return "–" if value is None else form.format(value)

    measured = loa or {"p99": None, "cpu": None, "memory": None, "ready": None, "heard": 0, "asked": 0}
    lines = ["| target for Loa | measured | |", "|---|---|---|"]
    all_heard = measured["heard"] == measured["asked"]
    lines.append(line("start error p99 ≤ 1 ms", TARGETS["p99"],
                      measured["p99"] if all_heard or measured["p99"] is None else float("inf"),
                      said(measured["p99"], "{:.3f} ms")))
    lines.append(line("≤ 1 % of a core", TARGETS["cpu"], measured["cpu"],
                      said(measured["cpu"] and measured["cpu"] * 100, "{:.2f} %")))
    lines.append(line("≤ 40 MB resident", TARGETS["memory"], measured["memory"],
                      said(measured["memory"], "{:.1f} MB")))
    if soak:
        first, last, minutes = soak
        lines.append(line(f"flat over an hour (here {minutes:g} min: at most 1 MB more at the end)", 1.0, last - first,
                          f"{first:.1f} → {last:.1f} MB"))
    else:
        lines.append("| flat over an hour | – | not measured in this run |")
    lines.append(line("READY ≤ 0.3 s", TARGETS["ready"], measured["ready"], said(measured["ready"], "{:.3f} s")))
    return lines


def write(path, name, lines):
    """Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`."""
    text = open(path).read()
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
    if not pattern.search(text):
        raise SystemExit(f"{path} has no place for {name}")
    with open(path, "w") as file:
        file.write(pattern.sub(lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text))
