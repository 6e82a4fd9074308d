"""How fast a step is, and how near to transformers: `mimic bench model [--shapes 7b] [--json FILE]`.

With ``--shapes`` the weights are random, so only time, memory and agreement mean something; with ``--checkpoint``
they are a checkpoint's. The reply that is timed is one click; transformers' `generate` writes as many tokens.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bridges.action import Click
from bridges.base import Frame
from bridges.coordinates import ImagePoint
from model.base import Decision, Task, Turn
from model.mimo.backend import POINTING, Mimo
from model.mimo.bench_table import table
from model.mimo.checkpoint import Checkpoint, Options, load
from model.mimo.engine import Prompt
from model.mimo.images import Picture, patches, picture_of
from model.mimo.made_up import SHAPES, random_checkpoint
from model.mimo.profiles import QWEN25
from model.mimo.prompt import chat, question
from model.mimo.quantised import packed, product
from model.mimo.weights import weights_of

TASK = Task(text="click the blue button named Save in the dialog at the bottom of the window")
ONLY = POINTING - {"finished"}


def _screens(count: int, width: int, height: int) -> list[Frame]:
    rng = np.random.default_rng(0)
    return [
        np.repeat(np.repeat(rng.integers(0, 255, (height // 20, width // 20, 3), dtype=np.uint8), 20, 0), 20, 1)
        for _ in range(count)
    ]


def _wait() -> None:
    if torch.cuda.is_available():
        torch.cuda.synchronize()


def _timed(act: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    """Milliseconds until everything is done, and what came of it."""
    _wait()
    began = time.perf_counter()
    result = act(*given)
    _wait()
    return 1000 * (time.perf_counter() - began), result


class Bench:
    """One model, measured."""

    def __init__(self, checkpoint: Checkpoint, width: int, height: int, rounds: int, text_tokens: int) -> None:
        self.mimo = Mimo(checkpoint)
        self.rounds = rounds
        self.screens = _screens(rounds + 4, width, height)
        self.text_tokens = text_tokens
        self.figures: dict[str, Any] = {"model": checkpoint.name, "torch": torch.__version__}
        if torch.cuda.is_available():
            self.figures["device"] = torch.cuda.get_device_name()

    def prompt(self, picture: Picture, turns: int = 0) -> Prompt:
        """A prompt of the usual length; a made-up vocabulary would make it longer, so it is cut."""
        decision = Decision(actions=(Click(start_point=ImagePoint(9, 9)),), image=picture.size, reason="")
        turn = Turn(decision=decision, verified=True, note="a dialog opened")
        text = question(TASK, (turn,) * turns, picture.size, QWEN25, think=False)
        whole = self.mimo.prompt(text, picture)
        ids = whole.ids
        if self.text_tokens:
            beginning = int(np.flatnonzero(ids == whole.pad)[-1]) + 2 + self.text_tokens
            ids = np.concatenate([ids[:beginning], ids[-30:]]) if not turns else np.concatenate(
                [ids[:beginning], ids[-30 - 40 * turns :]]
            )  # fmt: skip
        return Prompt(ids, whole.pictures, whole.pad)

    def click(self, frame: Frame, turns: int = 0) -> Any:
        """From pixels in host memory to the parsed action."""
        picture = picture_of(frame, self.mimo.checkpoint.max_pixels)
        return self.mimo.reply(self.prompt(picture, turns), picture.size, ONLY)

    def steps(self) -> None:
        """New screenshot, the same again, and one more beside the last."""
        engine = self.mimo.engine
        for frame in self.screens[-3:]:
            self.click(frame)
            self.click(frame, 1)
            self._further(frame, frame[::-1].copy())
        fresh, again, further = [], [], []
        for frame in self.screens[: self.rounds]:
            engine.forget()
            milliseconds, reply = _timed(self.click, frame)
            fresh.append(milliseconds)
            again.append(_timed(self.click, frame, 1)[0])
            further.append(self._further(frame, frame[::-1].copy()))
        self.figures |= {
            "click_ms": statistics.median(fresh),
            "click_worst_ms": max(fresh),
            "same_screenshot_ms": statistics.median(again),
            "one_more_screenshot_ms": statistics.median(further),
            "reply": reply.text,
            "reply_tokens": reply.tokens,
            "reply_steps": reply.steps,
        }

    def _further(self, frame: Frame, following: Frame) -> float:
        """A step whose context keeps the last screenshot and reply before the new screenshot."""
        picture = picture_of(frame, self.mimo.checkpoint.max_pixels)
        before = self.prompt(picture)
        written = self.mimo.writer.tokens(self.mimo.reply(before, picture.size, ONLY).text)

        def act() -> Any:
            new = picture_of(following, self.mimo.checkpoint.max_pixels)
            after = self.mimo.writer.tokens("<|im_end|>\n<|im_start|>user\n<|vision_start|>")
            asked = self.mimo.writer.tokens(chat("Now?", QWEN25).split("<|image_pad|>")[1])
            ids = np.array([*before.ids, *written, *after, *[before.pad] * new.tokens, *asked])
            return self.mimo.reply(Prompt(ids, (picture, new), before.pad), new.size, ONLY)

        return _timed(act)[0]

    def phases(self) -> None:
        """Where the time of a fresh step goes."""
        engine, decoder = self.mimo.engine, self.mimo.engine.decoder
        parts: dict[str, list[float]] = {name: [] for name in ("image", "vision", "read", "token", "grammar")}
        for frame in self.screens[: self.rounds]:
            engine.forget()
            milliseconds, picture = _timed(picture_of, frame, self.mimo.checkpoint.max_pixels)
            parts["image"].append(milliseconds + _timed(picture.pixels, decoder.device)[0])
            parts["vision"].append(_timed(engine.pictures.tokens, picture)[0])
            prompt = self.prompt(picture)
            parts["read"].append(_timed(engine.read, prompt)[0])
            parts["token"].append(_timed(lambda: [engine.extend([1]) for _ in range(10)])[0] / 10)
            began = time.perf_counter()
            matcher = self.mimo.writer.matcher(_grammar(picture))
            matcher.compute_ff_tokens()
            parts["grammar"].append(1000 * (time.perf_counter() - began))
        self.figures["ms"] = {name: statistics.median(values) for name, values in parts.items()}
        self.figures["prompt_tokens"] = len(prompt.ids)
        self.figures["visual_tokens"] = picture.tokens
        self.figures["cache_tokens"] = decoder.capacity

    def sessions(self, count: int) -> None:
        """Many sessions at once, each with a new screenshot at every step."""
        from model.mimo.sessions import Sessions

        self.mimo.engine.forget()
        together = Sessions(self.mimo.checkpoint.model, count, 3584 if self.text_tokens else 8192)
        times = []
        for turn in range(5):
            frames = [np.roll(self.screens[n % len(self.screens)], 20 * (turn + 1) * (n + 1), 1) for n in range(count)]
            times.append(_timed(self._all, together, frames)[0])
        spent = sorted(times[2:])
        self.figures |= {
            "sessions": count,
            "sessions_steps_a_second": 1000 * count / statistics.median(spent),
            # All replies of a round are there when its last is, so each session waits as long as the round takes.
            "sessions_p95_s": spent[-1] / 1000,
        }

    def _all(self, together: Any, frames: list[Frame]) -> Any:
        pictures = [picture_of(frame, self.mimo.checkpoint.max_pixels) for frame in frames]
        return self.mimo.replies(together, [(self.prompt(each), each.size) for each in pictures], ONLY)

    def quantised(self) -> None:
        """How much the packed matrices take, and how near the kernel's product is to one in float64."""
        weights = weights_of(self.mimo.checkpoint.model)
        device, dtype = weights.embedding.device, weights.embedding.dtype
        errors = []
        for rows, columns in ((6144, 4096), (4096, 11008), (515, 256)):
            matrix = packed(torch.randn(rows, columns, device=device, dtype=dtype))
            for count in (1, 5, 30):
                inputs = torch.randn(count, columns, device=device, dtype=dtype)
                right = inputs.double() @ matrix.whole().double().T
                errors.append(float((product(inputs, matrix).double() - right).norm() / right.norm()))
        self.figures |= {"packed_gb": weights.bytes / 1e9, "packed_product_error": max(errors)}

    def reference(self, prompts: int) -> None:
        """The same with transformers: time of as many tokens, and how far the numbers are apart."""
        model, engine = self.mimo.checkpoint.model, self.mimo.engine
        count = self.figures["reply_tokens"]
        times, errors, scales, agreed, total = [], [], [], 0, 0
        for n in range(prompts):
            frame = np.roll(self.screens[n % len(self.screens)], 20 * n, 1)
            picture = picture_of(frame, self.mimo.checkpoint.max_pixels)
            prompt = self.prompt(picture, n % 3)

            def generate(picture: Picture = picture, prompt: Prompt = prompt) -> Any:
                ids = torch.from_numpy(prompt.ids).to(model.device).unsqueeze(0)
                pixels = patches(picture.pixels(model.device))[0]
                with torch.no_grad():
                    return model.generate(
                        input_ids=ids, attention_mask=torch.ones_like(ids), pixel_values=pixels.to(model.dtype),
                        image_grid_thw=torch.tensor([[1, picture.rows, picture.columns]], device=model.device),
                        mm_token_type_ids=(ids == prompt.pad).int(), do_sample=False, min_new_tokens=count,
                        max_new_tokens=count, return_dict_in_generate=True, output_logits=True,
                    )  # fmt: skip

            milliseconds, said = _timed(generate)
            times.append(milliseconds)
            tokens = said.sequences[0, len(prompt.ids) :].tolist()
            engine.forget()
            logits = engine.read(prompt)
            for token, theirs in zip(tokens, said.logits, strict=True):
                errors.append(float((logits.float() - theirs[0].float()).abs().max()))
                scales.append(float(theirs.float().abs().max()))
                agreed += int(logits.argmax()) == int(theirs[0].argmax())
                total += 1
                logits = engine.extend([token])
        self.figures |= {
            "transformers_ms": statistics.median(times[1:] or times),
            "times_faster": statistics.median(times[1:] or times) / self.figures["click_ms"],
            "logits_max_error": max(errors),
            "logits_median_error": statistics.median(errors),
            "logits_largest": max(scales),
            "tokens_equal": f"{agreed} of {total}",
            "prompts": prompts,
        }


def _grammar(picture: Picture) -> str:
    from model.mimo.grammar import reply_grammar

    return reply_grammar(QWEN25, picture.size, ONLY)


def _since_start() -> float:
    """Seconds that this process has lived (proc(5): field 22 counts clock ticks since the machine started)."""
    began = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - began / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="mimic bench model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shapes", choices=sorted(SHAPES), default="7b")
    parser.add_argument("--checkpoint", default="", help="a folder or hub id instead of random weights")
    parser.add_argument("--save", type=Path, help="write the random weights to this folder, for --checkpoint, and end")
    parser.add_argument("--bits", type=int, choices=(4, 16), default=16, help="a number of the language model")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--prompts", type=int, default=20, help="compared with transformers")
    parser.add_argument("--sessions", type=int, default=16, help="at once")
    parser.add_argument("--short", action="store_true", help="cut prompts to what a usual vocabulary makes of them")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    if given.save:
        made = random_checkpoint(given.shapes)
        made.model.save_pretrained(given.save)
        made.tokenizer.save_pretrained(given.save)
        return
    if given.checkpoint:
        made = load(Options(checkpoint=given.checkpoint, bits=given.bits))
    else:
        made = random_checkpoint(given.shapes, given.bits)
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    width, height = (int(side) for side in given.size.split("x"))
    bench = Bench(made, width, height, given.rounds, 0 if given.checkpoint and not given.short else 180)
    bench.figures["bits"] = given.bits
    bench.click(bench.screens[-1])
    _wait()
    bench.figures["first_answer_s"] = _since_start()
    bench.steps()
    bench.phases()
    if torch.cuda.is_available():
        bench.figures["peak_gb"] = torch.cuda.max_memory_allocated() / 1e9
    if given.bits == 4:
        bench.quantised()
    if given.sessions:
        bench.sessions(given.sessions)
    print(json.dumps(bench.figures), flush=True)
    if given.prompts and given.bits == 16:
        bench.reference(given.prompts)
    where = bench.figures.get("device", "no GPU")
    print(f"{bench.figures['model']}, {given.bits} bits, {given.size}, median of {given.rounds}, {where}\n")
    print(table(bench.figures))
    if given.json:
        given.json.write_text(json.dumps(bench.figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
