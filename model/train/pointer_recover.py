"""The torch pointer, read back from the files that ship, so that training goes on from them.

The files hold the transformer as OpenVINO's graph in 8 bits and the word table in 8 bits; both are read with the
standard library and numpy alone, so that a machine without OpenVINO can start from them too.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import torch

from model.sight.weights import FOLDER
from model.train.pointer_net import PointerConfig, PointerNet

TYPES = {"f32": np.float32, "f16": np.float16, "i8": np.int8, "i64": np.int64, "i32": np.int32}
PASSED = ("Convert", "Reshape", "Unsqueeze")
"""What may stand between a number and the layer that uses it."""

WIDENED = ("marks.0.weight", ".near.weight", ".spoken.weight", ".speaks.weight")
"""Layers that read numbers about elements, of which some may have come since."""


class NotRecovered(Exception):
    """The files that ship do not fit the network of today."""


def constants(folder: Path = FOLDER) -> dict[str, np.ndarray]:
    """Numbers of the graph under their names in torch ("core.layers.0.qkv.bias").

    Weights carry their own names; biases and norms were folded into the layers that use them and are found by those.
    """
    root = ElementTree.parse(folder / "pointer.xml").getroot()  # noqa: S314 - our own file, its hash is checked at load
    raw = (folder / "pointer.bin").read_bytes()
    layers = {layer.get("id"): layer for layer in root.iter("layer")}
    follows: dict[str, list[str]] = {}
    for edge in root.iter("edge"):
        follows.setdefault(str(edge.get("from-layer")), []).append(str(edge.get("to-layer")))
    found: dict[str, np.ndarray] = {}
    for number, layer in layers.items():
        about = layer.find("data")
        if layer.get("type") != "Const" or about is None or about.get("element_type") not in TYPES:
            continue
        shape = [int(size) for size in str(about.get("shape")).split(",") if size.strip()]
        kind = TYPES[str(about.get("element_type"))]
        value = np.frombuffer(raw, kind, int(np.prod(shape)), int(str(about.get("offset")))).reshape(shape)
        name = str(layer.get("name"))
        if name.startswith("self.core."):
            found[name.removeprefix("self.").removesuffix("_compressed")] = value.copy()
            continue
        after = number
        while (nexts := follows.get(str(after))) and layers[nexts[0]].get("type") in PASSED:
            after = nexts[0]
        for user in follows.get(str(after), []):
            told = str(layers[user].get("name")).removeprefix("__module.")
            for ending, part in (
                ("/aten::linear/Add", "bias"),
                ("/aten::layer_norm/Multiply_1", "weight"),
                ("/aten::layer_norm/Add", "bias"),
            ):
                if told.endswith(ending) and value.size > 1:
                    found[f"{told.removesuffix(ending)}.{part}"] = value.astype(np.float32).ravel()
        if "aten::expand/Broadcast" in name and value.size > 1:
            found["core.none"] = value.astype(np.float32).ravel()
    return found


def recover(folder: Path = FOLDER) -> PointerNet:
    """The net that ships. Raises NotRecovered where a part of it is not in the files."""
    net = PointerNet(PointerConfig())
    found = constants(folder)
    words = np.load(folder / "pointer_words.npz")
    state: dict[str, torch.Tensor] = {}
    for name, tensor in net.state_dict().items():
        if name == "table.weight":
            value = words["table"].astype(np.float32) * words["step"].astype(np.float32)
        elif name in found:
            value = found[name].astype(np.float32)
            if f"{name}/scale" in found:
                value = value * found[f"{name}/scale"].astype(np.float32)
        else:
            raise NotRecovered(f"{name} is not in {folder}/pointer.xml; found {len(found)} other parts")
        if name.endswith(WIDENED) and value.shape[1] < tensor.shape[1]:
            # Numbers that came since: the net knows nothing of them yet.
            value = np.pad(value, ((0, 0), (0, tensor.shape[1] - value.shape[1])))
        if value.size != tensor.numel():
            raise NotRecovered(f"{name} has {value.size} numbers in {folder}/pointer.xml, the network {tensor.numel()}")
        state[name] = torch.from_numpy(np.ascontiguousarray(value.reshape(tuple(tensor.shape))))
    net.load_state_dict(state)
    return net
