"""Before anything is loaded: how much memory a checkpoint takes, how much there is, and what therefore fits."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridges.errors import ModelUnavailable
from model.mimo.packing import is_packed

GB = 1e9
WIDTHS = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1, "I8": 1, "U8": 1}
WIDTHS_OF = {"float32": 4, "bfloat16": 2}
QUARTER = 0.532
"""Bytes of a number in 4 bits, with its share of the group's step and least value."""
WORK = 1.6 * GB
"""Activations of a full-size picture in a 7B model, and the library's own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a checkpoint is loaded, and in which type."""

    device: str
    dtype: str
    needed: float
    """Bytes."""
    free: float
    bits: int = 16
    """4: the language model's matrices are packed when they are loaded."""

    def __str__(self) -> str:
        kind = "4 bits" if self.bits == 4 else self.dtype
        return f"{kind} on {self.device}: {self.needed / GB:.1f} GB needed, {self.free / GB:.1f} GB free"


def parameters(folder: Path) -> int:
    """Numbers in the safetensors files, from their headers alone. Raises ModelUnavailable for a broken file."""
    total = 0
    for path in sorted(folder.glob("*.safetensors")):
        try:
            with path.open("rb") as file:
                (length,) = struct.unpack("<Q", file.read(8))
                if length > 100_000_000:
                    raise ValueError(f"a header of {length} bytes")
                header = json.loads(file.read(length))
            sizes = [each["data_offsets"] for name, each in header.items() if name != "__metadata__"]
            end = max((last for _, last in sizes), default=0)
            if path.stat().st_size < 8 + length + end:
                raise ValueError("it is cut short")
            total += sum(
                (each["data_offsets"][1] - each["data_offsets"][0]) // WIDTHS.get(each["dtype"], 2)
                for name, each in header.items()
                if name != "__metadata__"
            )
        except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
            raise ModelUnavailable(f"Reading {path}", f"it is broken ({error})", "Download it again.") from error
    return total


def cache_bytes(config: dict[str, Any], context: int, width: int) -> int:
    """Keys and values of ``context`` tokens."""
    text = config.get("text_config") or config
    head = text["hidden_size"] // text["num_attention_heads"]
    return int(2 * text["num_hidden_layers"] * text["num_key_value_heads"] * head * context * width)


def plan(folder: Path, config: dict[str, Any], device: str, context: int, bits: int = 0) -> Plan:
    """The first way that fits: a GPU in bfloat16, then in 4 bits, then the processor in float32, then in bfloat16.

    ``bits`` allows one of these widths only: 16 or 4. Raises ModelUnavailable with what each would take and what there
    is.
    """
    if is_packed(config):
        return _packed_plan(folder, config, device, context)
    count = parameters(folder)
    work = min(WORK, 2.0 * count)
    kept = min(_kept(config), count)
    packed = QUARTER * (count - kept) + 2 * kept
    ways = [
        Plan(
            where,
            dtype,
            (packed if own == 4 else count * WIDTHS_OF[dtype]) + cache_bytes(config, context, WIDTHS_OF[dtype]) + work,
            free,
            own,
        )
        for where, dtype, own, free in _ways(device, bits)
    ]
    small = (packed + cache_bytes(config, context, 2) + work) / GB
    remedy = (
        f"4-bit weights would take about {small:.1f} GB on a GPU, here or behind --model remote; or free memory, or "
        "take a smaller checkpoint."
    )
    return _first_that_fits(folder, ways, remedy)


def _first_that_fits(folder: Path, ways: list[Plan], remedy: str) -> Plan:
    for way in ways:
        if way.needed <= way.free:
            return way
    found = "; ".join(str(way) for way in ways) or "this machine has no such device"
    raise ModelUnavailable(f"Loading the checkpoint in {folder}", found, remedy)


def _packed_plan(folder: Path, config: dict[str, Any], device: str, context: int) -> Plan:
    """For a checkpoint that lies in 4 bits already: it takes what its file takes."""
    parameters(folder)
    stored = sum(path.stat().st_size for path in folder.glob("*.safetensors"))
    needed = stored + cache_bytes(config, context, 2) + min(WORK, 4.0 * stored)
    ways = [Plan(where, dtype, needed, free, bits) for where, dtype, bits, free in _ways(device, 4)]
    return _first_that_fits(folder, ways, "Free memory, or take a smaller checkpoint.")


def _kept(config: dict[str, Any]) -> int:
    """Numbers that stay in 16 bits: the embedding and, at the family's usual size, the vision tower."""
    text = config.get("text_config") or config
    seen = 0.68e9 if text["hidden_size"] >= 2048 else 0
    return int(text.get("vocab_size", 152_000) * text["hidden_size"] + seen)


def _ways(device: str, bits: int) -> list[tuple[str, str, int, float]]:
    import psutil
    import torch

    ways: list[tuple[str, str, int, float]] = []
    if device in ("auto", "cuda") and torch.cuda.is_available():
        free = float(torch.cuda.mem_get_info()[0])
        ways += [("cuda", "bfloat16", 16, free), ("cuda", "bfloat16", 4, free)]
    if device in ("auto", "cpu"):
        free = float(psutil.virtual_memory().available)
        ways += [("cpu", "float32", 16, free), ("cpu", "bfloat16", 16, free)]
        # Unpacking for every token is slow on a processor: only where it is asked for.
        ways += [("cpu", "float32", 4, free)] if bits == 4 else []
    return [way for way in ways if bits in (0, way[2])]
