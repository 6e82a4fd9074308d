"""Write what ships from what was trained: `python -m model.train.export TRAINED ICONS SCREENS`.

TRAINED holds icons.pt, tower_table.pt and detector.pt. Into model/weights go icons and detector as OpenVINO
models (the encoder in 8 bits, calibrated on rendered crops; the detector in half precision, or `--bits 8`), the text
tower as phrases.npz, and hashes.json. Into tests/model goes sight_reference.npz: inputs, and what the trained torch
models say about them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from model.sight.decode import Level, decode
from model.sight.weights import FOLDER
from model.train.detector_net import DetectorNet, Peaks, whole
from model.train.icon_net import IconNet, TextTower, numbered
from model.train.icon_pictures import crops_of, unpack
from model.train.screens import Screen, load
from model.train.shipped import record_hashes

TESTS = Path(__file__).parent.parent.parent / "tests" / "model"
PHRASES = ("settings", "go back", "floppy disk", "保存", "zoom in", "magnifying glass")


def trained_icons(trained: Path) -> tuple[IconNet, TextTower]:
    """Both halves of the icon model as they were trained."""
    state = torch.load(trained / "icons.pt", weights_only=True) | torch.load(
        trained / "tower_table.pt", weights_only=True
    )
    icons, tower = IconNet(), TextTower()
    for net, prefix in ((icons, "icons."), (tower, "tower.")):
        own = {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
        net.load_state_dict(
            {name: value.float() if value.is_floating_point() else value for name, value in own.items()}
        )
        net.eval()
    return icons, tower


def trained_detector(trained: Path) -> Peaks:
    net = DetectorNet()
    net.load_state_dict(torch.load(trained / "detector.pt", weights_only=True))
    return Peaks(net).eval()


def converted(net: nn.Module, example: torch.Tensor, shape: list[int], calibration: list[np.ndarray], bits: int) -> Any:
    """An OpenVINO model that takes RGB bytes, n × height × width × 3."""
    import nncf
    import openvino as ov
    from openvino.preprocess import PrePostProcessor

    model = ov.convert_model(net, example_input=example, input=[ov.PartialShape(shape)])
    if bits == 8:
        data = nncf.Dataset(calibration)
        model = nncf.quantize(model, data, subset_size=len(calibration), preset=nncf.QuantizationPreset.MIXED)
    steps = PrePostProcessor(model)
    steps.input().tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    steps.input().model().set_layout(ov.Layout("NCHW"))
    steps.input().preprocess().convert_element_type(ov.Type.f32).mean(127.5).scale(255)
    return steps.build()


def bytes_of(centred: torch.Tensor) -> np.ndarray:
    """Centred floats n × 3 × h × w as RGB bytes n × h × w × 3."""
    return ((centred + 0.5).clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).contiguous().numpy()


def centred(pixels: np.ndarray) -> torch.Tensor:
    """Inverse of `bytes_of`, by the rule that ships: (byte - 127.5) / 255."""
    return (torch.from_numpy(pixels).permute(0, 3, 1, 2).float() - 127.5) / 255


def tower_arrays(tower: TextTower, used: np.ndarray) -> dict[str, np.ndarray]:
    """The text tower for numpy: rows that no phrase of the training used are zero."""
    table = tower.table.weight.detach().numpy().copy()
    idle = np.ones(len(table), bool)
    idle[used] = False
    table[idle] = 0
    steps = np.abs(table).max(1) / 127
    first, second = tower.body[0], tower.body[2]
    assert isinstance(first, nn.Linear)
    assert isinstance(second, nn.Linear)
    halves = {
        "steps": steps,
        "strength": tower.weight.weight.detach().sigmoid().numpy()[:, 0],
        "first": first.weight.detach().numpy(),
        "first_bias": first.bias.detach().numpy(),
        "second": second.weight.detach().numpy(),
        "second_bias": second.bias.detach().numpy(),
    }
    quantised = np.round(table / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
    return {"table": quantised, **{name: value.astype(np.float16) for name, value in halves.items()}}


def parts_of(screens: list[Screen], count: int) -> Iterator[np.ndarray]:
    """Parts of screens, 448 × 640, for calibrating."""
    source = np.random.default_rng(8)
    for at in range(count):
        pixels = screens[at % len(screens)].pixels
        top = int(source.integers(0, max(1, pixels.shape[1] - 448)))
        left = int(source.integers(0, max(1, pixels.shape[2] - 640)))
        yield whole(pixels[:, top : top + 448, left : left + 640]).numpy()


def export_icons(trained: Path, data: Path) -> dict[str, np.ndarray]:
    """Write icons.xml, icons.bin and phrases.npz; returns reference inputs and outputs."""
    import openvino as ov

    icons, tower = trained_icons(trained)
    torch.manual_seed(0)
    pixels = np.load(data / "icons_train.npz")["pixels"]
    chosen = torch.from_numpy(pixels[np.random.default_rng(0).choice(len(pixels), 1024, replace=False)])
    crops = crops_of(unpack(chosen))
    batches = [crops[at : at + 16].numpy() for at in range(0, len(crops), 16)]
    model = converted(icons, crops[:2], [-1, 3, 48, 48], batches, 8)
    ov.save_model(model, FOLDER / "icons.xml", compress_to_fp16=True)
    phrases = [str(phrase) for phrase in np.load(data / "captions.npz")["phrases"]]
    np.savez_compressed(FOLDER / "phrases.npz", **tower_arrays(tower, np.unique(numbered(phrases))))
    shown = bytes_of(crops[:12])
    with torch.inference_mode():
        seen, said = icons(centred(shown)), tower(torch.from_numpy(numbered(list(PHRASES))))
    return {
        "crops": shown,
        "crop_vectors": seen.numpy().astype(np.float16),
        "phrases": np.array(PHRASES),
        "phrase_vectors": said.numpy().astype(np.float16),
    }


def export_detector(trained: Path, shards: Path, bits: int) -> dict[str, np.ndarray]:
    """Write detector.xml and detector.bin; returns a reference picture and what the torch model finds in it."""
    import openvino as ov

    net = trained_detector(trained)
    files = sorted(shard for shard in shards.glob("*.tar") if not shard.name.startswith("unseen"))
    screens = [screen for file in files for screen in load([file], 24, threads=2)]
    parts = list(parts_of(screens, 120))
    model = converted(net, torch.from_numpy(parts[0]), [1, 3, -1, -1], parts, bits)
    ov.save_model(model, FOLDER / "detector.xml", compress_to_fp16=True)
    picture = bytes_of(torch.from_numpy(parts[7]))
    with torch.inference_mode():
        maps = [part[0].numpy() for part in net(centred(picture))]
    found = decode([Level(*maps[at : at + 3]) for at in range(0, 12, 3)], picture.shape[2], picture.shape[1], 0.3)
    return {"picture": picture[0], "boxes": found.boxes, "kinds": found.kinds, "scores": found.scores}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("icons", type=Path)
    parser.add_argument("screens", type=Path)
    parser.add_argument("--bits", type=int, choices=(8, 16), default=16)
    parser.add_argument("--detector-only", action="store_true", help="leave icons and phrases as they are")
    arguments = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    if arguments.detector_only:
        with np.load(TESTS / "sight_reference.npz") as stored:
            reference = {name: stored[name] for name in stored.files}
    else:
        reference = export_icons(arguments.trained, arguments.icons)
    reference |= export_detector(arguments.trained, arguments.screens, arguments.bits)
    np.savez_compressed(TESTS / "sight_reference.npz", **reference)
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in (".xml", ".bin", ".npz"))
    record_hashes(FOLDER, files)
    print(json.dumps({path.name: path.stat().st_size for path in files}))


if __name__ == "__main__":
    main()
