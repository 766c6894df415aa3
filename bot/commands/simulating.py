"""simulate: a district lives through days by a seed, and everything that must hold is looked at after every step."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.commands.progress import progress_bar
from bot.replays.script import DISTRICTS
from bot.simulation.acts import Step
from bot.simulation.living import Plan, live
from bot.simulation.outcomes import Outcome
from bot.simulation.shortening import shorten
from models.domain.errors import BadInputError


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "simulate", help="let a district live through days by a seed, and watch what must hold"
    )
    command.add_argument("--households", type=int, default=300, help="(300)")
    command.add_argument("--days", type=int, default=7, help="(7)")
    command.add_argument("--seed", type=int, default=1, help="equal seeds live equal lives (1)")
    command.add_argument("--seeds", type=int, default=1, metavar="N", help="so many seeds, from --seed on (1)")
    command.add_argument("--opinions", type=int, default=0, help="matters told in all; without it by the households")
    command.add_argument(
        "--faults", action="store_true", help="deliveries repeated, sends refused or lost, standstills"
    )
    command.add_argument("--district", default="wuda", help="a shipped district or a file (wuda)")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_simulate)


def run_simulate(args: argparse.Namespace) -> int:
    """Print what was lived, a document a seed; 1 and a shortened story where something did not hold."""
    if args.households < 1 or args.days < 1 or args.seeds < 1 or args.opinions < 0:
        raise BadInputError("--households, --days and --seeds are at least 1, --opinions is not below 0")
    district = Path(args.district)
    if not district.suffix:
        district = DISTRICTS / f"{district}.yaml"
    worst = 0
    for seed in range(args.seed, args.seed + args.seeds):
        plan = Plan(district, seed, args.households, args.days, args.faults, args.opinions)
        with progress_bar(f"seed {seed}") as tell:
            outcome = live(plan, tell=tell)
        print(json.dumps(outcome.figures, ensure_ascii=False) if args.json else _line(outcome.figures))
        if outcome.violation is not None or outcome.figures["broken"]:
            worst = 1
            _tell(plan, outcome)
    return worst


def _line(figures: dict[str, Any]) -> str:
    cases = sum(figures["cases"].values())
    return (
        f"seed {figures['seed']}: {figures['days']} days, {figures['messages']} messages, {cases} cases, "
        f"{figures['sent']} pushes, {figures['checks']} looks, log {figures['log'][:16]}, "
        f"{figures['days_per_minute']} days a minute, {figures['peak_mb']} MB"
    )


def _tell(plan: Plan, outcome: Outcome) -> None:
    said = outcome.violation
    what = said.what if said is not None else f"raised inside: {', '.join(outcome.figures['broken'])}"
    print(f"seed {plan.seed}: {what}", file=sys.stderr)
    print("\n".join(outcome.story), file=sys.stderr)
    if said is None:
        return

    def goes_wrong(steps: Sequence[Step]) -> bool:
        again = live(plan, script=steps)
        return again.violation is not None and again.violation.kind == said.kind

    short = shorten(outcome.steps, goes_wrong)
    print(f"the same with {len(short)} of {len(outcome.steps)} steps:", file=sys.stderr)
    for step in short:
        print(f"  {step.at:%m-%d %H:%M:%S}Z {step.who} {step.told()}", file=sys.stderr)
