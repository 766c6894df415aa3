"""Options residents are shown: (effect, label), the digit is the place in the row."""

from __future__ import annotations

YES_NO = (("yes", "是"), ("no", "不是"))
DEFAULT_PLACE = (("yes", "是"), ("no", "不是，在别处"))
DROP = (("yes", "是，不报了"), ("no", "还要报"))
PHOTO = (("yes", "是"), ("no", "不是，是新的事"))
CALL_BACK = (("yes", "回话"),)
NOT_URGENT = (("yes", "不是急事"),)
REDONE = (("yes", "不用了"), ("no", "还要他们来看一下"))
FINE = (("yes", "已经好了"),)
BROKEN = (("yes", "是，接着办"), ("no", "不是，是别的"))
INSPECT = (("yes", "要，不让他们知道是谁说的"), ("no", "不用"))
REDO = (("yes", "要"), ("no", "不用"))
FILE_AGAIN = (("yes", "报"), ("no", "不报"))
