"""Links that do not lead anywhere, photos, headers, and input nobody should send."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from handlers.context import Context
from handlers.services import questions
from models.tables import Case, Media, Question
from tests.town import Person, Town
from tests.web.conftest import HANDLER, Site, picture
from tests.web.test_case_page import finish, newest, read


async def test_a_forged_link_is_not_found_and_says_what_to_do(site: Site, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    for bad in (path[:-2] + "xx", "/c/x", "/c/" + "A" * 300, "/q/" + path[3:], "/m/" + path[3:], "/c/%E4%B8%AD"):
        page = await site.get(bad)
        assert page.status == 404, bad
        assert "回到微信" in page.words


async def test_an_old_link_is_gone_and_says_so(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    town.clock.now += timedelta(days=47)
    page = await site.get(path)
    assert page.status == 410
    assert "过期" in page.words
    assert (await site.post(path, {"do": "urge", "once": "ab" * 12})).status == 410


async def test_a_form_of_one_person_cannot_be_sent_by_another(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    form = (await site.get(site.case_path(lamp, wang))).form("withdraw")
    assert form is not None
    answer = await site.post(site.case_path(lamp, li), {**form.fields, "answer": "withdrawn"})
    assert answer.status == 404
    assert newest(town, lamp).state == "dispatched"


async def test_every_page_forbids_scripts_caches_and_referrers(
    site: Site, lamp: Case, wang: Person, li: Person
) -> None:
    paths = [site.case_path(lamp, wang), site.case_path(lamp, li), "/c/nothing"]
    for path in paths:
        headers = (await site.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "script" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"


async def test_pages_have_no_script_no_inline_style_and_nothing_from_elsewhere(
    site: Site, lamp: Case, wang: Person, li: Person
) -> None:
    for who in (wang, li):
        page = await site.get(site.case_path(lamp, who))
        assert "<script" not in page.text
        assert "style=" not in page.text
        assert "http" not in page.text
        assert "onclick" not in page.text


async def test_the_style_sheet_is_kept_for_good_under_its_version(site: Site, lamp: Case, wang: Person) -> None:
    page = await site.get(site.case_path(lamp, wang))
    address = page.text.split('stylesheet" href="..')[1].split('"')[0]
    sheet = await site.get(address)
    assert sheet.status == 200
    assert "immutable" in sheet.headers["Cache-Control"]
    again = await site.get(address, headers={"If-None-Match": sheet.headers["ETag"]})
    assert again.status == 304
    assert (await site.get("/static/icon.svg")).headers["Content-Type"].startswith("image/svg+xml")
    assert (await site.get("/static/..%2fpages.py")).status == 404


async def test_a_photo_loses_what_the_camera_wrote(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    original = picture()
    assert b"Secret Camera" in original
    page = await site.send(site.case_path(lamp, wang), "add", photos=(original,))
    answer = await site.client.get(page.images()[0].removeprefix(".."))
    content = await answer.read()
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Secret Camera" not in content
    with Image.open(io.BytesIO(content)) as shown:
        assert dict(shown.getexif()) == {}
        assert shown.size == (640, 480)


async def test_photos_are_shown_only_to_those_who_may_see_the_case(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await site.send(site.case_path(lamp, wang), "add", photos=(picture(),))
    await finish(site, lamp, li)
    complaint = read(town, Media, case_id=lamp.id, purpose="complaint")[0]
    evidence = read(town, Media, case_id=lamp.id, purpose="evidence")[0]
    other = town.bind("马满仓", "binhai.tuanjiebeilu/handler")
    may = {
        wang.key: (200, 200),
        li.key: (200, 200),
        f"post:{HANDLER}": (200, 200),
        other.key: (404, 404),
        "x": (404, 404),
    }
    for holder, expected in may.items():
        got = tuple([(await site.client.get(site.path("m", one.id, holder))).status for one in (complaint, evidence)])
        assert got == expected, holder


async def test_a_photo_that_is_still_on_its_way_says_so(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    def arrive(ctx: Context) -> int:
        return ctx.tx.insert(
            Media,
            account_id=wang.key,
            case_id=lamp.id,
            kind="image",
            media_id="m1",
            not_before=ctx.now,
            received_at=ctx.now,
        ).id

    found = town.do(arrive)
    page = await site.get(site.case_path(lamp, wang))
    assert "照片还在取" in page.words
    assert page.images() == []
    assert (await site.client.get(site.path("m", found, wang.key))).status == 404


async def test_png_is_taken_and_the_same_photo_twice_is_one(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    png = picture(kind="PNG", exif=False)
    await site.send(site.case_path(lamp, wang), "add", photos=(png, png))
    kept = read(town, Media, case_id=lamp.id)
    assert [(one.mime, one.state) for one in kept] == [("image/jpeg", "kept")]


def _gif() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "GIF")
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "photos",
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>",),
        (_gif(),),
        (picture()[:200],),
        (_bomb(),),
        (b"\xff\xd8\xff" + b"0" * ((10 << 20) + 1),),
        tuple(picture(f"#0000{at}0") for at in range(5)),
    ],
    ids=["svg", "gif", "cut off", "unfolds to 81 million pixels", "above 10 MB", "five"],
)
async def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    site: Site, town: Town, lamp: Case, wang: Person, photos: tuple[bytes, ...]
) -> None:
    page = await site.send(site.case_path(lamp, wang), "add", text="看照片", photos=photos)
    assert page.status == 413
    assert "照片没有收下" in page.words
    assert read(town, Media) == []


@pytest.mark.parametrize(
    "fields",
    [{}, {"do": "urge"}, {"do": "urge", "once": "../../x"}, {"once": "ab" * 12}, {"do": "urge", "once": "AB" * 100}],
)
async def test_an_incomplete_form_is_refused(
    site: Site, town: Town, lamp: Case, wang: Person, fields: dict[str, str]
) -> None:
    page = await site.post(site.case_path(lamp, wang), fields)
    assert page.status == 400
    assert newest(town, lamp).urges == 0


async def test_an_unknown_form_or_answer_changes_nothing(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    assert (await site.post(path, {"do": "__class__", "once": "ab" * 12})).status == 404
    assert (await site.post(path, {"do": "vote", "once": "ab" * 12, "answer": "perfect"})).status == 422
    assert (await site.post(path, {"do": "vote", "once": "ac" * 12, "answer": "solved"})).status == 422
    assert newest(town, lamp).seq == lamp.seq


async def test_a_text_that_is_too_long_is_not_cut_in_silence(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    page = await site.send(site.case_path(lamp, wang), "add", text="灯" * 1001)
    assert page.status == 422
    assert "写得太长了" in page.words
    assert newest(town, lamp).seq == lamp.seq


async def test_broken_bodies_and_control_characters_do_no_harm(
    site: Site, town: Town, lamp: Case, wang: Person
) -> None:
    path = site.case_path(lamp, wang)
    bodies: list[tuple[bytes, str]] = [
        (b'--x\r\nContent-Disposition: form-data; name="do"\r\n\r\nurge', "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--", "multipart/form-data; boundary=x"),
        (b"\xff\xfe=%ff", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
    ]
    for body, kind in bodies:
        answer = await site.client.post(path, data=body, headers={"Content-Type": kind})
        assert answer.status == 400, (body, kind)
    page = await site.send(path, "add", text="第一行\x00\u202e\r\n第二行")
    assert page.status == 200
    assert "第一行" in page.words


async def test_a_photo_link_never_leads_out_of_the_folder(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    def plant(ctx: Context) -> int:
        row: Any = ctx.tx.insert(
            Media,
            account_id=wang.key,
            case_id=lamp.id,
            kind="image",
            state="kept",
            path="../../../etc/passwd",
            mime="text/plain",
            not_before=ctx.now,
            received_at=ctx.now,
        )
        return int(row.id)

    found = town.do(plant)
    answer = await site.client.get(site.path("m", found, wang.key))
    assert answer.status == 500
    assert "root:" not in await answer.text()


# -- the question page ------------------------------------------------------------------------------------------------


def ask(town: Town, case: Case, who: Person, kind: str, effects: tuple[str, ...], **data: Any) -> Question:
    def work(ctx: Context) -> Question:
        options: list[Any] = [
            {"digit": str(at), "label": effect, "effect": effect} for at, effect in enumerate(effects, start=1)
        ]
        return questions.ask(
            ctx, who.key, kind, options, live=False, case=case, data=data, expires_at=ctx.now + timedelta(days=7)
        )

    found: Question = town.do(work)
    return found


async def test_a_question_page_asks_solved_and_then_satisfied(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    question = ask(town, lamp, wang, "solved", ("solved", "unsolved", "partial"))
    path = site.path("q", question.id, wang.key)
    page = await site.get(path)
    assert "现在解决了吗" in page.words
    assert page.forms() == {"vote", "later"}
    page = await site.send(path, "vote", answer="solved")
    assert "满意" in page.words
    page = await site.send(path, "satisfy", answer="satisfied")
    assert "您说的是：解决了、满意" in page.words
    assert newest(town, lamp).satisfied == "yes"
    assert read(town, Question, id=question.id)[0].status == "dropped"


async def test_a_question_page_of_somebody_else_is_not_found(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    question = ask(town, lamp, wang, "solved", ("solved", "unsolved", "partial"))
    assert (await site.get(site.path("q", question.id, li.key))).status == 404
    assert (await site.get(site.path("q", 999, wang.key))).status == 404


async def test_a_question_page_before_the_end_says_where_it_stands(
    site: Site, town: Town, lamp: Case, wang: Person
) -> None:
    question = ask(town, lamp, wang, "solved", ("solved", "unsolved", "partial"))
    page = await site.get(site.path("q", question.id, wang.key))
    assert "已交给滨海社区" in page.words
    assert page.form("vote") is None


async def test_a_missed_promise_is_counted_and_moves_no_state(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await site.send(site.case_path(lamp, li), "progress", text="明天下午来换")
    town.clock.at(11, 25, 10)
    question = ask(town, lamp, wang, "solved", ("solved", "unsolved"), purpose="promise", date="2026-11-24")
    path = site.path("q", question.id, wang.key)
    page = await site.get(path)
    assert "说好的11月24日（周二）到了，办了吗" in page.words
    page = await site.send(path, "promise", answer="missed")
    assert "记下了：没办" in page.words
    assert newest(town, lamp).state == "working"
    assert "promise_missed" in town.pushes_to_post(HANDLER)
    assert read(town, Question, id=question.id)[0].status == "answered"
    assert page.form("promise") is None


async def test_a_danger_that_is_not_over_calls_again(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    question = ask(town, lamp, wang, "danger", ("gone", "still"))
    page = await site.send(site.path("q", question.id, wang.key), "danger", answer="still")
    assert "又叫值班的人" in page.words
    assert "emergency" in {row.kind for row in town.outbox(case_id=lamp.id)}


async def test_a_danger_that_is_over_is_told_to_who_has_it(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    question = ask(town, lamp, wang, "danger", ("gone", "still"))
    page = await site.send(site.path("q", question.id, wang.key), "danger", answer="gone")
    assert "没有危险了" in page.words
    assert "supplement" in town.pushes_to_post(HANDLER)


async def test_somebody_who_cannot_tell_yet_is_asked_again_once(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    path = site.case_path(lamp, wang)
    form = (await site.get(path)).form("later")
    assert form is not None
    page = await site.send(path, "later")
    assert "我再问您一次" in page.words
    assert page.form("later") is None
    assert page.form("vote") is not None
    again = await site.post(path, {"do": "later", "once": "ef" * 12})
    assert again.status == 422
    assert newest(town, lamp).state == "confirming"


async def test_a_recording_is_handed_over_as_a_file_and_can_be_written_down(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    kept = site.store.keep(b"#!AMR\n123", "audio/amr")

    def arrive(ctx: Context) -> int:
        return ctx.tx.insert(
            Media,
            account_id=wang.key,
            case_id=lamp.id,
            kind="voice",
            state="kept",
            path=kept.path,
            mime=kept.mime,
            not_before=ctx.now,
            received_at=ctx.now,
        ).id

    found = town.do(arrive)
    answer = await site.client.get(site.path("m", found, li.key))
    assert await answer.read() == b"#!AMR\n123"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    page = await site.send(site.case_path(lamp, li), "transcribe", text="三楼的灯也不亮")
    assert "三楼的灯也不亮" in page.words
