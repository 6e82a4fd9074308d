"""The commands about big models: asking them, measuring, fetching, checking, packing and teaching them."""

from __future__ import annotations

from pathlib import Path

import click

from ui.options import ADAPTER, JSON, MODEL, PICTURE, InOrder


@click.command("ask")
@click.argument("files", nargs=-1, required=True, type=PICTURE)
@click.argument("question")
@click.option("--schema", type=PICTURE, metavar="SCHEMA.json", help="Answer with JSON that keeps to this JSON schema.")
@click.option("--each", is_flag=True, help="Ask about every file by itself: one JSON line for each.")
@MODEL
@ADAPTER
@JSON
def ask(
    files: tuple[Path, ...], question: str, schema: Path | None, each: bool, model: str | None, as_json: bool
) -> int:
    """Answer a QUESTION about FILES: pictures, PDF documents, videos."""
    from ui.asking import ask_files

    if not question.strip():
        raise click.UsageError("Ask something: mimic ask invoice.pdf 'What is the total?'.")
    return ask_files(files, question, schema, model, each=each, as_json=as_json)


@click.command("explain")
@click.argument("before", type=PICTURE)
@click.argument("after", type=PICTURE)
@click.option("--model", metavar="NAME", help="Ask a big model, instead of telling it from the pixels alone.")
@JSON
def explain(before: Path, after: Path, model: str | None, as_json: bool) -> int:
    """Say which click, scroll or key lies between the pictures BEFORE and AFTER."""
    from ui.asking import explain_pictures

    return explain_pictures(before, after, model, as_json=as_json)


@click.group("bench", cls=InOrder)
def bench() -> None:
    """Measure how fast this machine is."""


@bench.command("model", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def bench_model(options: tuple[str, ...]) -> int:
    """Measure a step of the big model; --help after it lists the options."""
    from model.mimo.bench import main as measure

    measure(options)
    return 0


@click.group("model", cls=InOrder)
def model_group() -> None:
    """See, fetch, check and pack checkpoints of the big model."""


@model_group.command("list")
@JSON
def model_list(as_json: bool) -> int:
    """List the models and the checkpoints that lie here."""
    from ui.checkpoints import list_models

    return list_models(as_json=as_json)


@model_group.command("pull")
@click.argument("checkpoint")
@click.option("--to", type=PICTURE, metavar="FOLDER", help="Instead of the hub's cache.")
@click.option("--from", "source", type=click.Choice(["hub", "modelscope"]), default="hub", show_default=True)
@click.option("--endpoint", metavar="URL", help="Another server that speaks the hub's protocol.")
def model_pull(checkpoint: str, to: Path | None, source: str, endpoint: str | None) -> int:
    """Fetch a CHECKPOINT, such as XiaomiMiMo/MiMo-VL-7B-RL-2508; what is here already is not fetched again."""
    from ui.checkpoints import pull_model

    return pull_model(checkpoint, to, source, endpoint)


@model_group.command("check")
@click.argument("checkpoint", required=False)
@click.option("--prompts", default=0, type=click.IntRange(min=0), help="Compare with transformers on so many.")
@JSON
def model_check(checkpoint: str | None, prompts: int, as_json: bool) -> int:
    """Say how a CHECKPOINT (a folder or an id) fits this machine, before anything loads."""
    from ui.checkpoints import check_model

    return check_model(checkpoint, prompts, as_json=as_json)


@model_group.command("quantize")
@click.argument("checkpoint")
@click.argument("folder", type=PICTURE)
def model_quantize(checkpoint: str, folder: Path) -> int:
    """Pack a CHECKPOINT into 4 bits, in a new FOLDER."""
    from ui.checkpoints import quantize_model

    return quantize_model(checkpoint, folder)


@click.command("finetune")
@click.argument("runs", nargs=-1, required=True)
@click.option("--keep", multiple=True, metavar="RUN", help="Of what it must not unlearn: taught along, scored apart.")
@click.option("--base", metavar="CHECKPOINT", help="A folder or an id; without it, MIMIC_MIMO_CHECKPOINT.")
@click.option("--to", "out", type=PICTURE, required=True, metavar="FOLDER", help="Where the adapter goes.")
@click.option("--epochs", default=3, show_default=True, type=click.IntRange(min=1))
@click.option("--rate", default=2e-4, show_default=True, type=click.FloatRange(min=0, min_open=True))
@click.option("--rank", default=16, show_default=True, type=click.IntRange(1, 256))
@click.option("--batch", default=4, show_default=True, type=click.IntRange(min=1), help="Steps learned from at once.")
@JSON
def finetune(
    runs: tuple[str, ...],
    keep: tuple[str, ...],
    base: str | None,
    out: Path,
    epochs: int,
    rate: float,
    rank: int,
    batch: int,
    as_json: bool,
) -> int:
    """Teach a big model from RUNS that succeeded, as a LoRA adapter for --adapter.

    A run is named by its id or folder; a folder of runs stands for all of them, the name of a macro for all its
    replays that succeeded.
    """
    from model.mimo.finetuning import Plan
    from ui.finetuning import finetune_from

    plan = Plan(epochs=epochs, rate=rate, rank=rank, batch=batch)
    return finetune_from(runs, keep, base, out, plan, as_json=as_json)
