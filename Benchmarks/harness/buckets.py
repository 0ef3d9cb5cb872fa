"""The tools that are measured over a bucket."""

from . import contenders
from .region import BUCKET

POLICY = """version: 1
name: bench
sources:
  - {{ name: bench, path: "{source}", layout: auto }}
tiers:
  - {{ name: bucket, kind: s3, url: "s3://{bucket}/vault", endpoint: "{endpoint}", region: us-east-1 }}
"""


class LifeboatBucket(contenders.Lifeboat):
    def environment(self, place):
        return {**super().environment(place), **self.region.environment()}

    def policy(self, source, place):
        return POLICY.format(source=source, bucket=BUCKET, endpoint=self.region.endpoint)


class RcloneBucket(contenders.Rclone):
    def environment(self, place):
        return {
            **super().environment(place),
            **self.region.environment(),
            "RCLONE_CONFIG_REMOTE_TYPE": "s3",
            "RCLONE_CONFIG_REMOTE_PROVIDER": "SeaweedFS",
            "RCLONE_CONFIG_REMOTE_ENV_AUTH": "true",
            "RCLONE_CONFIG_REMOTE_ENDPOINT": self.region.endpoint,
            **({"RCLONE_CA_CERT": str(self.region.certificate)} if self.region.secure else {}),
        }

    def protect(self, source, place):
        return [self._copy(source / "exp", f"remote:{BUCKET}/exp")]

    def unchanged(self, source, place):
        return self.protect(source, place)

    def restore(self, source, place, target):
        return [self._copy(f"remote:{BUCKET}/exp", target)]


class S5cmdBucket(contenders.Contender):
    name = "s5cmd"

    def environment(self, place):
        return self.region.environment()

    def _sync(self, source, target):
        return [[self.binary, "--endpoint-url", self.region.endpoint, "--log", "error", "sync", source, target]]

    def protect(self, source, place):
        return self._sync(f"{source}/exp/", f"s3://{BUCKET}/exp/")

    def restore(self, source, place, target):
        return self._sync(f"s3://{BUCKET}/exp/*", f"{target}/")


class AwsBucket(contenders.Contender):
    name = "aws"
    version_arguments = ["--version"]

    def environment(self, place):
        return {**self.region.environment(), "AWS_CONFIG_FILE": "/dev/null"}

    def _sync(self, source, target):
        words = ["--endpoint-url", self.region.endpoint, "s3", "sync", "--only-show-errors", source, target]
        return [[self.binary, *words]]

    def protect(self, source, place):
        return self._sync(source / "exp", f"s3://{BUCKET}/exp")

    def restore(self, source, place, target):
        return self._sync(f"s3://{BUCKET}/exp", target)


class ResticBucket(contenders.Restic):
    def options(self):
        return ["--cacert", self.region.certificate] if self.region.secure else []

    def environment(self, place):
        return {
            **super().environment(place),
            **self.region.environment(),
            "RESTIC_REPOSITORY": f"s3:{self.region.endpoint}/{BUCKET}/exp",
        }
