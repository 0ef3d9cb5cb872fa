"""SeaweedFS with one bucket on the RAM disk of this machine."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RAM = pathlib.Path("/dev/shm")
BUCKET = "bench"
KEY = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "the-secret-of-the-bench"}


class Region:
    """A server that lives as long as the `with`; `servers` is the environment of the test servers."""

    def __init__(self, servers, secure):
        self.servers = servers
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lifeboat-bench-", dir=RAM))
        self.data = self.folder / "server" / "data"
        self.secure = secure
        self.certificate = self.folder / "certificate.pem"
        self.endpoint = ""

    def __enter__(self):
        try:
            variables = {**os.environ, **KEY}
            if self.secure:
                variables["REGION_TLS"] = self._certify()
            script = [self.servers / "bin" / "python", ROOT / "Tests" / "Servers" / "region.py"]
            words = [self.servers / "bin" / "weed", self.folder / "server", BUCKET]
            started = subprocess.run([*script, *words], env=variables, stdout=subprocess.PIPE, check=True)
            self.endpoint = started.stdout.decode().strip()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def environment(self):
        """The variables that every client understands."""
        trust = {"AWS_CA_BUNDLE": str(self.certificate)} if self.secure else {}
        return {**KEY, **trust, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}

    def _certify(self):
        """Makes a certificate that vouches for itself; the path of certificate and key, without suffix."""
        base = self.folder / "certificate"
        words = "openssl req -x509 -days 2 -subj /CN=bench -addext subjectAltName=IP:127.0.0.1 -nodes".split()
        words += "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1".split()
        words += ["-keyout", f"{base}.key", "-out", self.certificate]
        subprocess.run(words, check=True, capture_output=True)
        return str(base)

    def _end(self):
        group = self.folder / "server" / "group"
        if group.exists():
            os.killpg(int(group.read_text()), signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
