"""The tiny checkpoint in llama.cpp's file format, so that a real llama.cpp server can serve it.

The names and fields are those that llama.cpp's own converter writes for Qwen2.5-VL: one file for the language model,
one ("mmproj") for the eyes. Needs the package gguf.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from safetensors.numpy import load_file

Tensors = dict[str, np.ndarray]


def write(checkpoint: Path, folder: Path) -> tuple[Path, Path]:
    """Both files of a checkpoint, in a folder: language model and eyes."""
    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    tensors = load_file(checkpoint / "model.safetensors")
    language, eyes = folder / "model.gguf", folder / "mmproj.gguf"
    _language(config, tensors, checkpoint, language)
    _eyes(config, tensors, eyes)
    return language, eyes


def _language(config: dict[str, Any], tensors: Tensors, checkpoint: Path, file: Path) -> None:
    text = config["text_config"]
    rope = text["rope_parameters"]
    writer = gguf.GGUFWriter(file, "qwen2vl")
    writer.add_context_length(text["max_position_embeddings"])
    writer.add_embedding_length(text["hidden_size"])
    writer.add_block_count(text["num_hidden_layers"])
    writer.add_feed_forward_length(text["intermediate_size"])
    writer.add_head_count(text["num_attention_heads"])
    writer.add_head_count_kv(text["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(text["rms_norm_eps"])
    writer.add_rope_freq_base(rope["rope_theta"])
    writer.add_rope_dimension_sections([*rope["mrope_section"], 0])
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    _vocabulary(writer, checkpoint, text["eos_token_id"])
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2VL, text["num_hidden_layers"])
    own = {name: value for name, value in tensors.items() if not name.startswith("visual.")}
    _save(writer, names, own.items())


def _vocabulary(writer: gguf.GGUFWriter, checkpoint: Path, end: int) -> None:
    tokenizer = json.loads((checkpoint / "tokenizer.json").read_text(encoding="utf-8"))
    special = {each["id"] for each in tokenizer["added_tokens"]}
    pieces = sorted(tokenizer["model"]["vocab"].items(), key=lambda piece: piece[1])
    assert [number for _, number in pieces] == list(range(len(pieces)))
    words, kinds = [], []
    for piece, number in pieces:
        # llama.cpp's way to cut text gives each of several line ends its own piece; this tokenizer keeps them together.
        lines = len(piece) > 1 and set(piece) == {"Ċ"}
        words.append(piece.replace("Ċ", "\n") if lines else piece)
        kind = gguf.TokenType.USER_DEFINED if lines else gguf.TokenType.NORMAL
        kinds.append(gguf.TokenType.CONTROL if number in special else kind)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("starcoder")  # cuts off every digit, as this tokenizer does
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_merges([" ".join(pair) for pair in tokenizer["model"]["merges"]])
    writer.add_eos_token_id(end)
    writer.add_add_bos_token(False)
    writer.add_chat_template((checkpoint / "chat_template.jinja").read_text(encoding="utf-8"))


def _eyes(config: dict[str, Any], tensors: Tensors, file: Path) -> None:
    vision = config["vision_config"]
    writer = gguf.GGUFWriter(file, "clip")
    writer.add_type(gguf.GGUFType.MMPROJ)
    writer.add_clip_has_vision_encoder(True)
    writer.add_clip_projector_type(gguf.VisionProjectorType.QWEN25VL)
    writer.add_vision_projection_dim(config["text_config"]["hidden_size"])
    writer.add_vision_image_size(560)
    writer.add_vision_patch_size(vision["patch_size"])
    writer.add_vision_embedding_length(vision["hidden_size"])
    writer.add_vision_feed_forward_length(vision["intermediate_size"])
    writer.add_vision_block_count(vision["depth"])
    writer.add_vision_head_count(vision["num_heads"])
    writer.add_vision_attention_layernorm_eps(1e-6)
    writer.add_vision_use_silu(True)
    writer.add_vision_n_wa_pattern(vision["fullatt_block_indexes"][0] + 1)
    writer.add_vision_window_size(vision["window_size"])
    writer.add_vision_image_mean([0.48145466, 0.4578275, 0.40821073])
    writer.add_vision_image_std([0.26862954, 0.26130258, 0.27577711])
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.MMPROJ, vision["depth"])
    _save(writer, names, _parted({name: value for name, value in tensors.items() if name.startswith("visual.")}))


def _parted(tensors: Tensors) -> Iterator[tuple[str, np.ndarray]]:
    """The tensors with queries, keys and values apart, and the patches' projection as one of each of two frames."""
    for name, value in tensors.items():
        if ".qkv." in name:
            for part, piece in zip("qkv", np.split(value, 3), strict=True):
                yield name.replace("qkv", part), piece
        elif value.ndim == 5:
            yield name, value[:, :, 0]
            yield name + ".1", value[:, :, 1]
        else:
            yield name, value


def _save(writer: gguf.GGUFWriter, names: Any, tensors: Any) -> None:
    for name, value in tensors:
        stem, _, frame = name.partition(".weight.")
        known = names.get_name(stem + ".weight" if frame else name, try_suffixes=(".weight", ".bias"))
        assert known is not None, name
        writer.add_tensor(known + (f".{frame}" if frame else ""), np.ascontiguousarray(value, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
