"""What letters and cards say about a case, worked out once: who has it, where it is, until when."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from handlers.context import Context
from handlers.services import climbing, dispatching
from handlers.services.leaves import acting
from handlers.services.notices import first_of_one_role
from handlers.texts import letters as texts
from handlers.texts import naming
from models.domain.district import Category, Post
from models.domain.escalation import Rung, posts_at
from models.domain.working_time import shanghai_day
from models.tables import Case, Media, Statement

WORDS_SHOWN = 60


class Facts:
    """One case as people are told of it at `ctx.now`."""

    def __init__(self, ctx: Context, case: Case) -> None:
        self.ctx = ctx
        self.case = case

    @property
    def n(self) -> int:
        return self.case.running

    @property
    def label(self) -> str:
        return naming.label(self.case)

    @cached_property
    def category(self) -> Category | None:
        return self.ctx.district.categories.get(self.case.category)

    @property
    def place(self) -> str:
        case = self.case
        return naming.place(self.ctx.district, case.community, case.place, case.detail) or "—"

    @property
    def building(self) -> str:
        """The place without the entrance: cards lie open on a lock screen."""
        case = self.case
        return naming.place(self.ctx.district, case.community, case.place, naming.building(case.detail))

    @property
    def words(self) -> str:
        return clip(self.case.text, WORDS_SHOWN)

    @cached_property
    def photos(self) -> str:
        count = len(self.ctx.tx.find(Media, case_id=self.case.id, kind="image", purpose="complaint"))
        return texts.ORDER_PHOTOS(count=count) if count else ""

    @property
    def due(self) -> str:
        return self.until(self.case.due_at)

    def until(self, at: datetime | None) -> str:
        """A date as it is said, `—` when there is none."""
        return naming.due(at, self.ctx.now) if at is not None else "—"

    def name_of(self, unit: str) -> str:
        return self.ctx.district.name_of(unit) if unit else ""

    @property
    def unit(self) -> str:
        """Who must act now."""
        return self.name_of(self.case.unit)

    @property
    def first_unit(self) -> str:
        return self.name_of(self.case.first_unit)

    @cached_property
    def person(self) -> str:
        """Name of who has the case in hand, `` where the post is vacant."""
        if not self.case.unit:
            return ""
        posts = first_of_one_role(posts_at(self.ctx.district, dispatching.rung_of(self.case)))
        return acting.person_now(self.ctx, posts[0].code) if posts else ""

    @property
    def owner(self) -> str:
        """滨海社区 李晓; the desk while nobody has it."""
        if not self.case.unit:
            return texts.TRIAGE_OWNER()
        return " ".join(part for part in (self.unit, self.person) if part)

    @property
    def holder(self) -> str:
        """滨海社区李晓: the same inside a sentence."""
        return self.owner.replace(" ", "")

    @cached_property
    def above(self) -> Rung | None:
        return climbing.above(self.ctx, self.case)

    def above_name(self, own_head: str = naming.OWN_HEAD) -> str:
        """What the level above is called; in a department the first one is its own head."""
        if self.above is None:
            return ""
        return own_head if self.above.unit == self.case.unit else self.name_of(self.above.unit)

    def statement(self, found: object) -> str:
        """Words of a statement named by id in the parameters of a push; words that stand there themselves are taken."""
        if isinstance(found, int):
            row = self.ctx.tx.get(Statement, found)
            return row.words if row is not None else ""
        return str(found or "")

    def speaker(self, found: object) -> str:
        """Who said the words of a statement: a helper is named by his own name, not by the owner's."""
        post, row = self._post_of(found), self._statement(found)
        if post is None or row is None:
            return self.person or self.unit
        return acting.person_at(self.ctx, post.code, shanghai_day(row.at)) or self.name_of(post.unit)

    def speaking_unit(self, found: object) -> str:
        """The unit of who said it."""
        post = self._post_of(found)
        return self.name_of(post.unit) if post else self.unit

    def _post_of(self, found: object) -> Post | None:
        row = self._statement(found)
        return self.ctx.district.posts.get(row.post) if row is not None and row.post else None

    def _statement(self, found: object) -> Statement | None:
        return self.ctx.tx.get(Statement, found) if isinstance(found, int) else None

    def last_statement(self, *kinds: str) -> Statement | None:
        rows = self.ctx.tx.find(Statement, case_id=self.case.id, kind=kinds, order="-at")
        return rows[0] if rows else None

    def link(self, holder: str) -> str:
        return self.ctx.links.url("c", self.case.id, holder, self.ctx.now)


def clip(words: str, length: int) -> str:
    """The words on one line, cut with an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
