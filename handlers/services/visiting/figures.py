"""What the year of visits came to, counted from what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import func, select

from handlers.services.visiting import coverage, opinions
from handlers.services.visiting.counting import by_name, number
from handlers.services.visiting.coverage import Span
from models.domain.district import District
from models.domain.working_time import at_clock
from models.store.rows import table_of
from models.store.tx import Reader
from models.tables import Forum, HomeVisit, Opinion, Survey, SurveyPaper, Topic


def count(reader: Reader, district: District, first: date, last: date) -> Mapping[str, Any]:
    """Households and how many were visited, visits by way, papers, 座谈会, opinions by source, issues by state."""
    communities = tuple(unit.code for unit in district.units.values() if unit.level == "community")
    rows = coverage.by_community(reader, Span(None, first, last), communities)
    whole = coverage.total(district.root, rows)
    visit, forum, paper, survey = (table_of(one) for one in (HomeVisit, Forum, SurveyPaper, Survey))
    opinion, topic = table_of(Opinion), table_of(Topic)
    span = (visit.c.day >= first, visit.c.day <= last, visit.c.undone_at.is_(None))
    ways = by_name(reader, select(visit.c.mode, func.count()).where(*span).group_by(visit.c.mode))
    begins, ends = at_clock(first, time(0)), at_clock(last + timedelta(days=1), time(0))
    asked = select(survey.c.id).where(survey.c.opened_at >= begins, survey.c.opened_at < ends)
    of_these = paper.c.survey_id.in_(asked)
    papers = by_name(reader, select(paper.c.channel, func.count()).where(of_these).group_by(paper.c.channel))
    heard = (opinion.c.at >= begins, opinion.c.at < ends)
    sources = by_name(reader, select(opinion.c.source, func.count()).where(*heard).group_by(opinion.c.source))
    days = (forum.c.day >= first, forum.c.day <= last)
    left = select(func.count()).select_from(opinion).where(*heard, opinion.c.topic_id.is_(None))
    gathered = select(opinion.c.topic_id).where(*heard, opinion.c.topic_id.is_not(None)).distinct().subquery()
    issues = by_name(
        reader,
        select(topic.c.status, func.count())
        .select_from(topic.join(gathered, gathered.c.topic_id == topic.c.id))
        .group_by(topic.c.status),
    )
    return {
        "households": whole.homes,
        "visited": whole.visited,
        "visits": ways,
        "questionnaires": sum(papers.values()),
        "papers": papers,
        "forums": number(reader, select(func.count()).select_from(forum).where(*days)),
        "opinions": sum(sources.values()),
        "sources": {name: sources.get(name, 0) for name in opinions.SOURCES},
        "issues": sum(issues.values()),
        "by_state": issues,
        "told": number(reader, select(func.count()).select_from(opinion).where(*heard, opinion.c.told_at.is_not(None))),
        "ungathered": number(reader, left),
    }
