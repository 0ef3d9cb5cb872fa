"""Writes small checkpoint files of the kinds that are not an ordinary run's: `odd_files.py FOLDER`.

Run it from a folder with a neutral path: TorchScript records the path of the source it compiles.
"""

import os
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

SCRIPTED = '''import torch


class Scaled(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.arange(12, dtype=torch.float32).reshape(3, 4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.weight
'''


class Hostile:
    """Pickles into a call of the shell, as a poisoned checkpoint does. The command itself does nothing."""

    def __reduce__(self):
        return os.system, ("true # a fixture that must never be run",)


def training_state() -> dict:
    """A plain PyTorch training state: model, optimizer with steps taken, epoch."""
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 4))
    optimizer = torch.optim.AdamW(model.parameters())
    for _ in range(3):
        model(torch.randn(2, 8)).square().mean().backward()
        optimizer.step()
        optimizer.zero_grad()
    return {
        "epoch": 2, "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict(),
    }


def shared_views() -> dict:
    """Several tensors over one storage, transposed and offset views, an empty one, and narrow types."""
    base = torch.arange(64, dtype=torch.bfloat16)
    return {
        "base": base, "tail": base[48:], "transposed": base.view(8, 8).t(), "every_second": base[::2],
        "int8": torch.arange(-64, 64, dtype=torch.int8), "bool": torch.tensor([True, False, True]),
        "scalar": torch.tensor(2.5, dtype=torch.float64), "empty": torch.empty(0, 4, dtype=torch.float16),
    }


def newer_types() -> dict:
    """Element types that have no storage class of their own, and are rebuilt over an untyped storage."""
    return {
        "uint16": torch.arange(10, dtype=torch.int32).to(torch.uint16),
        "uint32": torch.arange(10, dtype=torch.int32).to(torch.uint32),
        "float8": torch.arange(10, dtype=torch.float32).to(torch.float8_e4m3fn),
    }


def scripted(folder: Path) -> torch.jit.ScriptModule:
    (folder / "scaled.py").write_text(SCRIPTED)
    sys.path.insert(0, str(folder))
    from scaled import Scaled

    return torch.jit.script(Scaled())


def write(folder: Path, work: Path) -> None:
    """Writes every odd file into `folder`; `work` is a neutral place for sources."""
    state = training_state()
    torch.save(state, folder / "training-state.pt")
    torch.save(state, folder / "legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(state["model_state_dict"], folder / "state-dict.pt")
    torch.save(shared_views(), folder / "shared-views.pt")
    torch.save(newer_types(), folder / "newer-types.pt")
    torch.save({"epoch": 1, "hook": Hostile()}, folder / "hostile.pt")
    torch.serialization.set_crc32_options(False)
    torch.save(state, folder / "no-crc.pt")
    torch.serialization.set_crc32_options(True)
    save_file(dict(state["model_state_dict"]), folder / "model.safetensors", metadata={"format": "pt"})
    torch.jit.save(scripted(work), str(folder / "scripted.torchscript"))


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path.cwd())
