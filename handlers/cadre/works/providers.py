"""服务商: what people said of each provider, with how many were asked and how many answered."""

from __future__ import annotations

from handlers.cadre.stations import choosing
from handlers.context import Talk
from handlers.policies import stations as policy
from handlers.services.works import services
from handlers.texts import works as texts

FEW = 10
"""Below so many answers there is no per cent."""


def answer(talk: Talk, _text: str = "") -> str:
    """Used, asked, answered, said good; a percentage only where enough answered."""
    if policy.post_for(talk.ctx.district, talk.posts, "ratings") is None:
        return choosing.refusal("ratings")
    found = services.ratings(talk.tx, talk.ctx.district.directory)
    if not found:
        return texts.RATINGS_NONE()
    rows = [
        texts.RATINGS_ROW(
            provider=one.service.provider,
            kind=one.service.kind,
            used=one.used,
            asked=one.asked,
            answered=one.answered,
            good=one.good,
            share=texts.RATINGS_SHARE(percent=one.good * 100 // one.answered) if one.answered >= FEW else "",
        )
        for one in sorted(found, key=lambda one: -one.used)[:8]
    ]
    return texts.RATINGS(rows="\n".join(rows))
