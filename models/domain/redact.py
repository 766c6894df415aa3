"""Taking personal things out of a text: what is taken goes to the vault, the masked rest may be shown.

Masking too much is a small harm, letting a phone through a great one: in doubt it is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["phone", "identity", "card", "email", "account", "room", "name", "plate"]

MASKS: Mapping[Kind, str] = {
    "phone": "〔电话〕",
    "identity": "〔证件号〕",
    "card": "〔卡号〕",
    "email": "〔邮箱〕",
    "account": "〔账号〕",
    "room": "〔房号〕",
    "name": "〔姓名〕",
    "plate": "〔车牌〕",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that was taken out, as it was written."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal things, and these things in their order."""

    text: str
    taken: tuple[Taken, ...] = ()


class _Same(dict[int, int]):
    """A table for `str.translate` in which what is not named stands for itself: remembered, for a miss is slow."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


_HAN_DIGITS = _Same(str.maketrans("〇零○一二三四五六七八九幺两", "00012345678912"))
# characters that mostly stand for something else after 老, 小 or 对 were found by reading what was taken too much
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜"
    "范方石姚谭廖邹熊金陆郝孔崔康毛邱秦江史侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚庞樊兰殷施洪翟安颜倪严牛温芦季俞章鲁葛伍韦申"
    "尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍霍翁隋甘景薄包司柏宁柯阮桂闵"
    "柴华冉辜吉饶瞿戚丘滕晋苑邬臧畅宫缪苟褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠郜晏栾郁商蒙喻揭窦迟敖糜鄢"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方|端木"
_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}]|(?<![主责信担现])任|(?<![对苦由关至等终不属小大低高])于|(?<!照)顾|(?<!语)文)"
_HONORIFICS = (
    "老奶奶 奶奶 爷爷 大爷 大妈 大娘 老太太 老太 老汉 老爷子 老人家 阿姨 大姨 叔叔 大叔 婶子 伯伯 大伯 大哥 大姐 嫂子 "
    "大嫂 先生 女士 太太 小姐 老师 师傅"
)
_HONORIFIC = "|".join(sorted(_HONORIFICS.split(), key=len, reverse=True))
_GIVEN = "(?![是我的了在有和没不就也还都这那他她你们个家里去来说给让叫被把元])[\\u4e00-\\u9fff]"
_BOUNDARY = r"(?=$|[^\u4e00-\u9fff]|家|住|电话|手机|今年)"
_NAME = rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
_NO_NAME = "(?![了人他她你物过急不没上来和及与或电])"
_NO_TRADE = "(?!管理|商户|常住|施工|安|毕业)"
_CALLED = "(?:我叫|名叫|名字叫|姓名[是:]?|联系人[是:]?)"
_KIN = "我爸|我妈|我爹|我娘|我爷爷|我奶奶|我姥姥|我姥爷|老伴|丈夫|媳妇|孩子|儿子|女儿|闺女|老人|户主|他|她"
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

# up to three blanks, dashes, dots or invisible characters between two digits do not make it another number;
# a colon does, or two times of a day side by side would be a phone
_GAP = r"[^0-9A-Za-z\u4e00-\u9fff,，。；;、！!？?:\n]{0,3}"


def _more(sign: str, times: str) -> str:
    # counted, not written out: compiling the classes fifty times took a tenth of a second at every start
    return rf"(?:{_GAP}{sign}){{{times}}}"


_PHONE = "1" + _more("[3-9]", "1") + _more("[0-9]", "9")
# kind, words one of which every match holds (`` = any), pattern
_PATTERNS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    ("email", "", re.compile(r"[A-Za-z0-9._%+-]+\s*@\s*[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("identity", "", re.compile(
        r"(?<!\d)[1-8]" + _more("[0-9]", "5") + _more("(?:19|20)", "1") + _more("[0-9]", "9") + _more("[0-9Xx]", "1")
        + r"(?!\d)"
    )),
    ("identity", "", re.compile(r"(?<!\d)[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")),
    ("card", "", re.compile(r"(?<!\d)[3-6]" + _more("[0-9]", "14,18") + r"(?!\d)")),
    ("phone", "", re.compile(rf"(?:(?:\+|00)?86{_GAP})?" + _PHONE)),
    ("phone", "", re.compile(rf"(?<!\d)\(?0\d{{2,3}}\)?{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}(?!\d)")),
    ("phone", "", re.compile(r"(?<=电话|手机|座机|联系)(?:号码?)?[是:\s]*(?P<take>[2-9]\d{6,7})(?!\d)")),
    ("account", "", re.compile(r"(?:微信|QQ|qq|VX|vx|wx)号?[是:\s]*(?P<take>[A-Za-z0-9_-]{5,20})")),
    ("plate", "", re.compile(rf"[{_PROVINCE}][A-Z][·.\s]?[A-Z0-9]{{5,6}}(?![A-Z0-9])")),
    ("room", "单元 号楼 栋 幢 座 门", re.compile(
        r"(?:单元|号楼|栋|幢|座|门洞|(?<=[0-9一二三四五六七八九])门)\s*(?:[0-9一二三四五六七八九十]{1,3}[楼层])?\s*"
        r"(?P<take>(?:\d{3,4}|[〇零一二三四五六七八九]{3,4})(?:室|号房|房间|号(?!楼))?)(?![\d年度元块个户人米天多盏])"
    )),
    ("room", "单元 门洞", re.compile(r"(?:单元|门洞)\s*(?P<take>\d{3,4}\s*户)")),
    ("room", "-", re.compile(r"(?<![\d-])\d{1,3}\s*-\s*\d{1,2}\s*-\s*(?P<take>\d{2,4}室?)(?![\d栋幢号平楼-])")),
    ("room", "室 号房 房间", re.compile(r"(?<!\d)(?P<take>\d{3,4}\s*(?:室|号房|房间))")),
    ("room", "室 号房", re.compile(r"(?P<take>[〇零一二三四五六七八九]{3,4}(?:室|号房))")),
    ("room", "房号", re.compile(r"房号[是:]?\s*(?P<take>\d[\d-]{1,9})")),
    ("room", "户", re.compile(r"(?P<take>[0-9一二三四五六七八九十]{1,3}[楼层]?\s*[东西中]户)")),
    ("room", "排", re.compile(r"排\s*(?P<take>\d{1,3}\s*[号户])")),
    ("name", _HONORIFICS, re.compile(rf"(?P<take>{_SURNAME}(?:{_GIVEN}){{0,2}}?)(?:{_HONORIFIC})")),
    ("name", "姐 哥 叔 婶 姨 伯 嫂", re.compile(rf"(?P<take>{_SURNAME})[姐哥叔婶姨伯嫂]")),
    ("name", "叫 名字 姓名 联系人", re.compile(
        rf"{_CALLED}\s*(?P<take>{_NO_NAME}[\u4e00-\u9fff·]{{2,4}}?){_BOUNDARY}"
    )),
    ("name", "叫 名字 姓名 联系人", re.compile(rf"{_CALLED}\s*(?P<take>{_NO_NAME}{_NAME})")),
    ("name", "我是 本人", re.compile(rf"(?:我是|本人)(?:户主|业主|居民)?\s*(?P<take>{_NAME}){_BOUNDARY}")),
    ("name", "我是", re.compile(rf"我是[^,，。;；\n]{{0,12}}的\s*(?P<take>{_NO_TRADE}{_NAME}){_BOUNDARY}")),
    ("name", "叫", re.compile(rf"(?:{_KIN})叫\s*(?P<take>(?!马上){_NAME}){_BOUNDARY}")),
    ("name", "老 小", re.compile(
        rf"(?<![从不养基])[老小](?P<take>(?![金钱赖康费毛]){_SURNAME})(?=$|[^\u4e00-\u9fff]|[家的说在把])"
    )),
    ("name", "姓", re.compile(rf"(?<!百)姓\s*(?P<take>{_SURNAME})(?!名)")),
)  # fmt: skip
_NOT_NAMES = ("高中", "安全", "方便", "于是", "常年", "任何", "关心", "金属")


def redact(text: str, masks: Mapping[Kind, str] = MASKS, *, workmen: bool = False) -> Redacted:
    """The text with phones, identity and card numbers, e-mail, room and flat, names and plates replaced by masks.

    Building and unit stay: without them nobody finds the lamp. Digits are recognised full width, circled, in Chinese
    and with up to three blanks, dots, dashes or invisible characters between them. With `workmen` a bare surname
    before 师傅 stays: so cadres say who comes, and nobody is found by it.
    """
    taken: list[Taken] = []
    parts: list[str] = []
    end = 0
    for start, stop, kind in _spans(text):
        if workmen and kind == "name" and _is_workman(text, start, stop):
            continue
        taken.append(Taken(kind, text[start:stop]))
        parts += [text[end:start], masks[kind]]
        end = stop
    return Redacted("".join([*parts, text[end:]]), tuple(taken))


def _is_workman(text: str, start: int, stop: int) -> bool:
    return stop - start == 1 and text.startswith("师傅", stop) and not text.startswith("师傅家", stop)


@dataclass(frozen=True, slots=True)
class Detail:
    """An address detail in two parts."""

    public: str
    """Building and unit, or whatever names no household: 3号楼2单元."""
    private: str
    """What was left out of it, for the vault: 501室."""


def split_detail(detail: str) -> Detail:
    """An address detail as an order may show it, and the household that only the vault may hold."""
    found = redact(detail, dict.fromkeys(MASKS, ""))
    return Detail(found.text.strip(" -,，、"), " ".join(one.value for one in found.taken))


def holds_phone(text: str) -> bool:
    """Whether an 11-digit mobile number can still be read out of a text, however it is spaced."""
    return any(re.search(_PHONE, plain) for plain in (_plain(text), _in_digits(_plain(text))))


class _PlainForms(dict[int, str]):
    """Code point -> the digit or letter it stands for, worked out once for each character that is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.digit(char, None)
        plain = str(digit) if digit is not None else unicodedata.normalize("NFKC", char)
        self[code] = found = plain if len(plain) == 1 else char
        return found


_PLAIN = _PlainForms()


def _plain(text: str) -> str:
    """The same number of characters, with every digit and letter in its plain form, so that offsets stay true."""
    return text.translate(_PLAIN)


def _in_digits(plain: str) -> str:
    return plain.translate(_HAN_DIGITS)


_LEAST_DIGITS: Mapping[Kind, int] = {"phone": 7, "identity": 15, "card": 15}
"""Digits every pattern of a kind needs; without them nothing is searched."""
_DIGITS = "0123456789"
_SIGNS: Mapping[Kind, str] = {
    **dict.fromkeys(_LEAST_DIGITS, _DIGITS),
    "email": "@",
    "account": "微QqVv",
    "plate": _PROVINCE,
    "room": _DIGITS + "〇零一二三四五六七八九十",
    "name": "奶爷妈娘太汉子人姨叔婶伯哥大嫂生士姐师傅叫名系是本老小姓",
}
"""Characters one of which every pattern of a kind needs."""


@dataclass(frozen=True, slots=True)
class _Search:
    """One pattern with what a text must hold for it."""

    kind: Kind
    words: tuple[str, ...]
    """Of these words one, where there are any."""
    pattern: re.Pattern[str]
    group: str | int
    """What is taken."""
    bit: int
    """Of the characters of the words, in `_BITS`."""
    of_kind: int
    """Of the characters of the kind."""
    digits: int


_SEARCHES = tuple(
    _Search(
        kind,
        tuple(needs.split()),
        pattern,
        "take" if "take" in pattern.groupindex else 0,
        1 << number,
        1 << len(_PATTERNS) + list(_SIGNS).index(kind),
        _LEAST_DIGITS.get(kind, 0),
    )
    for number, (kind, needs, pattern) in enumerate(_PATTERNS)
)
_OF_DIGITS = tuple(one for one in _SEARCHES if one.digits)
_BITS: dict[str, int] = {}
"""Character -> every pattern and kind that it lets hope for."""
for _one in _SEARCHES:
    for _char in (word[0] for word in _one.words or _SIGNS[_one.kind]):
        _BITS[_char] = _BITS.get(_char, 0) | _one.bit
    for _char in _SIGNS[_one.kind]:
        _BITS[_char] = _BITS.get(_char, 0) | _one.of_kind


def _digits_in(reading: str) -> int:
    return sum(map(reading.count, _DIGITS))


def _spans(text: str) -> list[tuple[int, int, Kind]]:
    """What to take, in order and without overlap; an earlier pattern wins where two meet."""
    plain = _plain(text)
    found: list[tuple[int, int, Kind]] = []
    bits = 0
    for char in set(plain):
        bits |= _BITS.get(char, 0)
    if bits:
        digits = _digits_in(plain)
        _search(plain, plain, [one for one in _SEARCHES if bits & one.bit and bits & one.of_kind], digits, found)
    in_digits = _in_digits(plain)
    if in_digits != plain:
        _search(in_digits, plain, _OF_DIGITS, _digits_in(in_digits), found)
    return sorted(found)


def _search(
    reading: str, plain: str, searches: Sequence[_Search], digits: int, found: list[tuple[int, int, Kind]]
) -> None:
    for one in searches:
        if digits < one.digits or (one.words and not any(map(plain.__contains__, one.words))):
            continue
        for match in one.pattern.finditer(reading):
            if plain.startswith(_NOT_NAMES, match.start()):
                continue
            start, stop = match.span(one.group)
            if not any(start < other_stop and other_start < stop for other_start, other_stop, _ in found):
                found.append((start, stop, one.kind))
