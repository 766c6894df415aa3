"""The schema: SQLModel tables, one module a subject.

The classes declare columns and give mypy the types; at run time the store hands out light immutable rows with
the same attributes (`models.store.rows`), because building table objects costs sixty times as much.
"""

from __future__ import annotations

from models.tables.accounts import Account, Binding, Conversation, Invite, Question
from models.tables.ballots import Ballot, BallotCount, BallotIssue, BallotSpent
from models.tables.briefs import Brief, BriefErratum
from models.tables.cases import Assignment, Case, Draft, Event, Look, Request, SpotCheck, Statement, Vault, Voice
from models.tables.commitments import Commitment, CommitmentDate
from models.tables.households import Household
from models.tables.inspection import Circular, Inspection
from models.tables.leaves import Leave
from models.tables.letters import Attempt, Inbox, Media, Outbox
from models.tables.meetings import AgendaItem, HostSwap, Meeting, MeetingRecord
from models.tables.organisation import DistrictVersion, PostHolding, RoutingDecision, Setting, UnitHistory
from models.tables.pauses import Pause
from models.tables.pledges import Pledge, PledgeEvent, PledgeStep, Theme
from models.tables.postings import Posting, PostingObjection
from models.tables.stations import DutyListener, DutySwap, DutyTurn, Errand, ErrandPaper, FieldEvent
from models.tables.supervision import Supervision
from models.tables.time import Counter, DayRoot, Timer
from models.tables.visiting import (
    Campaign,
    DutyDay,
    Forum,
    Home,
    HomeVisit,
    Opinion,
    Survey,
    SurveyPaper,
    SurveyTurn,
    Topic,
    TopicMove,
)
from models.tables.watching import Doubt, Omission
from models.tables.works import Conflict, Deed, Project, ProjectAmount, ProjectLink, ServiceUse

__all__ = [
    "Account",
    "AgendaItem",
    "Assignment",
    "Attempt",
    "Ballot",
    "BallotCount",
    "BallotIssue",
    "BallotSpent",
    "Binding",
    "Brief",
    "BriefErratum",
    "Campaign",
    "Case",
    "Circular",
    "Commitment",
    "CommitmentDate",
    "Conflict",
    "Conversation",
    "Counter",
    "DayRoot",
    "Deed",
    "DistrictVersion",
    "Doubt",
    "Draft",
    "DutyDay",
    "DutyListener",
    "DutySwap",
    "DutyTurn",
    "Errand",
    "ErrandPaper",
    "Event",
    "FieldEvent",
    "Forum",
    "Home",
    "HomeVisit",
    "HostSwap",
    "Household",
    "Inbox",
    "Inspection",
    "Invite",
    "Leave",
    "Look",
    "Media",
    "Meeting",
    "MeetingRecord",
    "Omission",
    "Opinion",
    "Outbox",
    "Pause",
    "Pledge",
    "PledgeEvent",
    "PledgeStep",
    "PostHolding",
    "Posting",
    "PostingObjection",
    "Project",
    "ProjectAmount",
    "ProjectLink",
    "Question",
    "Request",
    "RoutingDecision",
    "ServiceUse",
    "Setting",
    "SpotCheck",
    "Statement",
    "Supervision",
    "Survey",
    "SurveyPaper",
    "SurveyTurn",
    "Theme",
    "Timer",
    "Topic",
    "TopicMove",
    "UnitHistory",
    "Vault",
    "Voice",
]
