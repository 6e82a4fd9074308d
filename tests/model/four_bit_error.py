"""How far 4 bits move a matrix: Mimic's own packing beside bitsandbytes' and torchao's, on the processor.

    pip install bitsandbytes torchao
    python tests/model/four_bit_error.py

Prints, for each kind of matrix (1024 × 1024, bf16), bits a number and the relative error ‖packed - matrix‖ / ‖matrix‖.
Time and memory on a GPU are another matter, which this does not measure.
"""

from __future__ import annotations

import bitsandbytes.functional as bnb
import torch
from torchao.quantization.quant_primitives import (
    MappingType,
    choose_qparams_affine,
    dequantize_affine,
    quantize_affine,
)

from model.mimo.quantised import packed

SIDE = 1024
BF16 = 16


def matrices() -> dict[str, torch.Tensor]:
    """What weights look like: bell-shaped, with heavy tails, and with a few large columns."""
    generator = torch.Generator().manual_seed(0)
    bell = torch.randn(SIDE, SIDE, generator=generator) * 0.02
    heavy = bell / (torch.rand(SIDE, SIDE, generator=generator) + 0.1).sqrt()
    columns = bell * torch.where(torch.rand(SIDE, generator=generator) < 0.01, 10.0, 1.0)
    made = {"bell": bell, "heavy tails": heavy, "1 % large columns": columns}
    return {name: matrix.bfloat16() for name, matrix in made.items()}


def ours(matrix: torch.Tensor) -> tuple[torch.Tensor, float]:
    made = packed(matrix)
    return made.whole(), 8 * made.bytes / matrix.numel()


def bitsandbytes(matrix: torch.Tensor, kind: str, block: int) -> tuple[torch.Tensor, float]:
    made, state = bnb.quantize_4bit(matrix, quant_type=kind, blocksize=block)
    return bnb.dequantize_4bit(made, state), 4 + 32 / block


def torchao(matrix: torch.Tensor, group: int) -> tuple[torch.Tensor, float]:
    block = (1, group)
    step, zero = choose_qparams_affine(matrix, MappingType.ASYMMETRIC, block, torch.uint8, 0, 15, eps=1e-6)
    made = quantize_affine(matrix, block, step, zero, torch.uint8, 0, 15)
    whole = dequantize_affine(made, block, step, zero, torch.uint8, 0, 15, output_dtype=torch.bfloat16)
    return whole, 4 + 2 * BF16 / group


def main() -> None:
    ways = {
        "Mimic": ours,
        "torchao, int4, groups of 128": lambda matrix: torchao(matrix, 128),
        "torchao, int4, groups of 64": lambda matrix: torchao(matrix, 64),
        "bitsandbytes, nf4, blocks of 64": lambda matrix: bitsandbytes(matrix, "nf4", 64),
        "bitsandbytes, nf4, blocks of 128": lambda matrix: bitsandbytes(matrix, "nf4", 128),
        "bitsandbytes, fp4, blocks of 64": lambda matrix: bitsandbytes(matrix, "fp4", 64),
    }
    inputs = matrices()
    print(f"{'':34}{'bits':>6}" + "".join(f"{name:>20}" for name in inputs))
    for name, way in ways.items():
        cells = []
        for matrix in inputs.values():
            whole, bits = way(matrix)
            cells.append(float((whole.float() - matrix.float()).norm() / matrix.float().norm()))
        print(f"{name:34}{bits:6.2f}" + "".join(f"{error:20.4f}" for error in cells), flush=True)


if __name__ == "__main__":
    main()
