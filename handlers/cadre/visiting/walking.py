"""走访 3-2-501 独居老人，想装扶手: which household, in which way, what was heard, and is it to become a case."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cadre import proxies
from handlers.cadre.acting import ask
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.verbs import PROXY
from handlers.policies.unit_names import split_unit
from handlers.services import accounts, kept_commands
from handlers.services.visiting import homes, quotas, visits
from handlers.services.visiting.visits import Made
from handlers.shared import asking
from handlers.texts import naming
from handlers.texts import visits as texts
from models.domain.district import Post
from models.domain.errors import CaseError
from models.domain.visiting import homes as codes
from models.domain.visiting import modes
from models.tables import Account, Home, Question

WHICH, FILE = "visit_home", "visit_case"
SURE = frozenset({"complaint", "request"})


def answer(talk: Talk, command: Command) -> str:
    """走访 with what stands behind it."""
    text = command.rest.strip()
    own = accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
    if not text:
        return texts.FORM(code=texts.UNIT_EXAMPLE)
    if text.rstrip("。.") == texts.UNDO_WORD:
        return _undo(talk, own)
    mode, rest = modes.split_mode(text)
    unit, rest = _unit(talk, own, rest)
    code, words = codes.split_code(rest)
    chosen = mode or modes.HOME
    if not code:
        if mode in modes.WITHOUT_A_HOUSE and rest:
            return _made(talk, own[0], None, unit or own[0].unit, chosen, rest)
        return texts.NO_CODE(code=texts.UNIT_EXAMPLE)
    found = homes.named(talk.ctx, own, code, unit)
    if len(found) == 1:
        return _made(talk, _post(talk, own, found[0]), found[0], found[0].community, chosen, words)
    if found:
        return _which(talk, own, found, code, chosen, words, several=True)
    like = homes.like(talk.ctx, own, code)
    if like:
        return _which(talk, own, like, code, chosen, words)
    return texts.NOT_FOUND(code=code)


def chosen(talk: Talk, question: Question, effect: str) -> str | None:
    """Which household it was."""
    home = talk.tx.get(Home, int(effect.removeprefix("home:")))
    own = accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
    if home is None or not own:
        return None
    words = kept_commands.words_of(talk.ctx, question)
    mode = next(one for one in modes.NAMES if one == question.data["mode"])
    return _made(talk, _post(talk, own, home), home, home.community, mode, words)


def file(talk: Talk, question: Question, effect: str) -> str | None:
    """What was heard is to become a case: filed like any other for somebody without WeChat."""
    if effect != "yes":
        return texts.CASE_NO()
    words = kept_commands.words_of(talk.ctx, question)
    post = talk.ctx.district.posts.get(str(question.data.get("post", "")))
    if post is None or not words:
        return None
    return proxies.file_for_visit(talk, PROXY, post, words, int(question.data["opinion"]))


def _made(talk: Talk, post: Post, home: Home | None, community: str, mode: modes.Mode, words: str) -> str:
    made = visits.record(talk.ctx, post, talk.account.id, home, community, mode, words)
    said = texts.RECORDED(
        mode=texts.MODES[mode],
        where=_where(talk, home, community),
        count=_count(talk, home),
        heard=_heard(made, home),
        again=texts.AGAIN() if made.again else "",
        word=_word(talk, home),
    )
    matter = _matter(talk, words, community)
    if made.opinion is None or not matter:
        return said
    options = naming.numbered(texts.CASE_OPTIONS)
    text = texts.ASK_CASE(recorded=said, matter=matter, options=options)
    return ask(talk, FILE, text, texts.CASE_OPTIONS, kind="yesno", post=post, words=words, opinion=made.opinion.id)


def _heard(made: Made, home: Home | None) -> str:
    if made.opinion is None:
        return ""
    return texts.HEARD() if home is not None else texts.HEARD_OF_NOBODY()


def _word(talk: Talk, home: Home | None) -> str:
    """How the household hears by itself; said as long as nobody of it follows."""
    if home is None:
        return ""
    account = talk.tx.get(Account, home.account_id) if home.account_id else None
    if account is not None and account.follows:
        return ""
    return texts.WORD(code=home.code, word=homes.word_of(talk.ctx, home))


def _count(talk: Talk, home: Home | None) -> str:
    own = accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
    if home is None:
        return texts.COUNT_NONE()
    count, owes = quotas.homes_this_month(talk.ctx, own)
    if owes is None:
        return texts.COUNT_FREE(visits=count)
    owed = max(0, owes.visits - count)
    return texts.COUNT_OWED(visits=count, owed=owed) if owed else texts.COUNT_DONE(visits=count)


def _matter(talk: Talk, words: str, community: str) -> str:
    """What somebody would have to do something about, `` where nothing is asked for."""
    if not words.strip():
        return ""
    reading = talk.ctx.world.understander.read(words, default_unit=community)
    sure = reading.intent in SURE and reading.matters and reading.matters[0].category
    return reading.matters[0].title if sure else ""


def _which(
    talk: Talk, own: Sequence[Post], found: Sequence[Home], said: str, mode: str, words: str, *, several: bool = False
) -> str:
    named = [(home, talk.ctx.district.name_of(home.community)) for home in found[: homes.MOST_LIKE_IT]]
    labels = [(f"home:{home.id}", texts.LIKE(community=name, code=home.code)) for home, name in named]
    options = naming.numbered(labels)
    text = (
        texts.ASK_SEVERAL(said=said, count=len(found), options=options)
        if several
        else texts.ASK_LIKE(said=said, options=options)
    )
    return ask(talk, WHICH, text, labels, post=own[0], words=words or " ", mode=mode)


def _where(talk: Talk, home: Home | None, community: str) -> str:
    name = talk.ctx.district.name_of(community)
    return texts.WHERE_HOME(community=name, code=home.code) if home is not None else name


def _unit(talk: Talk, own: Sequence[Post], text: str) -> tuple[str, str]:
    """A unit the text begins with: which community's 3-2-501."""
    try:
        return split_unit(talk.ctx.district, text, own[0].unit)
    except CaseError:
        return "", text


def _post(talk: Talk, own: Sequence[Post], home: Home) -> Post:
    """The post that visits: whose household it is, else the one nearest to it."""
    line = talk.ctx.district.line_of(home.community)
    given = next((post for post in own if post.code == home.post), None)
    return given or min(own, key=lambda post: line.index(post.unit) if post.unit in line else len(line))


def _undo(talk: Talk, own: Sequence[Post]) -> str:
    visit = visits.last(talk.ctx, talk.account.id, own)
    if visit is None:
        return texts.UNDO_NONE()
    live = asking.live(talk)
    if live is not None and asking.purpose_of(live) == FILE:
        asking.settle(talk, live, "", status="dropped")
    visits.undo(talk.ctx, visit)
    return texts.UNDONE()
