"""A client of AWS's services that the tests use beside Lifeboat's own.

Reads one JSON request a line from standard input and answers with one JSON document a line, until the input ends.
Bytes are {"$base64": text}, times in requests {"$time": ISO 8601}.
"""

import base64
import datetime
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody

CONFIG = Config(
    retries={"total_max_attempts": 1},
    s3={"addressing_style": "path"},
    connect_timeout=5,
    read_timeout=60,
    # Servers that know no checksums in trailers are tested too.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)

clients = {}


def client(request):
    key = tuple(request[name] for name in ("service", "endpoint", "region", "accessKey", "secretKey"))
    if key not in clients:
        service, endpoint, region, access_key, secret_key = key
        clients[key] = boto3.client(
            service,
            endpoint_url=endpoint,
            region_name=region,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            config=CONFIG,
        )
    return clients[key]


def decoded(value):
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"$base64"}:
            return base64.b64decode(value["$base64"])
        if value.keys() == {"$time"}:
            return datetime.datetime.fromisoformat(value["$time"])
        return {key: decoded(item) for key, item in value.items()}
    return value


def encoded(value):
    if isinstance(value, list):
        return [encoded(item) for item in value]
    if isinstance(value, dict):
        meta = value.pop("ResponseMetadata", None)
        result = {key: encoded(item) for key, item in value.items()}
        if meta:
            result["$status"] = meta.get("HTTPStatusCode", 0)
            result["$headers"] = meta.get("HTTPHeaders", {})
        return result
    if isinstance(value, StreamingBody):
        value = value.read()
    if isinstance(value, (bytes, bytearray)):
        return {"$base64": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return value


def answer(request):
    target, operation = client(request), request["operation"]
    arguments = decoded(request["arguments"])
    if request["paged"]:
        return {"$pages": [encoded(page) for page in target.get_paginator(operation).paginate(**arguments)]}
    return encoded(getattr(target, operation)(**arguments))


def outcome(request):
    try:
        return {"answer": answer(request)}
    except ClientError as error:
        said = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return refusal(str(said.get("Code", "")), status, str(said.get("Message", "")))
    except Exception as error:
        return refusal(type(error).__name__, 0, str(error))


def refusal(code, status, message):
    return {"refusal": {"code": code, "status": status, "message": message}}


def main():
    # Nothing that a library prints may come between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(outcome(json.loads(line))) + "\n")
        answers.flush()


main()
