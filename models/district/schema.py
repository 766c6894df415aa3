"""The district file as pydantic models: what may stand where, and nothing else.

Rules that look at more than one entry (references, missing posts, powers) are in `references`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from models.domain.ballots import LONGEST as BALLOT_DAYS
from models.domain.district import Partnership, Role, TierCode

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=60)]
"""A stable text key: small letters, digits, `_`, parts joined by dots."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
Phone = Annotated[str, StringConstraints(pattern=r"^(\d[\d-]{1,18}\d)?$")]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
QuietSpan = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]
Lead = Code
"""Code of a unit, or `community` / `street` for the unit of the place."""
Desk = Literal["", "dispatcher", "duty", "inspector", "head"]
PollWait = Literal["visible", "lamp", "night", "days3", "money", "explanation"]
Evidence = Literal["photo", "call", "document", "measured"]
TemplateRole = Annotated[str, StringConstraints(pattern=r"^T(0[1-9]|1[0-2])$")]
Keyword = Annotated[
    str,
    StringConstraints(
        pattern=r"^(thing|character_string|time|date|phrase|name|number|letter|symbol|phone_number|const|amount)\d{1,2}$"
    ),
]


class Entry(BaseModel):
    """An entry of the file: unknown keys are errors, content is read-only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonEntry(Entry):
    name: Name
    invented: bool = False


class PostEntry(Entry):
    role: Role
    person: Code | None = None
    """None = vacant."""
    title: str = ""
    phone: Phone = ""
    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_./]*$")] | None = None
    """Needed only for the second post of one role in a unit; the first is `unit/role`."""
    deputy_of: str | None = None


class UnitEntry(Entry):
    name: Name
    short: str = ""
    aliases: tuple[Name, ...] = ()
    phone: Phone = ""
    powers: tuple[Code, ...] = ()
    """In addition to those every unit of its kind has."""
    posts: tuple[PostEntry, ...] = ()


class PlaceEntry(Entry):
    name: Name
    kind: Literal["estate", "road", "school", "landmark"] = "estate"
    aliases: tuple[Name, ...] = ()
    at: tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]] | None = None
    """Latitude and longitude, GCJ-02."""
    invented: bool = False


class CommunityEntry(UnitEntry):
    kind: Literal["community", "village"] = "community"
    scene: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")] | None = None
    """Scene of its QR code; the code of the unit unless said otherwise."""
    places: dict[Code, PlaceEntry] = {}


class StreetEntry(UnitEntry):
    kind: Literal["street", "town", "zone"] = "street"
    communities: dict[Code, CommunityEntry] = {}
    places: dict[Code, PlaceEntry] = {}
    """What belongs to no single community."""


class DepartmentEntry(UnitEntry):
    kind: Literal["department", "utility"] = "department"
    parent: Code | None = None
    """The bureau above; none = the district itself."""


class PartnerEntry(UnitEntry):
    """A body that helps and never leads: 驻区单位, 包联共建单位, or one for the whole district."""

    partnership: Partnership | None = None
    serves: tuple[Code, ...] = ()
    """Streets and communities it works with; none = the whole district."""


class RootEntry(UnitEntry):
    code: Code


class CategoryEntry(Entry):
    no: Annotated[str, StringConstraints(pattern=r"^\d{1,2}\.\d{1,2}$")]
    """Entry number in the dispatch catalogue."""
    title: Annotated[str, StringConstraints(min_length=4, max_length=8)]
    lead: Lead
    power: Code
    tier: TierCode
    assist: tuple[Lead, ...] = ()
    poll_wait: PollWait = "visible"
    evidence: tuple[Evidence, ...] = ()
    closing: str = ""
    excusable: tuple[Evidence, ...] | None = None
    """Evidence for which the unit may say why there is none; left out = photo and document, never in the 2 h tier."""
    file_unasked: bool = False
    desk: Desk = ""
    source: str = ""
    """Of the tier; none = the file's `tier_source`."""
    verified: bool = False


class RoutingRuleEntry(Entry):
    category: str
    unit: Code
    where: Code | None = None
    valid_from: date | None = None
    source: str = ""


class TemplateEntry(Entry):
    template_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$")] = ""
    fields: dict[str, Keyword]


class ContactEntry(Entry):
    name: Name
    phone: Phone
    invented: bool = False


class CalendarEntry(Entry):
    extra_holidays: tuple[date, ...] = ()
    extra_workdays: tuple[date, ...] = ()
    known_until: date | None = None


class SeasonEntry(Entry):
    start: MonthDay
    end: MonthDay
    source: str
    verified: bool = False


class TierEntry(Entry):
    """Numbers of one tier that this district sets itself; what is left out stays as the service has it."""

    sign: str | None = None
    first_words: str | None = None
    first_words_vulnerable: str | None = None
    due: dict[Literal["first", "middle", "district"], str] | None = None
    reminders: tuple[str, ...] | None = None
    climbs: str | None = None
    extension: str | None = None
    progress_every: str | None = None
    dispatch: str | None = None
    source: str
    verified: bool = False


class WhistleEntry(Entry):
    """How long a unit that is called in (吹哨) has to answer and to do its part, in this district."""

    answer: str | None = None
    due: str | None = None
    source: str
    verified: bool = False


class RetentionEntry(Entry):
    """How long one kind of personal things is kept after its end."""

    months: Annotated[int, Field(ge=1, le=600)]
    source: str
    verified: bool = False


class RuleDocEntry(Entry):
    """A document of rules for those in office, clause by clause; a 通报 cites one."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
    short: Annotated[str, StringConstraints(pattern=r"^[\u4e00-\u9fff]{1,6}$")]
    """How its clauses are called: 作风, as in 作风3."""
    clauses: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d{1,3})?$")], str], Field(min_length=1)
    ]
    in_force: date | None = None
    """From which day on it may be cited; none = always."""
    source: str
    verified: bool = False


class InspectionEntry(Entry):
    """督查 by lot."""

    units_a_month: Annotated[int, Field(ge=0, le=20)] = 3
    answer_days: Annotated[int, Field(ge=1, le=60)] = 10
    """Working days until a unit answers a 通报 that names no day."""
    source: str
    verified: bool = False


class TimelyEntry(Entry):
    """四个及时: how long each of the four may take (lengths as in `tiers`)."""

    sorted: str | None = None
    handed: str | None = None
    posted: str | None = None
    assessed: str | None = None
    source: str
    verified: bool = False


class ThemeEntry(Entry):
    """老大难: what it covers, and who leads if it becomes the theme of a month."""

    groups: Annotated[tuple[str, ...], Field(min_length=1)]
    """Categories or groups of categories."""
    unit: Code


class ReferenceEntry(Entry):
    """A figure others publish, shown as a line beside ours and never as a goal."""

    percent: Annotated[float, Field(ge=0, le=100)]
    label: Annotated[str, StringConstraints(min_length=1, max_length=12)]
    source: str
    verified: bool = False


Attendees = tuple[str, ...]


class MeetingRuleEntry(Entry):
    """How the meetings of one level are held: every week on a weekday, or every month on days."""

    name: Name
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    """1 = Monday."""
    days: tuple[Annotated[int, Field(ge=1, le=28)], ...] = ()
    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "15:00"
    place: Annotated[str, StringConstraints(max_length=20)] = ""
    holiday: Literal["next", "previous", "skip"] = "next"
    """What becomes of a day that is not worked."""


class MeetingsEntry(Entry):
    """民情分析会 of the three levels; a level that is left out holds none."""

    community: MeetingRuleEntry | None = None
    street: MeetingRuleEntry | None = None
    district: MeetingRuleEntry | None = None
    hosts: tuple[Code, ...] = ()
    """Streets in the order of their turns; none = all of them in the order of their codes."""
    convener: Code | None = None
    observers: tuple[Code, ...] = ()
    notice_days: Annotated[int, Field(ge=1, le=30)] = 3
    draft_days: Annotated[int, Field(ge=1, le=15)] = 5
    attendance: dict[
        Literal["community", "street", "district"], dict[Literal["plain", "joint", "hard"], Attendees]
    ] = {}


class BallotQuestionEntry(Entry):
    """One question of the half-year ballot."""

    code: Code
    about: Literal["community", "street", "partner"]
    text: Annotated[str, StringConstraints(min_length=4, max_length=40)]


class BallotsEntry(Entry):
    """民意测评: when it opens (month and day, one in each half of the year), how long it lasts, what is asked."""

    opens: tuple[MonthDay, ...] = ()
    days: Annotated[int, Field(ge=1, le=BALLOT_DAYS)] = 14
    fewest: Annotated[int, Field(ge=10)] = 10
    """Below so many answers nothing is published."""
    questions: Annotated[tuple[BallotQuestionEntry, ...], Field(max_length=8)] = ()


class QuotaEntry(Entry):
    """What a role owes every month."""

    visits: Annotated[int, Field(ge=0, le=200)] = 5
    posts: Annotated[int, Field(ge=0, le=31)] = 1
    source: str
    verified: bool = False


class CampaignEntry(Entry):
    """A great visit of a unit."""

    unit: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    from_: Annotated[date, Field(alias="from")]
    to: date


Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
TeamName = Literal["leaders", "helpers", "agents", "liaison", "volunteers"]
ThemeName = Literal["poverty", "property", "city", "conflict", "cohesion"]


class StationEntry(Entry):
    """What is particular to the station of one community."""

    posts: tuple[str, ...] = ()
    """Posts that sit there in turn; none = the community's own handlers and head."""
    offers: Annotated[str, StringConstraints(max_length=40)] = ""
    room: Annotated[str, StringConstraints(max_length=20)] = ""


class StationsEntry(Entry):
    """代办站: every community has one; who sits there on Fridays, and how long an errand may take."""

    opens: Clock = "09:00"
    closes: Clock = "17:00"
    tell: Clock = "16:00"
    grace_minutes: Annotated[int, Field(ge=5, le=240)] = 30
    papers_days: Annotated[int, Field(ge=1, le=365)] = 30
    due_days: Annotated[int, Field(ge=1, le=60)] = 5
    confirm_days: Annotated[int, Field(ge=3, le=30)] = 7
    offers: Annotated[str, StringConstraints(max_length=40)] = ""
    bring: Annotated[str, StringConstraints(max_length=40)] = ""
    rosters: dict[Code, StationEntry] = {}


class ServiceEntry(Entry):
    """One service of the directory (便民服务目录)."""

    kind: Name
    words: tuple[Name, ...] = ()
    provider: Name
    phone: Phone = ""
    hours: Annotated[str, StringConstraints(max_length=30)] = ""
    unit: Code | None = None
    """Community it is for; none = the whole district."""
    invented: bool = False


class LeaderLinkEntry(Entry):
    post: str
    units: Annotated[tuple[Code, ...], Field(min_length=1)]


class SettingsEntry(Entry):
    number_start: Annotated[int, Field(ge=1, le=999)] = 1
    heating_season: SeasonEntry | None = None
    unasked_if_vulnerable: tuple[str, ...] = ()
    """Groups of categories filed without confirmation in the heating season if somebody vulnerable is at home."""
    tiers: dict[TierCode, TierEntry] = {}
    whistles: dict[Literal["problem", "enforcement", "emergency", "partner"], WhistleEntry] = {}
    quiet_hours: dict[str, dict[str, tuple[QuietSpan, ...]]] = {}
    """Audience -> urgency -> spans of Shanghai time (models.domain.quiet)."""
    leader_links: tuple[LeaderLinkEntry, ...] = ()
    meetings: MeetingsEntry | None = None
    """None = this district holds no meetings."""
    ballots: BallotsEntry | None = None
    """None = this district holds no ballots."""
    duty_quota: dict[Role, QuotaEntry] = {}
    """Households to visit and days at the duty post a month, by role; a role that is left out owes nothing."""
    campaigns: tuple[CampaignEntry, ...] = ()
    stations: StationsEntry | None = None
    """None = this district has no stations."""
    teams: dict[TeamName, tuple[str, ...]] = {}
    """Posts of the five teams; a team that is left out has its members by their place."""
    tasks: dict[str, ThemeName] = {}
    """Category or group -> the task (五项任务) its matters belong to."""
    directory: dict[Code, ServiceEntry] = {}
    board_private: tuple[str, ...] = ()
    """Categories or groups that never stand on the public board, beside those the service keeps off by itself."""
    retention: dict[Literal["cases", "accusations", "talk"], RetentionEntry] = {}
    """What is erased after how many months (models.domain.retention has the service's own rules)."""
    rule_docs: dict[Code, RuleDocEntry] = {}
    inspection: InspectionEntry | None = None
    """None = nothing is drawn; 通报 are issued all the same."""
    timely: TimelyEntry | None = None
    themes: dict[Name, ThemeEntry] = {}
    satisfaction_reference: ReferenceEntry | None = None
    raw_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    """Days after which deliveries as they came are erased; none = the service's own rule."""


class MenuItem(Entry):
    name: Annotated[str, StringConstraints(min_length=1, max_length=7)]
    says: str = ""
    """The word the tap stands for; answered as if it had been written."""
    page: Annotated[str, StringConstraints(pattern=r"^(/[\w/{}-]*)?$")] = ""
    """A page of the service, a path below the public address."""


class MenuButton(MenuItem):
    name: Annotated[str, StringConstraints(min_length=1, max_length=4)]
    items: Annotated[tuple[MenuItem, ...], Field(max_length=5)] = ()


class MenuEntry(Entry):
    residents: Annotated[tuple[MenuButton, ...], Field(max_length=3)] = ()
    posts: Annotated[tuple[MenuButton, ...], Field(max_length=3)] = ()


class DistrictFile(Entry):
    """A whole district file whose shape is right; its references are checked when it is read."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
    name: Name
    service_name: Name
    tier_source: str
    invented_phones: Annotated[str, StringConstraints(pattern=r"^[\d-]*$")] = ""
    """Phones that begin so are made up; a district empties it when its own numbers are in."""
    district: RootEntry
    streets: dict[Code, StreetEntry]
    departments: dict[Code, DepartmentEntry]
    partners: dict[Code, PartnerEntry] = {}
    people: dict[Code, PersonEntry]
    powers: dict[Code, Name]
    community_powers: tuple[Code, ...] = ()
    street_powers: tuple[Code, ...] = ()
    categories: dict[Annotated[str, StringConstraints(pattern=r"^[^/\s]+/[^/\s]+$")], CategoryEntry]
    routing_rules: dict[Code, RoutingRuleEntry] = {}
    templates: dict[TemplateRole, TemplateEntry] = {}
    contacts: dict[Code, ContactEntry] = {}
    calendar: CalendarEntry = CalendarEntry()
    settings: SettingsEntry = SettingsEntry()
    menu: MenuEntry = MenuEntry()
