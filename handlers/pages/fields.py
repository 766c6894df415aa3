"""What forms of a page have in common: what was sent, by which post, and a date in a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Context
from handlers.pages.uploads import Upload
from handlers.pages.visits import Visit
from models.domain.dates import SaidDate, read_date
from models.domain.district import Post
from models.domain.working_time import shanghai_day

Fields = Mapping[str, str]
Uploads = tuple[Upload, ...]
Handle = Callable[[Context, Visit, Fields, Uploads], str]


def post_of(seen_by: Visit) -> Post:
    """The post that opened the page."""
    assert seen_by.post is not None
    return seen_by.post


def date_in(ctx: Context, fields: Fields) -> SaidDate | None:
    """The date a form names, None when it is empty or none."""
    said = fields.get("date", "")
    return read_date(said, shanghai_day(ctx.now), ctx.calendar) if said else None
