"""What the kernel says of a process: time used, memory; and what the machine is."""

import os
import platform
import subprocess

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """User and system time of all its threads so far."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid, key, root=""):
    """`VmHWM` (peak resident), `VmRSS` (resident now) or `RssAnon` (of it no file's), in MB of 10^6 bytes.

    PID is the process's number where ROOT is the root folder.
    """
    for line in open(f"{root}/proc/{pid}/status"):
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def machine():
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    return f"{os.cpu_count()} cores ({model}), {platform.system()} {platform.release()}"


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return ((done.stdout or done.stderr).splitlines() or ["?"])[0].strip()


def end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(8)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
