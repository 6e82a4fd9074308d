"""A checkpoint on disk: finding it, refusing what is no plain weights, and loading what fits."""

from __future__ import annotations

import json
import os
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridges.errors import ModelUnavailable
from model.mimo.packing import is_packed
from model.mimo.preflight import Plan, plan
from model.mimo.profiles import PROFILES, Profile, profile_for

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASS = "Qwen2_5_VLForConditionalGeneration"
DEFAULT = "XiaomiMiMo/MiMo-VL-7B-RL-2508"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose, by the environment."""

    checkpoint: str = DEFAULT
    """A folder, or the id of a checkpoint in the hub's local cache."""
    profile: str = ""
    """Empty: by the checkpoint's name."""
    think: bool = False
    device: str = "auto"
    """auto, cuda or cpu."""
    max_pixels: int = 0
    """Largest picture; 0 for what the profile allows."""
    context: int = 8192
    """Tokens of prompt and reply together."""
    bits: int = 0
    """16 or 4 bits a number of the language model; 0 for what fits."""
    adapter: str = ""
    """A folder that `mimic finetune` wrote, put on top of the checkpoint."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Options:
        """From MIMIC_MIMO_CHECKPOINT, _PROFILE, _THINK, _DEVICE, … and _BITS. Raises ModelUnavailable."""
        given = {key: environment.get(f"MIMIC_MIMO_{key.upper()}", "").strip() for key in cls.__dataclass_fields__}
        try:
            return cls(
                checkpoint=given["checkpoint"] or DEFAULT,
                profile=_one_of("profile", given["profile"], ("", *PROFILES)),
                think=_one_of("think", given["think"].lower(), ("", "0", "1", "true", "false")) in ("1", "true"),
                device=_one_of("device", given["device"] or "auto", ("auto", "cuda", "cpu")),
                max_pixels=int(given["max_pixels"] or 0),
                context=int(given["context"] or 8192),
                adapter=given["adapter"],
                bits=int(_one_of("bits", given["bits"] or "0", ("0", "4", "16"))),
            )
        except ValueError as error:
            raise ModelUnavailable("Reading MIMIC_MIMO_… from the environment", str(error)) from error


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"{name} is {value!r}, not one of {', '.join(filter(None, known))}")
    return value


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A loaded model."""

    name: str
    model: Any
    tokenizer: Any
    profile: Profile
    max_pixels: int
    context: int
    plan: Plan | None = field(default=None)
    """Where it was loaded and why there."""

    @property
    def ends(self) -> frozenset[int]:
        """Tokens that end a reply."""
        stops = self.model.generation_config.eos_token_id
        stops = stops if isinstance(stops, list) else [stops]
        return frozenset(int(stop) for stop in (*stops, self.tokenizer.eos_token_id) if stop is not None)


def load(options: Options) -> Checkpoint:
    """The checkpoint, loaded where it fits. Raises ModelUnavailable before anything large is read if it does not."""
    folder = find(options.checkpoint)
    config = _checked(folder)
    where = plan(folder, config, options.device, options.context, options.bits)
    import torch
    from transformers import AutoTokenizer, Qwen2_5_VLForConditionalGeneration

    from model.mimo.packing import load as load_packed
    from model.mimo.weights import pack

    safe: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    tried = f"Loading {options.checkpoint}"
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, **safe)
        if is_packed(config):
            loaded = load_packed(folder, config, where.device)
        else:
            loaded = Qwen2_5_VLForConditionalGeneration.from_pretrained(
                folder, dtype=getattr(torch, where.dtype), use_safetensors=True, **safe
            )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelUnavailable(tried, f"{type(error).__name__}: {str(error)[:300]}", "Download it again.") from error
    profile = profile_for(options.profile or f"{options.checkpoint} {config.get('_name_or_path', '')}")
    most = min(options.max_pixels or profile.max_pixels, profile.max_pixels)
    if options.adapter:
        loaded = adapted(loaded, Path(options.adapter).expanduser(), packed=is_packed(config))
    if where.bits == 16:
        loaded.eval().to(where.device)
    elif not is_packed(config):
        pack(loaded.eval(), where.device)
    return Checkpoint(options.checkpoint, loaded, tokenizer, profile, most, options.context, where)


def adapted(model: Any, adapter: Path, *, packed: bool) -> Any:
    """The model with a LoRA adapter added to its weights. Raises ModelUnavailable."""
    tried = f"Loading the adapter in {adapter}"
    if packed:
        raise ModelUnavailable(tried, "the checkpoint is packed into 4 bits", "Put it on the checkpoint itself.")
    if not (adapter / "adapter_model.safetensors").is_file():
        raise ModelUnavailable(tried, "it holds no adapter_model.safetensors", "mimic finetune writes such folders.")
    try:
        import peft

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # peft asks transformers under a name that is going away
            return peft.PeftModel.from_pretrained(model, str(adapter), use_safetensors=True).merge_and_unload()
    except ImportError as error:
        raise ModelUnavailable(tried, "peft is missing", "Install it: pip install 'mimic[mimo]'") from error
    except (OSError, ValueError, KeyError, RuntimeError, TypeError) as error:
        raise ModelUnavailable(tried, f"it does not fit the checkpoint: {str(error)[:300]}") from error


def find(checkpoint: str) -> Path:
    """The folder of a checkpoint, given as a path or as a hub id; nothing is downloaded. Raises ModelUnavailable."""
    if Path(checkpoint).expanduser().is_dir():
        return Path(checkpoint).expanduser()
    tried = f"Looking for the checkpoint {checkpoint}"
    if checkpoint.count("/") != 1 or checkpoint.startswith((".", "/", "~")):
        raise ModelUnavailable(tried, "there is no such folder", "Give a folder, or an id such as " + DEFAULT + ".")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(checkpoint, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelUnavailable(
            tried, "it is not on this machine", f"Fetch it with: mimic model pull {checkpoint}"
        ) from error


def _checked(folder: Path) -> dict[str, Any]:
    """The checkpoint's configuration, if it is one of this class in safetensors alone. Raises ModelUnavailable."""
    tried = f"Loading the checkpoint in {folder}"
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(tried, f"its config.json cannot be read ({error})") from error
    kinds = config.get("architectures") or []
    if CLASS not in kinds:
        raise ModelUnavailable(tried, f"it is {', '.join(kinds) or 'of no named class'}, not {CLASS}")
    if not list(folder.glob("*.safetensors")):
        raise ModelUnavailable(
            tried,
            "it holds no .safetensors file",
            "Pickled weights can run code when they are read, so they are not; convert them first.",
        )
    return config
