"""A ballot that runs: in the demo's district it opens on 20 November, everything else is as in the shipped file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo_words import WANG, Step
from bot.scenes.form import Scene
from models.district.schema import DistrictFile

OPENS = ("06-15", "11-20")


def _settings(file: DistrictFile) -> Mapping[str, Any]:
    ballots = file.settings.ballots
    return {"ballots": ballots.model_copy(update={"opens": OPENS})} if ballots is not None else {}


SCENE = Scene(name="ballot", settings=_settings, steps=(Step(25, 9, 55, WANG, "测评"),))
