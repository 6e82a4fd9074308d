"""The kernel of `quantised.product`, apart because it is written in Triton's own subset of Python."""

# mypy: ignore-errors

try:
    import triton.language as tl
except ImportError:
    tl = None  # a machine without a GPU never calls it


def multiply(
    inputs, halves, step, least, bias, out, count, rows, columns, groups,
    has_bias: "tl.constexpr", half: "tl.constexpr", tall: "tl.constexpr", wide: "tl.constexpr",
):  # fmt: skip
    row = tl.program_id(0) * wide + tl.arange(0, wide)
    line = tl.arange(0, tall)
    place = tl.arange(0, half)
    there, asked = row < rows, line < count
    total = tl.zeros((tall, wide), dtype=tl.float32)
    of_line = inputs + line[:, None] * columns + place[None, :]
    of_row = halves + row[:, None] * (columns // 2) + place[None, :]
    for group in range(groups):
        first = tl.load(of_line + group * 2 * half, mask=asked[:, None], other=0.0)
        second = tl.load(of_line + group * 2 * half + half, mask=asked[:, None], other=0.0)
        both = tl.load(of_row + group * half, mask=there[:, None], other=0)
        steps = tl.dot(first, tl.trans((both & 15).to(first.dtype)))
        steps += tl.dot(second, tl.trans((both >> 4).to(first.dtype)))
        own = tl.load(step + row * groups + group, mask=there, other=0.0).to(tl.float32)
        low = tl.load(least + row * groups + group, mask=there, other=0.0).to(tl.float32)
        sums = tl.sum(first.to(tl.float32), 1) + tl.sum(second.to(tl.float32), 1)
        total += steps * own[None, :] + sums[:, None] * low[None, :]
    if has_bias:
        total += tl.load(bias + row, mask=there, other=0.0).to(tl.float32)[None, :]
    where = out + line[:, None] * rows + row[None, :]
    tl.store(where, total.to(out.dtype.element_ty), mask=asked[:, None] & there[None, :])
