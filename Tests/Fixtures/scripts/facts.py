"""Measures checkpoint files with Python's own tools, as facts for the tests to compare against.

Structure is taken from the pickle with symbolic stand-ins, so nothing in a file runs; values are taken with
`torch.load` where the file is one of our own and is meant to be loaded.
"""

import hashlib
import io
import json
import pickle
import pickletools
import zipfile
from collections import Counter
from pathlib import Path

import torch

HOSTILE = "hostile.pt"
REBUILDERS = {"_rebuild_tensor_v2", "_rebuild_tensor_v3"}


class Symbol:
    """Stands for whatever the pickle names; takes any construction and any state."""

    def __init__(self, *_, **__):
        pass

    def __setstate__(self, state):
        pass

    def __setitem__(self, key, value):
        pass


class Reader(pickle.Unpickler):
    """Walks a checkpoint's pickle, noting storages and rebuilt tensors; imports nothing it names."""

    def __init__(self, data):
        super().__init__(data)
        self.storages, self.tensors = {}, 0

    def persistent_load(self, reference):
        kind, storage, key, location, count = reference[:5]
        assert kind == "storage"
        self.storages[key] = (storage.__name__, location, count)
        return key

    def find_class(self, module, name):
        if name in REBUILDERS:
            return self._rebuild
        return type(name, (Symbol,), {})

    def _rebuild(self, *_):
        self.tensors += 1
        return Symbol()


def globals_of(pickled: bytes) -> list[str]:
    """Every `module name` that a protocol 2 pickle names, sorted."""
    found = {str(value) for code, value, _ in pickletools.genops(pickled) if code.name == "GLOBAL"}
    assert not any(code.name == "STACK_GLOBAL" for code, _, _ in pickletools.genops(pickled))
    return sorted(found)


def structure(pickled: bytes) -> dict:
    facts = {"globals": globals_of(pickled), "pickleBytes": len(pickled)}
    reader = Reader(io.BytesIO(pickled))
    reader.load()
    kinds = Counter(kind for kind, _, _ in reader.storages.values())
    return facts | {
        "tensors": reader.tensors,
        "storages": len(reader.storages),
        # Storage classes by number of storages; an UntypedStorage counts its elements in bytes.
        "storageTypes": dict(sorted(kinds.items())),
        "storageElements": sum(count for _, _, count in reader.storages.values()),
        "locations": sorted({location for _, location, _ in reader.storages.values()}),
    }


def archive(path: Path) -> dict:
    with zipfile.ZipFile(path) as file:
        entries = file.infolist()
        prefix = entries[0].filename.split("/")[0]
        data = [entry for entry in entries if entry.filename.startswith(f"{prefix}/data/")]
        facts = {
            "prefix": prefix,
            "records": len(entries),
            "recordNames": sorted(e.filename for e in entries if e not in data),
            "storageBytes": sum(entry.file_size for entry in data),
            "crc32": any(entry.CRC for entry in entries),
        }
        # A TorchScript archive's classes are its own: its pickle is not walked.
        if f"{prefix}/constants.pkl" not in file.NameToInfo:
            facts |= structure(torch._C.PyTorchFileReader(str(path)).get_record("data.pkl"))
    return facts


def contents(path: Path) -> dict:
    """What `torch.load` finds in a checkpoint of ours."""
    loaded = torch.load(path, map_location="cpu", weights_only=False)
    if not isinstance(loaded, dict) or "train_args" not in loaded:
        return {"keys": sorted(loaded), "epoch": loaded.get("epoch")}
    module = loaded["ema"] if loaded["ema"] is not None else loaded["model"]
    optimizer, arguments = loaded["optimizer"], loaded["train_args"]
    return {
        "keys": sorted(loaded),
        "epoch": loaded["epoch"],
        "epochs": arguments["epochs"],
        "hasOptimizer": optimizer is not None,
        "optimizerStateEntries": len(optimizer["state"]) if optimizer else 0,
        "hasEMA": loaded["ema"] is not None,
        "hasModel": loaded["model"] is not None,
        "updates": loaded["updates"],
        "version": loaded["version"],
        "bestFitness": loaded["best_fitness"],
        "fitness": loaded["train_metrics"]["fitness"],
        "resultRows": len(next(iter(loaded["train_results"].values()))),
        "date": loaded["date"],
        "git": loaded["git"],
        "parameters": sum(value.numel() for value in module.parameters()),
        "moduleType": type(module).__name__,
        "trainArgs": {key: arguments.get(key) for key in (
            "batch", "data", "device", "imgsz", "model", "name", "optimizer", "project", "save_dir",
            "save_period", "seed", "task",
        )},
    }


def legacy(path: Path) -> dict:
    """The third and fourth pickles of a file from before the zip format are its system and its object."""
    data = io.BytesIO(path.read_bytes())
    assert pickle.load(data) == 0x1950A86A20F9469CFC6C and pickle.load(data) == 1001
    pickle.load(data)
    start = data.tell()
    reader = Reader(data)
    reader.load()
    pickled = data.getvalue()[start:data.tell()]
    return structure(pickled)


def safetensors(path: Path) -> dict:
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + length])
    tensors = {name: entry for name, entry in header.items() if name != "__metadata__"}
    return {"headerBytes": length, "tensors": len(tensors), "metadata": header.get("__metadata__", {}),
            "names": sorted(tensors), "storageBytes": len(data) - 8 - length}


def measure(path: Path) -> dict:
    """Facts about one file."""
    data = path.read_bytes()
    facts = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if path.suffix == ".safetensors":
        return facts | {"format": "safetensors"} | safetensors(path)
    if path.suffix == ".torchscript":
        return facts | {"format": "torchscript"} | archive(path)
    if data[:4] != b"PK\x03\x04":
        return facts | {"format": "legacy"} | legacy(path) | contents(path)
    facts |= {"format": "zip"} | archive(path)
    return facts if path.name == HOSTILE else facts | contents(path)
