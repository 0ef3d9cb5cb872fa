"""The tools that are measured: how each one copies, copies again with nothing changed, and restores."""

import pathlib
import subprocess

POLICY = """version: 1
name: bench
sources:
  - {{ name: bench, path: "{source}", layout: auto }}
tiers:
  - {{ name: disk, kind: directory, path: "{store}" }}
"""


class Contender:
    """One tool with a place of its own. Commands are lists of argument lists, run one after the other."""

    name = ""
    region = None  # the server of the bucket, where it is one that is measured

    def __init__(self, binary):
        self.binary = str(binary)

    def version(self):
        """The first line that tells its version."""
        result = subprocess.run(
            [self.binary, *self.version_arguments], capture_output=True, text=True, check=False
        )
        lines = (result.stdout + result.stderr).splitlines()
        return lines[0] if lines else "unknown"

    version_arguments = ["version"]

    def environment(self, place):
        """Variables that keep its state in `place`."""
        return {}

    def prepare(self, source, place):
        """Whatever comes before the first copy and is not measured."""

    def protect(self, source, place):
        raise NotImplementedError

    def unchanged(self, source, place):
        return self.protect(source, place)

    def restore(self, source, place, target):
        raise NotImplementedError

    def restored(self, target):
        """Where the run lies after `restore`."""
        return target


class Lifeboat(Contender):
    name = "lifeboat"
    version_arguments = ["--version"]

    def environment(self, place):
        return {"XDG_STATE_HOME": str(place / "state"), "XDG_CACHE_HOME": str(place / "cache")}

    def policy(self, source, place):
        """The policy with one tier."""
        return POLICY.format(source=source, store=place / "store")

    def prepare(self, source, place):
        place.mkdir(parents=True, exist_ok=True)
        (place / "policy.yaml").write_text(self.policy(source, place))

    def protect(self, source, place):
        return [[self.binary, "protect", "--policy", place / "policy.yaml", "--json"]]

    def restore(self, source, place, target):
        return [[self.binary, "restore", "bench/exp", "--to", target, "--policy", place / "policy.yaml"]]


class Rclone(Contender):
    name = "rclone"

    def environment(self, place):
        return {"RCLONE_CONFIG": "/dev/null", "XDG_CACHE_HOME": str(place / "cache")}

    def _copy(self, source, target):
        return [self.binary, "copy", source, target]

    def _check(self, source, target):
        return [self.binary, "check", "--download", source, target]

    def protect(self, source, place):
        return [self._copy(source / "exp", place / "store"), self._check(source / "exp", place / "store")]

    def unchanged(self, source, place):
        return [self._copy(source / "exp", place / "store")]

    def restore(self, source, place, target):
        return [self._copy(place / "store", target), self._check(place / "store", target)]


class Restic(Contender):
    name = "restic"

    def options(self):
        """Words that stand before each of its verbs."""
        return []

    def environment(self, place):
        return {
            "RESTIC_PASSWORD": "bench",
            "RESTIC_REPOSITORY": str(place / "store"),
            "RESTIC_CACHE_DIR": str(place / "cache"),
        }

    def prepare(self, source, place):
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [self.binary, *self.options(), "init", "--quiet"],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**self.environment(place), "PATH": "/usr/bin:/bin"},
        )

    def protect(self, source, place):
        return [[self.binary, *self.options(), "backup", "--quiet", source / "exp"]]

    def restore(self, source, place, target):
        return [[self.binary, *self.options(), "restore", "latest", "--verify", "--target", target]]

    def restored(self, target):
        runs = [path for path in pathlib.Path(target).rglob("exp") if (path / "args.yaml").exists()]
        return runs[0] if runs else target


class Rsync(Contender):
    name = "rsync"
    version_arguments = ["--version"]

    def prepare(self, source, place):
        place.mkdir(parents=True, exist_ok=True)

    def protect(self, source, place):
        return [[self.binary, "-a", f"{source}/exp/", f"{place}/store/"]]

    def restore(self, source, place, target):
        return [[self.binary, "-a", f"{place}/store/", f"{target}/"]]
