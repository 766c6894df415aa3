"""Words about plain language: what an answer lacks, and forms of answers that cadres fill in."""

from __future__ import annotations

from handlers.texts.text import Text, register

SEPARATOR = "、"
PARTS = {"measure": "做了什么", "date": "哪天", "person": "谁去办", "blanks": "〔〕里的空没填"}
FINISH_EMPTY = Text("这样写办不结，还差：{missing}。例如：{verb} {n} 物业张师傅换了声控开关，{day}试过。什么都没改。")
NOT_COUNTED = Text("这句没说{missing}，居民看得到，但不算回话，该回话的时限照走。")
SENT_AS_WORDS = Text("照您说的发给居民了，不算答复：还差{missing}。")

# -- forms of answers (写法)
FORMS = Text("{label}可以这样写，把〔〕换成真的再发（空着的发不出去）：\n{rows}")
FORMS_ROW = Text("{verb} {n} {text}")
FORMS_GENERAL = Text("答复要说清做了什么、哪天、谁去办：\n{rows}\n哪一件的写法发：写法 7")
FORMS_NOT_FOUND = Text("{n}号件不在您名下，什么都没改。看写法发：写法")
FORM_VERBS = ("办结", "进展", "答复")
DONE = "〔谁〕在〔哪天〕{closing}，〔现在什么样〕"
DONE_PLAIN = "〔谁〕在〔哪天〕〔做了什么〕，〔现在什么样〕"
COMING = "〔谁〕〔哪天〕来〔做什么〕，在这之前〔先怎么办〕"
EXPLAINED = "这件按〔哪个文件第几条〕〔为什么办不了〕，可以〔还有什么路〕，〔谁〕电话〔号码〕"

register("plain", globals())
