"""train, eval: learn labels from a file of past work orders and say what a model is worth."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.commands.progress import progress_bar
from handlers.understanding.learnt import load_model, save_model
from handlers.understanding.learnt.examples import Example
from handlers.understanding.learnt.figures import Judged, confusion, figures_of
from handlers.understanding.learnt.labelled import read_labelled
from handlers.understanding.learnt.training import Trained, train

_SHOWN = 8


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    teach = commands.add_parser("train", help="learn categories from past work orders (CSV); needs no database")
    teach.add_argument("file", type=Path)
    teach.add_argument("--out", type=Path, help="where the model goes (default: model.npz in the data directory)")
    teach.set_defaults(run=run_train)
    test = commands.add_parser("eval", help="measure a model on labelled messages (CSV); needs no database")
    test.add_argument("file", type=Path)
    test.add_argument("--model", type=Path, help="a file made by train (default: the one train wrote last)")
    test.add_argument("--json", action="store_true")
    test.set_defaults(run=run_eval)


def run_train(args: argparse.Namespace) -> int:
    """Write the model and print what it scored on messages it had not seen."""
    examples = read_labelled(args.file)
    now = datetime.now(UTC)
    with progress_bar("learning") as tell:
        trained = train(
            examples, version=now.strftime("%Y%m%d-%H%M%S"), made=now.isoformat(timespec="seconds"), progress=tell
        )
    out = args.out or _default_model()
    save_model(trained.model, out)
    _report(trained, examples)
    print(f"\n{out}: {out.stat().st_size / 1e6:.1f} MB, {len(trained.model.labels)} labels, {len(examples)} messages")
    return 0


def run_eval(args: argparse.Namespace) -> int:
    """Print macro and micro F1, F1 by label and the time a message takes."""
    examples = read_labelled(args.file)
    model = load_model(args.model or _default_model())
    judged = []
    start = time.perf_counter()
    for one in examples:
        guess, confidence = model.best(one.title, one.detail, count=1)[0]
        judged.append(Judged(one.label, guess, confidence))
    spent = (time.perf_counter() - start) / len(examples) * 1e6
    figures = figures_of(judged) | {"us_per_message": round(spent, 1)}
    if args.json:
        names = ("n", "macro_f1", "micro_f1", "per_class", "us_per_message")
        print(json.dumps({name: figures[name] for name in names}, ensure_ascii=False, indent=2))
        return 0
    _print_figures(str(args.file), figures)
    _print_confusion(judged)
    print(f"{spent:.0f} us a message")
    return 0


def _default_model() -> Path:
    return Path(os.environ.get("MINQING_DATA_DIR", "data")) / "model.npz"


def _report(trained: Trained, examples: Sequence[Example]) -> None:
    figures = trained.model.facts["figures"]
    print("Grouped cross-validation: every message was read by a model that had not seen it or its title.")
    _print_figures("title with detail where there is one", figures["with_detail"])
    _print_figures("title only", figures["title_only"])
    _print_confusion(trained.judged)
    print("\nleast sure (look at these first: a label may be wrong)")
    ranked = sorted(zip(trained.judged, examples, strict=True), key=lambda pair: pair[0].confidence)
    for one, example in ranked[:_SHOWN]:
        print(f"  {one.confidence:.2f}  {one.label} / {one.guess}  {example.title[:40]}")
    print("\nsurest errors (a label may be wrong)")
    for one, example in [pair for pair in reversed(ranked) if pair[0].label != pair[0].guess][:_SHOWN]:
        print(f"  {one.confidence:.2f}  {one.label} / {one.guess}  {example.title[:40]}")


def _print_figures(title: str, figures: dict[str, Any]) -> None:
    print(f"\n{title}: {figures['n']} messages")
    print(f"  macro-F1 {figures['macro_f1']:.4f}   micro-F1 {figures['micro_f1']:.4f}", end="")
    print(f"   calibration error {figures['calibration_error']:.4f}")
    curve = "  ".join(f"{float(share):.0%} {value:.4f}" for share, value in figures["accuracy_at_coverage"].items())
    print(f"  accuracy by coverage: {curve}")
    for label, value in figures["per_class"].items():
        print(f"  {value:.4f}  {label}")


def _print_confusion(judged: Sequence[Judged]) -> None:
    print("\nmost frequent confusions (label -> guess)")
    for label, guess, times in confusion(judged)[:_SHOWN]:
        print(f"  {times:>4}  {label} -> {guess}")
