"""WeRoBot as its documentation shows it, with its default session storage (SQLite), on tornado."""

from __future__ import annotations

import os
import sys

from werobot import WeRoBot  # type: ignore[import-not-found]

os.chdir(sys.argv[2])
robot = WeRoBot(token=os.environ["BENCH_TOKEN"])
robot.config["HOST"] = "127.0.0.1"
robot.config["PORT"] = int(sys.argv[1])


@robot.text
def answer(message: object, session: dict[str, int]) -> str:
    """Count this person's messages."""
    session["count"] = session.get("count", 0) + 1
    return f"记下了，第{session['count']}条"


if __name__ == "__main__":
    robot.run(server="tornado")
