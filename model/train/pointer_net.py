# ruff: noqa: E501 - tables read better unbroken
"""The pointer as a torch model: MiniLM's layers over the words of the task and the elements of the screen together.

Elements have no position in a line; where they lie reaches the attention as a bias from each pair of boxes, and which
word may mean which element as a bias from `matching`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name
from transformers import PretrainedConfig, PreTrainedModel

from model.pointer.amounts import RANKS
from model.pointer.items import FEATURES
from model.pointer.matching import PAIRS, SCORES
from model.pointer.standing import FAMILIES, FIRSTS, LINES, LINKS, SIDES, STANDING

BINS = 21
GEOMETRY = 12
BENT = 32
"""What is made of the geometry of a pair."""
NEAR = BENT + 2 * LINKS + LINES + 1 + 2 * (SIDES + 1)
"""Numbers about a pair of elements: geometry; which is linked to which; whether holder, row and column are the same; which is
the nearest of its family on a side of which."""


class PointerConfig(PretrainedConfig):
    """Sizes of the pointer."""

    model_type = "mimic-pointer"

    def __init__(self, width: int = 384, layers: int = 6, heads: int = 12, inner: int = 1536, pieces: int = 30522, kinds: int = 23, keys: int = 54, pictures: bool = True, **more: Any) -> None:  # fmt: skip
        self.width, self.layers, self.heads, self.inner = width, layers, heads, inner
        self.pieces, self.kinds, self.keys, self.pictures = pieces, kinds, keys, pictures
        super().__init__(**more)


class Layer(nn.Module):
    """One layer of BERT (norm after), with a bias on the attention."""

    def __init__(self, config: PointerConfig) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, config.inner), nn.Linear(config.inner, width)
        self.near = nn.Linear(NEAR, config.heads)
        self.spoken = nn.Linear(PAIRS, config.heads)
        self.speaks = nn.Linear(PAIRS, config.heads)
        for linear in (self.near, self.spoken, self.speaks):
            nn.init.zeros_(linear.weight)
            nn.init.zeros_(linear.bias)

    def bias(self, near: Tensor, pairs: Tensor, hidden: Tensor | None) -> Tensor:
        """Batch × heads × s × s."""
        words, items = pairs.shape[1], pairs.shape[2]
        down = self.speaks(pairs.transpose(1, 2)).permute(0, 3, 1, 2)
        right = self.spoken(pairs).permute(0, 3, 1, 2)
        inner = F.pad(self.near(near).permute(0, 3, 1, 2), (0, 1, 0, 1))
        down, right = F.pad(down, (0, 0, 0, 1)), F.pad(right, (0, 1))
        top = torch.cat([torch.zeros_like(right[:, :, :, :1]).expand(-1, -1, -1, words), right], 3)
        whole = torch.cat([top, torch.cat([down, inner], 3)], 2)
        del items
        return whole if hidden is None else whole + hidden

    def asked(self, x: Tensor) -> tuple[Tensor, ...]:
        """Queries, keys and values: batch × heads × s × width of a head each."""
        batch, size, width = x.shape
        return self.qkv(x).view(batch, size, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)

    def forward(self, x: Tensor, near: Tensor, pairs: Tensor, hidden: Tensor | None) -> Tensor:
        q, k, v = self.asked(x)
        scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + self.bias(near, pairs, hidden)
        return self.ahead(x, scores.softmax(-1) @ v)

    def trained(self, x: Tensor, bias: Tensor) -> Tensor:
        """The same with a bias that is ready (`biases`), in one kernel that keeps no scores."""
        q, k, v = self.asked(x)
        return self.ahead(x, F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)))

    def ahead(self, x: Tensor, mixed: Tensor) -> Tensor:
        """What follows the attention."""
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(x.shape)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Laid(torch.autograd.Function):
    """Biases between words and elements, elements and words, and elements, laid into one table; no sum of copies."""

    @staticmethod
    def forward(ctx: Any, right: Tensor, down: Tensor, inner: Tensor, hidden: Tensor) -> Tensor:
        words, items = right.shape[-2:]
        size = words + items + 1
        whole = hidden.to(right.dtype).expand(*right.shape[:-2], size, size).contiguous()
        whole[..., :words, words:-1] += right
        whole[..., words:-1, :words] += down
        whole[..., words:-1, words:-1] += inner
        ctx.words = words
        return whole

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        (grad,), words = grads, ctx.words
        return grad[..., :words, words:-1], grad[..., words:-1, :words], grad[..., words:-1, words:-1], None


class PointerNet(PreTrainedModel):
    """From words, elements and their pairs to the next action; `core` is what ships, the table of words apart."""

    config_class = PointerConfig
    base_model_prefix = "pointer"
    _tied_weights_keys: ClassVar[Any] = {}

    def __init__(self, config: PointerConfig) -> None:
        super().__init__(config)
        width = config.width
        self.table = nn.EmbeddingBag(config.pieces, width, mode="mean")
        self.core = PointerCore(config)
        self.post_init()

    def _init_weights(self, module: nn.Module) -> None:  # noqa: ARG002 - transformers calls it
        return

    def forward(self, ids: Tensor, kinds: Tensor, bags: Tensor, offsets: Tensor, features: Tensor, vectors: Tensor, boxes: Tensor, pairs: Tensor, words: Tensor, there: Tensor) -> dict[str, Tensor]:  # fmt: skip
        """`bags` holds the pieces of all texts of all elements, `offsets` where each begins; masks are 1 for what is there."""
        said = F.embedding(ids, self.table.weight)
        items = self.table(bags, offsets).view(*features.shape[:2], 3, -1)
        keep = torch.cat([words, there, torch.ones_like(there[:, :1])], 1)
        hidden = (1 - keep)[:, None, None, :] * -1e4
        return self.core(said, kinds, items, features, vectors, boxes, pairs, hidden)


class PointerCore(nn.Module):
    """Everything but the table of words."""

    def __init__(self, config: PointerConfig) -> None:
        super().__init__()
        width = config.width
        self.pictures = config.pictures
        self.place = nn.Embedding(256, width)
        self.sort = nn.Embedding(4, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.texts = nn.Linear(3 * width, width)
        self.marks = nn.Sequential(
            nn.Linear(FEATURES + SCORES + STANDING + RANKS, width), nn.GELU(), nn.Linear(width, width)
        )
        self.picture = nn.Linear(256, width)
        self.normed = nn.LayerNorm(width, eps=1e-12)
        self.none = nn.Parameter(torch.randn(width) * 0.02)
        self.geometry = nn.Sequential(nn.Linear(GEOMETRY, BENT), nn.ReLU())
        self.layers = nn.ModuleList([Layer(config) for _ in range(config.layers)])
        self.ask = nn.Linear(width, 3 * width)
        self.give = nn.Linear(width, 3 * width)
        self.worth = nn.Linear(width, 3)
        self.kind, self.keys, self.from_where = (
            nn.Linear(width, config.kinds),
            nn.Linear(width, config.keys),
            nn.Linear(width, 3),
        )
        self.offset = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 4 * BINS))
        self.span = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 2))

    def near(self, boxes: Tensor) -> Tensor:
        """How each pair of elements lies to each other: b × n × n × NEAR."""
        left, top, right, bottom = (edge.squeeze(-1) for edge in boxes[..., :4].split(1, -1))
        x, y = (left + right) / 2, (top + bottom) / 2

        def signed(value: Tensor) -> Tensor:
            return value.sign() * torch.log1p(value.abs()) / 3

        dx, dy = x[:, None] - x[:, :, None], y[:, None] - y[:, :, None]
        across = torch.minimum(right[:, None], right[:, :, None]) - torch.maximum(left[:, None], left[:, :, None])
        down = torch.minimum(bottom[:, None], bottom[:, :, None]) - torch.maximum(top[:, None], top[:, :, None])
        width, height = (right - left).clamp(min=0.05), (bottom - top).clamp(min=0.05)
        in_row = (down / torch.minimum(height[:, None], height[:, :, None])).clamp(-1, 1)
        in_column = (across / torch.minimum(width[:, None], width[:, :, None])).clamp(-1, 1)
        holds = (across / width[:, None]).clamp(0, 1) * (down / height[:, None]).clamp(0, 1)
        held = (across / width[:, :, None]).clamp(0, 1) * (down / height[:, :, None]).clamp(0, 1)
        close = torch.exp(-(across.clamp(max=0).abs() + down.clamp(max=0).abs()) / 4)
        ends = [signed(left[:, None] - left[:, :, None]), signed(top[:, None] - top[:, :, None])]
        table = [signed(dx), signed(dy), signed(across), signed(down), in_row, in_column, holds, held, close, *ends, (dx * dx + dy * dy + 1).log() / 6]  # fmt: skip
        bent = self.geometry(torch.stack(table, -1))
        links, lines = boxes[..., 4 : 4 + LINKS], boxes[..., 3 + LINKS : 4 + LINKS + LINES]
        at = torch.arange(boxes.shape[1], device=boxes.device, dtype=boxes.dtype)[None, None, :, None]
        to = links[:, :, None] == at
        first = boxes[..., 4 + LINKS + LINES : 4 + LINKS + LINES + FIRSTS].unflatten(-1, (SIDES + 1, len(FAMILIES)))
        kind = boxes[..., -1:] == torch.arange(len(FAMILIES), device=boxes.device, dtype=boxes.dtype)
        # The number of the nearest of the other's family; numbers of elements are small enough to be exact.
        nearest = (
            (first.flatten(1, 2) @ kind.to(first.dtype).transpose(1, 2)).unflatten(1, (-1, SIDES + 1)).transpose(2, 3)
        )
        is_first = nearest.to(at.dtype) == at
        shared = lines[:, :, None] == lines[:, None]
        flags = [to, to.transpose(1, 2), shared, is_first, is_first.transpose(1, 2)]
        return torch.cat([bent, *(flag.to(bent.dtype) for flag in flags)], -1)

    def biases(self, near: Tensor, pairs: Tensor, hidden: Tensor) -> tuple[Tensor, ...]:
        """`Layer.bias` of all layers, each input read once: training waits for memory, not for arithmetic."""

        def of_all(name: str, given: Tensor) -> Tensor:
            some = [getattr(layer, name) for layer in self.layers]
            made = F.linear(given, torch.cat([one.weight for one in some]), torch.cat([one.bias for one in some]))
            return made.unflatten(-1, (len(some), -1)).permute(3, 0, 4, 1, 2)

        right, down = of_all("spoken", pairs), of_all("speaks", pairs).transpose(-1, -2)
        laid: Tensor = Laid.apply(right, down, of_all("near", near), hidden)
        return laid.unbind(0)

    def forward(self, said: Tensor, kinds: Tensor, items: Tensor, features: Tensor, vectors: Tensor, boxes: Tensor, pairs: Tensor, hidden: Tensor | None = None) -> dict[str, Tensor]:  # fmt: skip
        """`said` b × t × width, `items` b × n × 3 × width."""
        length = said.shape[1]
        at = torch.arange(length, device=said.device)
        text = self.norm(said + self.place(at)[None] + self.sort(kinds))
        seen = self.texts(items.flatten(2)) + self.marks(features)
        if self.pictures:
            seen = seen + self.picture(vectors)
        seen = torch.cat([seen, self.none.expand(seen.shape[0], 1, -1)], 1)
        x = torch.cat([text, self.normed(seen + self.sort.weight[2])], 1)
        near = self.near(boxes)
        if self.training and hidden is not None:
            for layer, bias in zip(self.layers, self.biases(near, pairs, hidden), strict=True):
                x = layer.trained(x, bias)
        else:
            for layer in self.layers:
                x = layer(x, near, pairs, hidden)
        first, words, things = x[:, 0], x[:, :length], x[:, length:]
        asked = self.ask(first).view(first.shape[0], 1, 3, -1)
        given = self.give(things).view(things.shape[0], things.shape[1], 3, -1)
        points = (asked * given).sum(-1) * asked.shape[-1] ** -0.5 + self.worth(things)
        span = self.span(words)
        return {
            "target": points[..., 0], "end": points[..., 1], "source": points[..., 2], "kind": self.kind(first), "keys": self.keys(first),
            "from": self.from_where(first), "offset": self.offset(things), "span": span,
        }  # fmt: skip


def from_minilm(config: PointerConfig, folder: Path) -> PointerNet:
    """A new pointer that begins with MiniLM's word table and layers."""
    from safetensors.torch import load_file

    net = PointerNet(config)
    state = {
        name.removeprefix("bert."): value.float() for name, value in load_file(folder / "model.safetensors").items()
    }
    with torch.no_grad():
        net.table.weight.copy_(state["embeddings.word_embeddings.weight"])
        core = net.core
        core.place.weight.copy_(state["embeddings.position_embeddings.weight"][:256])
        core.sort.weight[:2].copy_(state["embeddings.token_type_embeddings.weight"])
        core.sort.weight[2:].zero_()
        core.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
        core.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
        core.texts.weight.copy_(torch.cat([torch.eye(config.width) * share for share in (1.0, 0.5, 0.5)], 1))
        for number, layer in enumerate(core.layers):
            prefix = f"encoder.layer.{number}."
            for end in ("weight", "bias"):
                parts = [state[f"{prefix}attention.self.{name}.{end}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, end).copy_(torch.cat(parts))
                getattr(layer.out, end).copy_(state[f"{prefix}attention.output.dense.{end}"])
                getattr(layer.norm1, end).copy_(state[f"{prefix}attention.output.LayerNorm.{end}"])
                getattr(layer.up, end).copy_(state[f"{prefix}intermediate.dense.{end}"])
                getattr(layer.down, end).copy_(state[f"{prefix}output.dense.{end}"])
                getattr(layer.norm2, end).copy_(state[f"{prefix}output.LayerNorm.{end}"])
    return net
