"""A Debian tree of our own, and machines booted from copies of it with systemd as their first process."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KEPT = f"{ROOT}/out/boot-tree"


class Failure(Exception):
    pass


def run(*command, check=True, errors=subprocess.STDOUT, **options):
    """What a command prints, or with CHECK=False all that is known of how it ended."""
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL,
                            **({"text": True} | options))
    if check and answer.returncode != 0:
        raise Failure(f"{' '.join(command)}: exit status {answer.returncode}\n{answer.stdout}{answer.stderr or ''}")
    return answer.stdout if check else answer


def mirrors():
    """Where this machine gets Debian's packages, as its own apt is configured."""
    lines = run("apt-get", "indextargets", "--format", "deb $(REPO_URI) $(CODENAME) $(COMPONENT)",
                "Created-By: Packages", "Origin: Debian").splitlines()
    if not lines:
        raise Failure("apt knows no mirror of Debian; run apt-get update")
    return sorted(set(lines))


def base(depends):
    """A tree with systemd and everything that the package depends on; made once, then kept."""
    key = hashlib.sha256(json.dumps([mirrors(), depends, 1]).encode()).hexdigest()[:16]
    tree = f"{KEPT}/{key}"
    os.makedirs(KEPT, exist_ok=True)
    with open(f"{KEPT}/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(f"{tree}/made"):
            make(tree, depends)
    return f"{tree}/root"


def make(tree, depends):
    for name in os.listdir(KEPT):
        if os.path.isdir(f"{KEPT}/{name}"):
            shutil.rmtree(f"{KEPT}/{name}", ignore_errors=True)
    os.makedirs(tree)
    sources = mirrors()
    suite = next(words[2] for words in map(str.split, sources) if "-" not in words[2])
    print(f"Making a Debian tree ({suite}) …", flush=True)
    # Its hook installs by the very words of the package's Depends: they can be met from Debian alone.
    run("mmdebstrap", "--quiet", "--variant=minbase", "--include=systemd,systemd-sysv,dbus",
        # A mirror may be a snapshot.
        '--aptopt=Acquire::Check-Valid-Until "false"',
        '--customize-hook=chroot "$1" apt-get satisfy -q -y --no-install-recommends "$LOA_DEPENDS"',
        suite, f"{tree}/root", *sources, env=os.environ | {"LOA_DEPENDS": depends})
    open(f"{tree}/made", "w").close()


def copy(tree, name):
    """A copy to be thrown away."""
    place = f"{KEPT}/{name}"
    shutil.rmtree(place, ignore_errors=True)
    run("cp", "-a", "--reflink=auto", tree, place)
    return place


def wait_for(what, told, seconds=30, pause=0.1):
    """What TOLD answers, as soon as that is true; a failure when it is not within so many seconds."""
    limit = time.monotonic() + seconds
    while True:
        answer = told()
        if answer:
            return answer
        if time.monotonic() > limit:
            raise Failure(f"waited {seconds} s in vain: {what}")
        time.sleep(pause)


class Machine:
    """A container with its own systemd, processes and network (loopback only)."""

    def __init__(self, tree, life=900):
        """LIFE: seconds, more than the whole test takes; whatever goes wrong, it does not outlive that."""
        self.tree, self.life, self.process, self.init = tree, life, None, None

    def boot(self):
        # With the one hierarchy of control groups and with BPF, systemd inside can fence in devices and addresses.
        self.console = open(f"{os.path.dirname(self.tree)}/console", "ab")
        self.process = subprocess.Popen(
            ["timeout", "--kill-after=5", str(self.life), "systemd-nspawn", "--quiet", "--register=no", "--keep-unit",
             "--private-network", f"--directory={self.tree}", "--machine=loa-boot", "--system-call-filter=bpf",
             "--capability=CAP_BPF,CAP_PERFMON", "--console=read-only", "--boot"],
            env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
            stdin=subprocess.DEVNULL, stdout=self.console, stderr=self.console)
        self.init = wait_for("the container's first process", self._first_process)
        wait_for("the bus of systemd", lambda: self.does("systemctl", "show", "--property=Version"))
        self.run("systemctl", "is-system-running", "--wait", check=False)

    def _first_process(self):
        if self.process.poll() is not None:
            with open(self.console.name, errors="replace") as file:
                raise Failure(f"the container did not start:\n{file.read()[-2000:]}")
        for parent in _children(self.process.pid):
            for child in _children(parent):
                if os.path.basename(os.readlink(f"/proc/{child}/exe")) == "systemd":
                    return child
        return None

    def command(self, *command):
        return ("nsenter", "--all", "--target", str(self.init), "--", *command)

    def run(self, *command, **options):
        return run(*self.command(*command), **({"timeout": 120} | options),
                   env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "LOA_LANG": "en",
                        "DEBIAN_FRONTEND": "noninteractive"})

    def does(self, *command):
        return self.run(*command, check=False).returncode == 0

    def json(self, *command):
        return json.loads(self.run(*command, errors=subprocess.PIPE))

    def shows(self, unit, name):
        return self.run("systemctl", "show", f"--property={name}", "--value", unit).strip()

    def journal(self, unit):
        return self.run("journalctl", "--no-pager", "--boot", "--output=cat", f"--unit={unit}")

    @property
    def root(self):
        """The machine's files as it sees them itself, where it runs."""
        return f"/proc/{self.init}/root" if self.init else self.tree

    def write(self, path, text, mode=0o644):
        place = self.root + path
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(place, mode)

    def power_off(self):
        """As a person does it."""
        self.run("systemctl", "poweroff", check=False)
        self._gone(60)

    def power_cut(self):
        """As a fuse does it: everything ends at once and hears nothing of it."""
        os.kill(self.init, 9)
        self._gone(30)

    def _gone(self, seconds):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure("the container does not end") from None
        finally:
            self.console.close()
            self.init = None

    def end(self):
        """Whatever happened before."""
        if self.process is not None and self.process.poll() is None:
            if self.init is not None:
                try:
                    os.kill(self.init, 9)
                except ProcessLookupError:
                    pass
            self.process.terminate()
            self.process.wait(30)


def _children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(word) for word in file.read().split()]
    except FileNotFoundError:
        return []


class Score:
    """Counts what held; the first that does not hold ends the test, since all that follows builds on it."""

    def __init__(self):
        self.passed, self.begin = 0, time.monotonic()

    def holds(self, what, whether, details=""):
        if not whether:
            raise Failure(f"{what}\n{details}")
        self.passed += 1
        print(f"  {time.monotonic() - self.begin:5.1f} s  {what}", flush=True)

    def run(self, work):
        try:
            work()
        except Exception as failure:
            if not isinstance(failure, (Failure, subprocess.TimeoutExpired)):
                traceback.print_exc()
            print(f"FAILED: {failure}\n{self.passed} passed, 1 failed")
            sys.exit(1)
        print(f"{self.passed} passed, 0 failed")
