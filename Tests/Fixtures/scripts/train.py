"""Trains one fixture run, in a process of its own: `train.py start|live|done ROOT`.

`start` trains the weights that the two others begin with, so that their results are not all zero.

`live` kills itself with SIGKILL once the checkpoints of its fourth epoch (index 3) are written and closed.
"""

import os
import signal
import socket
import sys
from pathlib import Path

RUNS = {
    "start": {"name": "start", "epochs": 60, "plots": False},
    "live": {"name": "exp1", "epochs": 8, "save_period": 2},
    "done": {"name": "exp2", "epochs": 3},
}
LAST_EPOCH_OF_LIVE = 3
# TensorBoard puts the host into the name of its event file.
HOST = "gpu-node-1"


def model_file(root: Path) -> Path:
    """Writes YOLOv8's own definition with its channels cut down, so that a checkpoint stays small."""
    import ultralytics
    import yaml

    definition = Path(ultralytics.__file__).parent / "cfg/models/v8/yolov8.yaml"
    model = yaml.safe_load(definition.read_text())
    model |= {"nc": 3, "reg_max": 4, "scales": {"n": [0.33, 0.0625, 512]}}
    path = root / "models" / "yolov8-shapes.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(model, sort_keys=False))
    return path


def kill_when_saved(trainer) -> None:
    if trainer.epoch == LAST_EPOCH_OF_LIVE:
        os.kill(os.getpid(), signal.SIGKILL)


def main(kind: str, root: Path) -> None:
    socket.gethostname = lambda: HOST
    import torch
    from ultralytics import YOLO, settings

    torch.set_num_threads(1)
    settings.update({
        "tensorboard": True, "sync": False, "datasets_dir": str(root / "datasets"),
        "runs_dir": str(root / "runs"), "weights_dir": str(root / "models"),
    })
    start = root / "models" / "yolov8n-shapes.pt"
    project = start.parent if kind == "start" else root / "my_yolo_train"
    model = YOLO(model_file(root) if kind == "start" else start, task="detect")
    if kind == "live":
        model.add_callback("on_model_save", kill_when_saved)
    model.train(
        data=str(root / "datasets/shapes/data.yaml"), project=str(project),
        imgsz=64, batch=4, nbs=4, optimizer="AdamW", lr0=0.01, warmup_epochs=0, mosaic=0.0, scale=0.1,
        device="cpu", workers=0, amp=False, seed=0, deterministic=True, **RUNS[kind],
    )
    if kind == "start":
        model.trainer.last.rename(start)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
