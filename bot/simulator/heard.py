"""A line on a phone as a story reads it: words first, the rest when asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.simulator.chats import Entry

_LINK = re.compile(r"<a\s[^>]*?href\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_MENU = "weixin://bizmsgmenu"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to tap: an option of a msgmenu or a bizmsgmenu link."""

    id: str
    content: str
    shown: str


class Heard(str):
    """The words of one line (links as their label, a card as title and rows), with the entry behind them."""

    __slots__ = ("entry", "links", "options")

    entry: Entry
    options: tuple[Option, ...]
    links: tuple[str, ...]
    """Web addresses of the line, in order."""

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def channel(self) -> str:
        """passive | kefu | template | subscribe, `` for the platform's own notices."""
        return self.entry.channel


def hear(entry: Entry) -> Heard:
    """Promise a line as words with its options and links."""
    options: list[Option] = []
    links: list[str] = []
    heard = Heard(_LINK.sub(lambda found: _note(found, options, links), _words(entry)))
    data: dict[str, Any] = entry.data
    options += [Option(row["id"], row["content"], row["content"]) for row in data.get("list", ())]
    links += [data["url"]] if data.get("url") else []
    links += [article["url"] for article in data.get("articles", ()) if article["url"]]
    heard.entry, heard.options, heard.links = entry, tuple(options), tuple(links)
    return heard


def _note(found: re.Match[str], options: list[Option], links: list[str]) -> str:
    url, label = unescape(found[1] or found[2] or ""), found[3]
    if url.startswith(_MENU):
        query = parse_qs(urlsplit(url).query, keep_blank_values=True)
        content = query.get("msgmenucontent", [label])[0]
        options.append(Option(query.get("msgmenuid", [""])[0], content, label))
    else:
        links.append(url)
    return label


def _words(entry: Entry) -> str:
    data = entry.data
    if entry.kind == "menu":
        return "\n".join(
            part for part in (data["head"], *(row["content"] for row in data["list"]), data["tail"]) if part
        )
    if entry.kind in ("template", "subscribe"):
        return "\n".join((data["title"], *(f"{row['label']}：{row['value']}" for row in data["rows"])))
    if entry.kind == "news":
        return "\n".join(f"{article['title']}\n{article['text']}" for article in data["articles"])
    return str(data.get("text") or data.get("title") or "")
