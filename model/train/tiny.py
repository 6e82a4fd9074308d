"""Train the tiny checkpoint of MiMo-VL's class that the tests use: it finds coloured shapes on simple screens.

    python -m model.train.tiny OUT_FOLDER [--seconds 200]

It is asked exactly as MiMo-VL is (the same prompt, image processing, positions and action format) and answers in the
same JSON, so what it gets right shows that all of these are right. Screens have one to four shapes of distinct colour
or form on a plain ground; goals name one, or two in a row; previous actions, done or failed, stand in the prompt.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

from model.train.tiny_lessons import TEMPLATE, Batch, batch, lessons, loss, texts
from model.train.tiny_screens import SIZES

BRIEF = 0.7
"""Part of the time during which prompts leave out all before the goal, which is quicker; then every other one."""
VOCABULARY = 640
SPECIALS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
            "<|video_pad|>")  # fmt: skip


def tokenizer() -> Any:
    """A byte-level tokenizer of 640 tokens, one a digit, learned from prompts of this kind."""
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    words = Tokenizer(models.BPE())
    pieces = Regex(r"\d| ?\p{L}+| ?[^\s\p{L}\d]+|\s+")
    words.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(pieces, "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    words.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    rng = random.Random(0)
    words.train_from_iterator(("".join(texts(rng, rng.choice(SIZES))[1:3]) for _ in range(300)), trainer)
    marks = {"eos_token": SPECIALS[2], "pad_token": SPECIALS[0]}
    made = PreTrainedTokenizerFast(tokenizer_object=words, **marks)
    made.chat_template = TEMPLATE
    return made


def network(words: Any) -> Any:
    """The untrained model: 1.5 million parameters in MiMo-VL's architecture."""
    from transformers import GenerationConfig, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    token = words.convert_tokens_to_ids
    config = Qwen2_5_VLConfig(
        text_config={
            "hidden_size": 128,
            "num_hidden_layers": 4,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "intermediate_size": 384,
            "vocab_size": VOCABULARY,
            "max_position_embeddings": 4096,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1000.0, "mrope_section": [1, 3, 12]},
            "tie_word_embeddings": True,
            "bos_token_id": None,
            "eos_token_id": token("<|im_end|>"),
        },
        vision_config={
            "depth": 3,
            "hidden_size": 96,
            "num_heads": 3,
            "intermediate_size": 256,
            "out_hidden_size": 128,
            "fullatt_block_indexes": [2],
        },
        tie_word_embeddings=True,
        image_token_id=token("<|image_pad|>"),
        video_token_id=token("<|video_pad|>"),
        vision_start_token_id=token("<|vision_start|>"),
        vision_end_token_id=token("<|vision_end|>"),
    )
    model = Qwen2_5_VLForConditionalGeneration(config)
    model.generation_config = GenerationConfig(eos_token_id=token("<|im_end|>"), pad_token_id=token("<|endoftext|>"))
    return model


def _stream(folder: str, seed: int, count: int, seconds: float, queue: Any) -> None:
    """Make batches for ever, in a process of its own."""
    import torch
    from transformers import PreTrainedTokenizerFast

    torch.set_num_threads(1)
    words, rng = PreTrainedTokenizerFast.from_pretrained(folder), random.Random(seed)
    began = time.monotonic()
    while True:
        brief = time.monotonic() - began < BRIEF * seconds or rng.random() < 0.5
        part = batch(words, rng, count, brief=brief)
        queue.put(
            [array.numpy() for array in (part.pixels, part.ids, part.positions, part.labels, part.kinds, part.meant)]
        )


def train(out: Path, seconds: float, count: int, workers: int, rate: float, start: Path | None = None) -> None:
    """Train for so long, then save weights (float16), tokenizer and configuration; ``start`` is trained further."""
    import torch
    from torch import multiprocessing
    from transformers import PreTrainedTokenizerFast, Qwen2_5_VLForConditionalGeneration

    out.mkdir(parents=True, exist_ok=True)
    words = PreTrainedTokenizerFast.from_pretrained(start) if start else tokenizer()
    words.save_pretrained(out)
    torch.manual_seed(0)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = network(words)
    if start:
        model.load_state_dict(
            Qwen2_5_VLForConditionalGeneration.from_pretrained(start, dtype=torch.float32).state_dict()
        )
    model = model.to(device).train()
    pad = model.config.image_token_id
    read = lessons(model.config.text_config.hidden_size).to(device)
    optimiser = torch.optim.AdamW(
        [*model.parameters(), *read.parameters()], lr=rate, betas=(0.9, 0.98), weight_decay=0.01
    )
    context = multiprocessing.get_context("spawn")
    queue = context.Queue(4 * workers)
    makers = [
        context.Process(target=_stream, args=(str(out), 1 + n + 100 * bool(start), count, seconds, queue), daemon=True)
        for n in range(workers)
    ]
    for maker in makers:
        maker.start()
    began, step, said = time.monotonic(), 0, 0.0
    while (gone := (time.monotonic() - began) / seconds) < 1:
        part = Batch(*(torch.from_numpy(array).to(device, non_blocking=True) for array in queue.get()))
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - gone)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            cost = loss(model, part, pad, read)
        cost.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        if gone - said > 0.04:
            said = gone
            with torch.no_grad():
                replies = loss(model, part, pad).item()
            done = {
                "step": step,
                "loss": round(cost.item(), 4),
                "replies": round(replies, 4),
                "s": round(gone * seconds),
            }
            print(json.dumps(done), flush=True)
    for maker in makers:
        maker.kill()
    model.eval().half().save_pretrained(out)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=200)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--workers", type=int, default=14)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint that is trained further")
    given = parser.parse_args()
    train(given.out, given.seconds, given.batch, given.workers, given.rate, given.start)


if __name__ == "__main__":
    main()
