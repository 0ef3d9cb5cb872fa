"""Starts SeaweedFS as one region with one bucket, and prints its endpoint.

Usage: region.py WEED DIRECTORY BUCKET, with the key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. It listens on free
ports of the loopback interface, keeps everything in DIRECTORY, and runs until its process group is killed, the number
of which stands in DIRECTORY/group. Where REGION_TLS is set, the endpoint speaks TLS, with the certificate in the file
of that name with `.pem` at its end and the key in the one with `.key`.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

import boto3
import botocore.exceptions
from botocore.config import Config

TRIES = 3
SECONDS = 30


def free_ports(count):
    """Ports that nobody listened on just now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def start(weed, directory, tls):
    """The server, the port of its S3 gateway, and its endpoint."""
    ports = free_ports(9)
    options = [
        f"-dir={directory}/data", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
        f"-master.port={ports[0]}", f"-master.port.grpc={ports[1]}",
        f"-volume.port={ports[2]}", f"-volume.port.grpc={ports[3]}",
        f"-filer.port={ports[4]}", f"-filer.port.grpc={ports[5]}", f"-filer.localSocket={directory}/filer.sock",
        "-s3", f"-s3.port={ports[6]}", f"-s3.port.grpc={ports[7]}", f"-s3.localSocket={directory}/s3.sock",
        f"-s3.config={directory}/identities.json", "-s3.port.iceberg=0", "-s3.port.lance=0",
        "-master.telemetry=false", "-master.electionTimeout=500ms", "-master.heartbeatInterval=100ms",
        "-volume.max=1000", "-master.volumeSizeLimitMB=1024",
    ]
    if tls:
        options += [f"-s3.port.https={ports[8]}", f"-s3.cert.file={tls}.pem", f"-s3.key.file={tls}.key"]
    with open(directory / "log", "ab") as log:
        process = subprocess.Popen(
            [weed, "server", *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env={"PATH": os.environ["PATH"], "HOME": str(directory), "TMPDIR": str(directory),
                 "WEED_MASTER_VOLUME_GROWTH_COPY_1": "1"},
        )
    (directory / "group").write_text(f"{process.pid}\n")
    endpoint = f"https://127.0.0.1:{ports[8]}" if tls else f"http://127.0.0.1:{ports[6]}"
    return process, ports[6], endpoint


def is_ready(process, port, bucket):
    """Waits until the bucket takes an object; false where the server ended or took too long."""
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
                          config=Config(retries={"max_attempts": 1}, proxies={}))
    end = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            if bucket not in [one["Name"] for one in client.list_buckets()["Buckets"]]:
                client.create_bucket(Bucket=bucket)
            client.put_object(Bucket=bucket, Key="ready", Body=b"")
            client.delete_object(Bucket=bucket, Key="ready")
            return True
        except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError):
            time.sleep(0.1)
    return False


def main():
    weed, directory, bucket = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
    (directory / "data").mkdir(parents=True)
    key = {"accessKey": os.environ["AWS_ACCESS_KEY_ID"], "secretKey": os.environ["AWS_SECRET_ACCESS_KEY"]}
    identity = {"name": "demo", "credentials": [key], "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
    (directory / "identities.json").write_text(json.dumps({"identities": [identity]}))
    for _ in range(TRIES):
        process, port, endpoint = start(weed, directory, os.environ.get("REGION_TLS"))
        if is_ready(process, port, bucket):
            print(endpoint)
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
    sys.exit(f"region: the server does not start; see {directory}/log")


main()
