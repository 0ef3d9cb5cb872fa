"""Where copies go: directories of this machine, or a bucket of a server on its RAM disk."""

import contextlib

from . import measure
from .region import Region


class DirectoryGround:
    """Directories on one file system; the states are those of the page cache."""

    def states(self, dataset, states, _):
        """The states to measure a data set in, in one run."""
        return states[:1] if dataset.memory_only else states

    def ready(self, _contender, _state):
        """Makes a destination for the length of a `with`."""
        return contextlib.nullcontext()

    def prepare(self, state, inputs):
        """Comes before each command.

        Warm begins with empty caches too: ext4 searches long for inodes whose deletion it still remembers, and
        the copies of the turn before were deleted just now.
        """
        if measure.can_drop_caches():
            measure.drop_caches()
        if state == "warm":
            for folder in inputs:
                measure.warm_caches(folder)

    def names(self):
        """Texts of commands that the report is to show by another name."""
        return {}

    def stored_bytes(self, place):
        """What the copy takes."""
        return measure.stored_bytes(place / "store")


class BucketGround:
    """A bucket of SeaweedFS, a fresh server for each turn; the states are the protocols to speak."""

    def __init__(self, servers):
        self.servers = servers
        self.region = None

    def states(self, dataset, states, number):
        """TLS is measured once, and with checkpoints alone."""
        return [state for state in states if state == "http" or (number == 0 and not dataset.small_files)]

    @contextlib.contextmanager
    def ready(self, contender, state):
        """Starts the server, and gives the contender what it takes to speak with it."""
        with Region(self.servers, secure=state == "https") as region:
            self.region = contender.region = region
            yield

    def prepare(self, _state, inputs):
        """The source is in the page cache: it is the network that is measured.

        Nothing else is, as with directories: what the turn before deleted makes new files slow.
        """
        if measure.can_drop_caches():
            measure.drop_caches()
        for folder in inputs[:1]:
            measure.warm_caches(folder)

    def names(self):
        """Texts of commands that the report is to show by another name."""
        return {self.region.endpoint: "ENDPOINT", str(self.region.certificate): "CERTIFICATE"}

    def stored_bytes(self, _place):
        """What the copy takes on the server."""
        return measure.stored_bytes(self.region.data)
