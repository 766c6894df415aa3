"""docs/templates.md: the roles of template messages, for whoever picks templates in the account (in Chinese)."""

from __future__ import annotations

from models.domain.templates import PHRASES, TEMPLATE_ROLES
from tests.docs.markdown import notice, table

WHO = {"cadre": "干部", "resident": "居民"}


def templates_page() -> str:
    """The whole page."""
    lines = [
        "# 模板消息的十二个角色",
        "",
        notice("`models/domain/templates.py`"),
        "",
        (
            "程序只认角色（T01–T12）和字段名；您的账号里模板叫什么、关键词编号是几，写在区县文件的 `templates` 里。"
            "怎么选、怎么填，见 [运维手册](operations.md)。少选几个字段可以，多出来的字段不行。"
        ),
        "",
        *table(
            ("角色", "在类目模板库里找", "发给", "字段（关键词类型）"),
            [
                (
                    role.code,
                    role.title,
                    "、".join(WHO[audience] for audience in sorted(role.audiences)),
                    "；".join(f"{field.name}（{field.type}）" for field in role.fields),
                )
                for role in TEMPLATE_ROLES.values()
            ],
        ),
        "",
        f"`phrase` 字段只会填这些词：{'、'.join(sorted(PHRASES))}。",
        "",
    ]
    return "\n".join(lines)
