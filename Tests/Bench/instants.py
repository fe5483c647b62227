"""Waiting for an instant of the wall clock."""

import time


def wait_until(wall):
    """Sleeps to within 2 ms of WALL (nanoseconds since 1970), then watches the clock: less than 0.1 ms late."""
    while (left := wall - time.time_ns()) > 0:
        if left > 2_000_000:
            time.sleep((left - 1_500_000) / 1e9)


def next_instant(ahead):
    """An instant AHEAD seconds from now, off the round second so that no timer of a program meets it by luck."""
    return time.time_ns() + int(ahead * 1e9)


def wait_for(condition, seconds, pause=0.002):
    """The monotonic nanosecond at which CONDITION was first seen true; an error after SECONDS."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return time.monotonic_ns()
        time.sleep(pause)
    raise TimeoutError(f"nothing after {seconds} s")
