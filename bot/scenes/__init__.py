"""What else goes on in the demo town in mid-month, beside its six cases: one scene a module, played together.

A scene is data: who joins the page, what is said when (`Step`), how many cases the rest of the district had told on
days of its own, and, where the day does not fall into the demo's week, what its district file says otherwise. A new
scene is a module of this room and a line in `SCENES`.
"""

from __future__ import annotations

from bot.scenes import ballot, commitment, meeting
from bot.scenes.form import Scene
from models.district.schema import DistrictFile

SCENES: tuple[Scene, ...] = (meeting.SCENE, commitment.SCENE, ballot.SCENE)


def shaped(file: DistrictFile) -> DistrictFile:
    """The shipped district as the scenes need it."""
    for scene in SCENES:
        if scene.settings:
            file = file.model_copy(update={"settings": file.settings.model_copy(update=dict(scene.settings(file)))})
    return file
