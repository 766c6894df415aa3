"""Words the platform itself writes; a closed list, nothing here is said to people."""

from __future__ import annotations

UNSUPPORTED_HEAD = "【收到不支持的消息类型"
"""How WeChat words what an official account cannot receive (stickers, files): 【收到不支持的消息类型，暂无法显示】."""
CADRE_TAG = "干部"
"""The tag whose holders see the cadres' menu."""
