"""The lexicon agrees with the district files and with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from handlers.understanding.lexicon import DANGERS, ENTRIES, GUARDS, QUESTIONS
from handlers.understanding.wording import normalise
from models.domain.district import District

CATCH_ALL = "其他/其他事项"
"""The one category nothing speaks for: what is left."""


def test_every_category_of_the_lexicon_is_in_every_district_file(districts: Mapping[str, District]) -> None:
    for code, district in districts.items():
        named = {entry.code for entry in ENTRIES} | {danger.category for danger in DANGERS}
        assert named <= set(district.categories), code


def test_every_category_of_every_district_file_has_words(districts: Mapping[str, District]) -> None:
    spoken = {entry.code for entry in ENTRIES if entry.sure or (entry.things and entry.faults)}
    spoken |= {danger.category for danger in DANGERS}
    for code, district in districts.items():
        assert set(district.categories) - spoken <= {CATCH_ALL}, code


def test_a_category_has_one_entry() -> None:
    assert [code for code, count in Counter(entry.code for entry in ENTRIES).items() if count > 1] == []


def test_a_word_plays_one_part_in_an_entry() -> None:
    for entry in ENTRIES:
        words = [*entry.sure, *entry.things, *entry.faults, *entry.hints, *entry.against]
        doubled = [word for word, count in Counter(words).items() if count > 1]
        assert doubled == [], entry.code


def test_words_are_written_as_they_are_matched() -> None:
    words = [word for entry in ENTRIES for word in (*entry.sure, *entry.things, *entry.faults, *entry.hints)]
    words += [word for danger in DANGERS for word in (*danger.sure, *danger.things, *danger.signs)]
    words += [*GUARDS, *(word for question in QUESTIONS for word in question.when)]
    assert [word for word in words if normalise(word) != word or not word.strip()] == []


def test_titles_have_four_to_eight_characters() -> None:
    titles = [title for entry in ENTRIES for _, title in entry.titles] + [danger.title for danger in DANGERS]
    assert [title for title in titles if not 4 <= len(title) <= 8] == []


def test_every_option_of_a_question_leads_to_a_category_of_every_district(districts: Mapping[str, District]) -> None:
    for district in districts.values():
        for question in QUESTIONS:
            assert question.separates <= set(district.categories), question.code


def test_options_of_a_question_share_no_word() -> None:
    for question in QUESTIONS:
        words = [word for option in question.options for word in option.words]
        assert len(words) == len(set(words)), question.code
