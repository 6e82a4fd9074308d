"""Checkpoints on this machine and on the hubs: what is here, what one takes, and fetching it.

Only safetensors and texts are fetched: weights in Python's pickle format can run code when they are read. A transfer
that breaks off, or whose process ends, goes on where it was.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridges.errors import ModelUnavailable
from model.mimo.checkpoint import CLASS
from model.mimo.fetching import fetch
from model.mimo.preflight import GB, Plan, plan

WANTED = ("*.safetensors", "*.json", "*.txt", "*.jinja")
ROOM = 1.02
"""How much more room on the disk than the files' size is asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A checkpoint of the class on this machine."""

    name: str
    folder: Path
    bytes: int
    """Of its weights."""


def here() -> Iterator[Found]:
    """The checkpoints of the class in the hub's cache, largest first."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        cached = scan_cache_dir().repos
    except CacheNotFound:
        return
    found = []
    for repository in cached:
        for revision in repository.revisions:
            if CLASS in (config_of(revision.snapshot_path).get("architectures") or ()):
                weights = sum(file.stat().st_size for file in revision.snapshot_path.glob("*.safetensors"))
                found.append(Found(repository.repo_id, revision.snapshot_path, weights))
    yield from sorted(found, key=lambda one: -one.bytes)


def config_of(folder: Path) -> dict[str, Any]:
    """The configuration of a folder; empty where there is none that can be read."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return config if isinstance(config, dict) else {}


def ways(folder: Path, context: int = 8192) -> list[tuple[str, Plan | str]]:
    """For each way to load a checkpoint, the plan that fits or, in words, why none does."""
    config = config_of(folder)
    found: list[tuple[str, Plan | str]] = []
    for name, device, bits in (("GPU, 16 bits", "cuda", 16), ("GPU, 4 bits", "cuda", 4), ("processor", "cpu", 16)):
        try:
            found.append((name, plan(folder, config, device, context, bits)))
        except ModelUnavailable as error:
            found.append((name, error.found))
    return found


def pull(name: str, to: Path | None = None, source: str = "hub", endpoint: str | None = None) -> Path:
    """Fetch a checkpoint by its id; the folder that it lies in.

    ``source`` is hub or modelscope. Raises ModelUnavailable where there is none of that id, it is none of the class,
    the disk is too small, or the transfer breaks off.
    """
    tried = f"Fetching {name}"
    if name.count("/") != 1:
        raise ModelUnavailable(tried, "an id has the form OWNER/NAME", "Such as XiaomiMiMo/MiMo-VL-7B-RL-2508.")
    return _from_modelscope(name, to, tried) if source == "modelscope" else _from_hub(name, to, tried, endpoint)


def _from_hub(name: str, to: Path | None, tried: str, endpoint: str | None) -> Path:
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import DryRunError, HfHubHTTPError, LocalEntryNotFoundError

    again = "The same command goes on from there."
    place: dict[str, Any] = {"local_dir": to, "endpoint": endpoint, "allow_patterns": list(WANTED)}
    try:
        files = snapshot_download(name, dry_run=True, **place)
        missing = sum(file.file_size or 0 for file in files if file.will_download)
        _room(missing, to or Path(constants.HF_HUB_CACHE), tried)
        if not any(file.filename.endswith(".safetensors") for file in files):
            raise ModelUnavailable(tried, "it holds no .safetensors file", "Pickled weights are not fetched.")
        for file in files:
            if file.will_download and file.filename.endswith(".safetensors"):
                fetch(name, file.commit_hash, file.filename, to, endpoint)
        folder = Path(snapshot_download(name, **place))
    except (DryRunError, LocalEntryNotFoundError, HfHubHTTPError) as error:
        found = "the hub does not answer, or knows no checkpoint of that id that may be read"
        raise ModelUnavailable(tried, found, "Check the id, the connection, and HF_TOKEN.") from error
    except Exception as error:
        if isinstance(error, ModelUnavailable):
            raise
        # The hub's client lets through whatever its transport raises, which differs between its versions.
        raise ModelUnavailable(tried, f"it broke off ({type(error).__name__}: {error})", again) from error
    return _of_the_class(folder, tried)


def _from_modelscope(name: str, to: Path | None, tried: str) -> Path:
    try:
        from modelscope import snapshot_download
    except ImportError as error:
        raise ModelUnavailable(tried, "modelscope is not installed", "Install it: pip install modelscope") from error
    try:
        folder = snapshot_download(name, local_dir=to and str(to), allow_patterns=list(WANTED))
    except Exception as error:
        raise ModelUnavailable(tried, str(error)[:200], "The same command fetches only what is missing.") from error
    return _of_the_class(Path(folder), tried)


def _room(missing: int, place: Path, tried: str) -> None:
    place = next(folder for folder in (place.absolute(), *place.absolute().parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    if missing * ROOM > free:
        found = f"{missing / GB:.1f} GB are to come, and {free / GB:.1f} GB are free in {place}"
        raise ModelUnavailable(tried, found, "Make room, or name another place with --to.")


def _of_the_class(folder: Path, tried: str) -> Path:
    kinds = config_of(folder).get("architectures") or []
    if CLASS not in kinds:
        found = f"it is {', '.join(kinds) or 'of no named class'}, not {CLASS}; it lies in {folder}"
        raise ModelUnavailable(tried, found, "Fetch a checkpoint of the MiMo-VL or Qwen2.5-VL family.")
    return folder


def quantize(checkpoint: str, folder: Path) -> int:
    """Pack a checkpoint into a new folder; the bytes of the result. Raises ModelUnavailable."""
    import torch

    from model.mimo import packing
    from model.mimo.checkpoint import Options, find, load

    source = find(checkpoint)
    if folder.exists() and any(folder.iterdir()):
        raise ModelUnavailable(f"Packing into {folder}", "it is not empty", "Name a new folder.")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    made = load(Options(checkpoint=str(source), bits=4, device=device))
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        packing.save(made.model, source, part)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ModelUnavailable(f"Packing into {folder}", str(error), "Nothing was left behind.") from error
    return sum(path.stat().st_size for path in folder.iterdir())
