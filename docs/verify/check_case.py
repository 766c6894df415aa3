#!/usr/bin/env python3
"""Checks the file of a case of 民情直通 by itself: no server, no network, nothing but Python 3.8 or newer.

    python3 check_case.py FILE [--board 2026-11-23=ab12-cd34-ef56-7890 ...]

FILE is what `minqing export case NUMBER --out FILE` wrote, or the data.json of 我的数据. It is checked that

* every event of the case carries the hash of its own content and of the event before it, without gaps;
* every word in the file (text of the case, statements) is the one that was recorded then;
* every event belongs to the root of its day, and the root to the digest that stands on the public board.

The last step is yours: compare the digests that are printed with those on the board, with a monthly report, or with
your own note of an earlier day (or give them with --board). Exit status 0: all fits; 1: something does not; 2: no file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys

GENESIS = "0" * 64


def canonical(data):
    """One text for equal data: sorted keys, no blanks, real UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def digest(content, salt):
    """Of words: without the salt nobody can try words against it."""
    return hmac.new(bytes.fromhex(salt), content.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def event_hash(case, event):
    """Over everything an event says and the hash of the one before."""
    parts = [case, event["seq"], event["kind"], event["version"], event["at"], event["post"], event["data"]]
    return sha256(canonical([*parts, event["previous"]]).encode("utf-8", "surrogatepass"))


def day_root(case, event):
    """The root the event's path leads to."""
    leaf = canonical(["%s#%06d" % (case, event["seq"]), event["hash"]])
    node = hashlib.sha256(b"\x00" + leaf.encode()).digest()
    for step in event["path"]:
        beside = bytes.fromhex(step[1:])
        node = hashlib.sha256(b"\x01" + (beside + node if step[0] == "L" else node + beside)).digest()
    return node.hex()


def short(chained):
    """A digest as it stands on the board."""
    return "-".join(chained[at : at + 4] for at in range(0, 16, 4))


def chain_problems(file):
    """Events that were changed, are missing, or stand in another order."""
    previous = GENESIS
    for number, event in enumerate(file["events"], start=1):
        if event["seq"] != number:
            yield "event %d stands where event %d should" % (event["seq"], number)
        if event["previous"] != previous:
            yield "event %d does not follow from the one before" % number
        if event_hash(file["case"], event) != event["hash"]:
            yield "event %d was changed" % number
        previous = event["hash"]
    if previous != file["head"]:
        yield "the last event is missing, or one was added"


def word_problems(file, notes):
    """Words that are not those that were recorded."""
    bound, text, erased, text_erased = {}, None, set(), False
    for event in file["events"]:
        data = json.loads(event["data"])
        bound.update({int(one): value for one, value in data.get("said") or []})
        text = data.get("text", text) if event["kind"] != "erased" else text
        if event["kind"] == "erased":
            erased.update(data.get("statements") or [])
            text_erased = text_erased or bool(data.get("text"))
    shown = file.get("text")
    if shown is not None:
        content = canonical([shown["title"], shown["detail"], shown["text"]])
        if text_erased or text is None or digest(content, shown["salt"]) != text:
            yield "the text of the case is not the one that was recorded"
    there = set()
    for one in file["statements"]:
        there.add(one["id"])
        content = canonical([one["kind"], one["at"], one["post"], one["voice"], one["words"]])
        if one["id"] not in bound:
            yield "statement %d was never recorded" % one["id"]
        elif one["id"] in erased:
            yield "statement %d was erased, and yet has words" % one["id"]
        elif digest(content, one["salt"]) != bound[one["id"]]:
            yield "statement %d is not the one that was recorded" % one["id"]
    gone = len(erased & set(bound))
    if gone or text_erased:
        notes.append("%d statements%s were erased, as the events say" % (gone, " and the text" if text_erased else ""))
    rest = set(bound) - there - erased
    if rest:
        notes.append("%d statements are not in this file (they belong to others)" % len(rest))


def day_problems(file, board, notes):
    """Events that are not in the root of their day, days that are not those of the board."""
    days = {one["day"]: one for one in file["days"]}
    waiting = 0
    for event in file["events"]:
        if event["day"] is None:
            waiting += 1
        elif event["day"] not in days or day_root(file["case"], event) != days[event["day"]]["root"]:
            yield "event %d does not belong to the root of %s" % (event["seq"], event["day"])
    for day in sorted(days):
        one = days[day]
        if sha256(canonical([day, one["root"], one["before"]]).encode()) != one["chained"]:
            yield "the digest of %s is not that of its root" % day
        notes.append("%s  %s" % (day, short(one["chained"])))
        if day in board and board[day] != short(one["chained"]):
            yield "the digest of %s is not the one on the board (%s)" % (day, board[day])
    for day in sorted(set(board) - set(days)):
        notes.append("%s: nothing of this case happened then" % day)
    if waiting:
        notes.append("%d events have no day's root yet: it is published in the night after" % waiting)


def files_in(document):
    """The case files in a document: itself, or those of 我的数据."""
    return [document] if "events" in document else [one["proof"] for one in document.get("cases", [])]


def check(file, board):
    """Problems and notes of one case file."""
    notes = []
    problems = [*chain_problems(file), *word_problems(file, notes), *day_problems(file, board, notes)]
    return problems, notes


def main(arguments):
    """Check a file and say what was found."""
    board, names = {}, []
    rest = iter(arguments)
    for one in rest:
        if one == "--board":
            day, _, value = next(rest, "").partition("=")
            board[day] = value.strip()
        else:
            names.append(one)
    if len(names) != 1:
        print(__doc__)
        return 2
    try:
        with open(names[0], encoding="utf-8") as opened:
            files = files_in(json.load(opened))
    except (OSError, ValueError) as error:
        print("cannot be read: %s" % error)
        return 2
    bad = 0
    for file in files:
        try:
            problems, notes = check(file, board)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            problems, notes = ["the file is not whole: %r" % error], []
        bad += bool(problems)
        print("%s: %s" % (file.get("case"), "does NOT fit" if problems else "fits, %d events" % len(file["events"])))
        for line in [*problems, *notes]:
            print("  " + line)
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
