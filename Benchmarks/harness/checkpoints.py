"""Writes checkpoint files as PyTorch does: a stored zip with a pickle and one aligned record a tensor."""

import collections
import io
import pickle
import random
import struct
import sys
import types
import zlib

ALIGNMENT = 64
BEYOND = 0xFFFFFFFF  # stands in a field of 32 bits whose value is in the 64-bit one
DOS_EPOCH = 0x0021  # 1 January 1980, as PyTorch writes


class FloatStorage:
    """Stands for the class that the pickle names; never loaded here."""


class Storage:
    """The bytes of one tensor, kept in a record of its own."""

    def __init__(self, key, count):
        self.key = key
        self.count = count


def _rebuild_tensor_v2(*_):
    raise RuntimeError("only its name is written")


class Tensor:
    """A tensor of one dimension, pickled as PyTorch does."""

    def __init__(self, storage):
        self.storage = storage

    def __reduce_ex__(self, _):
        count = self.storage.count
        arguments = (self.storage, 0, (count,), (1,), False, collections.OrderedDict())
        return _rebuild_tensor_v2, arguments


def _register():
    """Gives the stand-ins the names that belong into the pickle."""
    package, utilities = types.ModuleType("torch"), types.ModuleType("torch._utils")
    FloatStorage.__module__, FloatStorage.__qualname__ = "torch", "FloatStorage"
    _rebuild_tensor_v2.__module__ = "torch._utils"
    package.FloatStorage, package._utils = FloatStorage, utilities
    utilities._rebuild_tensor_v2 = _rebuild_tensor_v2
    sys.modules.setdefault("torch", package)
    sys.modules.setdefault("torch._utils", utilities)


class _Pickler(pickle.Pickler):
    def persistent_id(self, item):
        if isinstance(item, Storage):
            return "storage", FloatStorage, item.key, "cpu", item.count
        return None


class _Zip:
    """A zip of stored records, with the 64-bit end that PyTorch always writes."""

    def __init__(self, file):
        self.file = file
        self.directory = []

    def add(self, name, content):
        name = name.encode()
        offset = self.file.tell()
        padding = -(offset + 30 + len(name) + 4) % ALIGNMENT
        extra = b"FB" + struct.pack("<H", padding) + b"Z" * padding
        sums = struct.pack("<III", zlib.crc32(content), len(content), len(content))
        fixed = struct.pack("<HHHHH", 20, 0x800, 0, 0, DOS_EPOCH)
        self.file.write(b"PK\3\4" + fixed + sums + struct.pack("<HH", len(name), len(extra)) + name + extra)
        self.file.write(content)
        far = struct.pack("<HHQ", 1, 8, offset) if offset >= BEYOND else b""
        place = struct.pack("<HHHHHII", len(name), len(far), 0, 0, 0, 0, min(offset, BEYOND))
        self.directory.append(b"PK\1\2" + struct.pack("<H", 45) + fixed + sums + place + name + far)

    def close(self):
        start = self.file.tell()
        directory = b"".join(self.directory)
        end, count = start + len(directory), len(self.directory)
        self.file.write(directory)
        self.file.write(
            b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(directory), start)
        )
        self.file.write(b"PK\6\7" + struct.pack("<IQI", 0, end, 1))
        self.file.write(
            b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), min(start, BEYOND), 0)
        )


def _state(epoch, epochs, sizes):
    """The dictionary that a trainer saves; `sizes` are the tensors' lengths in bytes."""
    tensors = [Tensor(Storage(str(index), size // 4)) for index, size in enumerate(sizes)]
    half = len(tensors) // 2
    weights = collections.OrderedDict((f"model.{i}.weight", t) for i, t in enumerate(tensors[:half]))
    momentum = {i: {"momentum_buffer": t} for i, t in enumerate(tensors[half:])}
    return {
        "epoch": epoch,
        "best_fitness": 0.5,
        "model": None,
        "ema": weights,
        "updates": epoch * 100,
        "optimizer": {"state": momentum, "param_groups": [{"lr": 0.01, "params": list(momentum)}]},
        "scaler": {},
        "train_args": {"epochs": epochs, "model": "yolo11x.pt", "data": "coco.yaml", "task": "detect"},
        "train_metrics": {"fitness": 0.5},
        "date": "2026-01-01T00:00:00",
        "version": "8.4.0",
    }


def write(path, size, seed, epoch=3, epochs=100, records=128):
    """Writes one checkpoint of about `size` bytes; the same arguments give the same bytes."""
    _register()
    source = random.Random(seed)
    sizes = [max(4, size // records // 4 * 4)] * records
    pickled = io.BytesIO()
    _Pickler(pickled, protocol=2).dump(_state(epoch, epochs, sizes))
    with open(path, "wb") as file:
        archive = _Zip(file)
        archive.add("archive/data.pkl", pickled.getvalue())
        archive.add("archive/byteorder", b"little")
        for key, length in enumerate(sizes):
            archive.add(f"archive/data/{key}", source.randbytes(length))
        archive.add("archive/version", b"3\n")
        archive.close()
