"""Rules a person can break. Each error has a code and parameters; `handlers.texts` gives it words."""

# ruff: noqa: N818 - each name is the rule that was broken, as the dialogues call it
from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class BadInputError(Exception):
    """A file, a setting or an argument cannot be used; the text is one clear line for who gave it."""


class CaseError(Exception):
    """The request breaks a rule and nothing was changed."""

    code: ClassVar[str] = "case_error"

    def __init__(self, **params: object) -> None:
        super().__init__(self.default_message())
        self.params: Mapping[str, object] = params

    @classmethod
    def default_message(cls) -> str:
        """First line of the nearest docstring in the family."""
        lines = next((kind.__doc__ for kind in cls.__mro__ if kind.__doc__), "").splitlines()
        return lines[0] if lines else cls.__name__

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.default_message()} ({given})" if given else self.default_message()


class IllegalAct(CaseError):
    """The act is not possible in this state; params: state, act, actor, legal."""

    code = "illegal_act"


class NotYours(CaseError):
    """The case is in another unit's hands; params: number, unit."""

    code = "not_yours"


class NotFound(CaseError):
    """There is no such case for this person; params: number, yours."""

    code = "not_found"


class MissingPart(CaseError):
    """The command lacks a part; params: verb, number, parts."""

    code = "missing_part"


class Ambiguous(CaseError):
    """Several cases, units or places fit; params: what, candidates."""

    code = "ambiguous"


class BadDate(CaseError):
    """The date cannot be used; params: said, reason (vague, past, unreadable)."""

    code = "bad_date"


class TooLate(CaseError):
    """The time for this has passed; params: act, until."""

    code = "too_late"


class LimitReached(CaseError):
    """This may not be done once more; params: act, limit."""

    code = "limit_reached"


class NoPower(CaseError):
    """The unit holds no power for this matter; params: unit, category."""

    code = "no_power"


class UnknownUnit(CaseError):
    """No unit goes by that name; params: said, near."""

    code = "unknown_unit"


class EndDecided(CaseError):
    """The case was ended by a decision, which an appeal alone changes; params: number."""

    code = "end_decided"


class NotTheSame(CaseError):
    """The two cases may not be merged; params: number, main, reason (state, rounds, matter)."""

    code = "not_the_same"


class AboutConduct(CaseError):
    """The words speak of somebody's conduct and would be read by whom they speak of; params: number."""

    code = "about_conduct"


class MeetingNotReady(CaseError):
    """The meeting may not begin or end now; params: reason (notice, day, empty, open, held, reason), until, name."""

    code = "meeting_not_ready"


class WrongMoment(CaseError):
    """An errand, a turn, a conflict or a project is not where this can be done; params: what, number, state."""

    code = "wrong_moment"


class NotBound(CaseError):
    """Only a bound post may do this; params: verb."""

    code = "not_bound"


class BadSlip(CaseError):
    """The slip of somebody without WeChat cannot be used; params: reason (wrong, dead, filer, full, over)."""

    code = "bad_slip"


class HouseholdAnswered(CaseError):
    """Somebody of the household has answered already; params: number, answer, elder."""

    code = "household_answered"


class BadInvitation(CaseError):
    """The invitation code cannot be used; params: reason (unknown, used, expired, too_many_tries)."""

    code = "bad_invitation"
