"""Draws the detection data set that the fixture runs are trained on."""

import random
from pathlib import Path

from PIL import Image, ImageDraw

SIDE = 64
CLASSES = {"square": (220, 40, 40), "wide": (40, 180, 60), "tall": (50, 80, 220)}
SIZES = {"square": (22, 22), "wide": (30, 12), "tall": (12, 30)}
SPLITS = {"train": 16, "val": 8}


def draw(folder: Path) -> None:
    """Writes images, labels, data.yaml and data-absolute.yaml below `folder`; the same every time."""
    generator = random.Random(20)
    for split, count in SPLITS.items():
        (folder / "images" / split).mkdir(parents=True)
        (folder / "labels" / split).mkdir(parents=True)
        for number in range(count):
            image, lines = _picture(generator, number)
            image.save(folder / "images" / split / f"{number:03}.png", optimize=True)
            (folder / "labels" / split / f"{number:03}.txt").write_text("".join(lines))
    names = "".join(f"  {index}: {name}\n" for index, name in enumerate(CLASSES))
    body = f"train: images/train\nval: images/val\nnames:\n{names}"
    # Without `path`, the folder of the YAML file is the root: the data set can be moved.
    (folder / "data.yaml").write_text(body)
    (folder / "data-absolute.yaml").write_text(f"path: {folder}\n{body}")


def _picture(generator: random.Random, number: int) -> tuple[Image.Image, list[str]]:
    image = Image.new("RGB", (SIDE, SIDE), (235, 235, 225))
    pen = ImageDraw.Draw(image)
    lines = []
    for index, name in enumerate(CLASSES):
        if index != number % len(CLASSES) and generator.random() < 0.5:
            continue
        width, height = (size + generator.randint(-3, 3) for size in SIZES[name])
        left, top = generator.randint(0, SIDE - width), generator.randint(0, SIDE - height)
        pen.rectangle((left, top, left + width - 1, top + height - 1), fill=CLASSES[name])
        box = ((left + width / 2) / SIDE, (top + height / 2) / SIDE, width / SIDE, height / SIDE)
        lines.append(f"{index} " + " ".join(f"{value:.6f}" for value in box) + "\n")
    return image, lines
