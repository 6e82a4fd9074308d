"""A checkpoint is found, refused for a reason that helps, and fitted to the memory there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from bridges.errors import ModelUnavailable
from model.mimo.checkpoint import CLASS, Options, find, load
from model.mimo.preflight import cache_bytes, parameters, plan

SEVEN = {
    "text_config": {
        "hidden_size": 4096,
        "num_hidden_layers": 36,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
    }
}


def folder(path: Path, config: object = None, weights: bool = True) -> Path:
    path.mkdir(exist_ok=True)
    (path / "config.json").write_text(json.dumps(config or {"architectures": [CLASS], **SEVEN}))
    if weights:
        tensors = {"a": torch.zeros(100, 10, dtype=torch.bfloat16), "b": torch.zeros(7)}
        save_file(tensors, path / "model.safetensors")
    return path


def test_numbers_are_counted_from_headers(tmp_path: Path) -> None:
    assert parameters(folder(tmp_path)) == 1007


def test_a_file_cut_short_is_named(tmp_path: Path) -> None:
    file = folder(tmp_path) / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(ModelUnavailable, match=r"model\.safetensors.*cut short"):
        parameters(tmp_path)
    file.write_bytes(b"\xff" * 20)
    with pytest.raises(ModelUnavailable, match="broken"):
        parameters(tmp_path)


def test_the_cache_of_a_full_context() -> None:
    assert cache_bytes(SEVEN, 8192, 2) == 2 * 36 * 8 * 128 * 8192 * 2


def sparse(path: Path, count: int) -> Path:
    """A file that says it holds so many numbers, and takes no space."""
    folder(path, weights=False)
    header = json.dumps({"w": {"dtype": "BF16", "shape": [count], "data_offsets": [0, 2 * count]}}).encode()
    with (path / "model.safetensors").open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(8 + len(header) + 2 * count)
    return path


def test_what_does_not_fit_is_refused_before_it_is_loaded_with_what_would(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as refused:
        load(Options(checkpoint=str(sparse(tmp_path, 400_000_000_000)), device="cpu"))
    assert "bfloat16 on cpu: 80" in str(refused.value)
    assert "4-bit weights would take about 21" in str(refused.value)


def test_a_model_of_7b_in_4_bits_is_said_to_take_less_than_9_gb(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as refused:
        plan(sparse(tmp_path, 8_300_000_000), SEVEN, "nowhere", 4096)
    assert "no such device" in str(refused.value)
    assert float(str(refused.value).split("about ")[1].split(" GB")[0]) < 9


def test_float32_is_taken_where_it_fits(tmp_path: Path) -> None:
    chosen = plan(sparse(tmp_path, 10_000_000), SEVEN, "cpu", 512)
    assert (chosen.device, chosen.dtype) == ("cpu", "float32")
    assert "float32 on cpu" in str(chosen)


def test_another_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="LlamaForCausalLM, not Qwen2_5_VL"):
        load(Options(checkpoint=str(folder(tmp_path, {"architectures": ["LlamaForCausalLM"]}))))


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    folder(tmp_path, weights=False)
    (tmp_path / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(ModelUnavailable, match="Pickled weights can run code"):
        load(Options(checkpoint=str(tmp_path)))


def test_a_broken_configuration_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelUnavailable, match=r"config\.json cannot be read"):
        load(Options(checkpoint=str(tmp_path)))


@pytest.mark.parametrize("name", ["no/such/folder", "/no/such", "nothing", "../.."[:2] + "/x/y"])
def test_a_folder_that_is_not_there(name: str) -> None:
    with pytest.raises(ModelUnavailable, match="no such folder"):
        find(name)


def test_a_hub_id_that_is_not_here_says_how_to_fetch_it() -> None:
    with pytest.raises(ModelUnavailable, match="mimic model pull XiaomiMiMo/MiMo-VL-7B-RL-2508"):
        find("XiaomiMiMo/MiMo-VL-7B-RL-2508")


def test_options_come_from_the_environment() -> None:
    given = {"MIMIC_MIMO_CHECKPOINT": "/models/x", "MIMIC_MIMO_THINK": "1", "MIMIC_MIMO_MAX_PIXELS": "500000"}
    options = Options.from_environment(given)
    assert (options.checkpoint, options.think, options.max_pixels) == ("/models/x", True, 500_000)
    assert Options.from_environment({}).checkpoint == "XiaomiMiMo/MiMo-VL-7B-RL-2508"
    for wrong in ({"MIMIC_MIMO_DEVICE": "tpu"}, {"MIMIC_MIMO_CONTEXT": "many"}, {"MIMIC_MIMO_PROFILE": "x"}):
        with pytest.raises(ModelUnavailable):
            Options.from_environment(wrong)
