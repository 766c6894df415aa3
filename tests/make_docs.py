"""`make docs`: write the generated pages of docs/ and take the pictures of the demo again.

python -m tests.make_docs [--pages]     --pages leaves the pictures as they are
"""

from __future__ import annotations

import sys

from tests.docs.pages import DOCS, write_pages
from tests.docs.screenshots import take_pictures


def main(argv: list[str]) -> int:
    """Make all of it; names of what was written are printed."""
    for name in write_pages():
        print(name)  # noqa: T201 - a command that says what it wrote
    if "--pages" not in argv:
        for name in take_pictures(DOCS / "images"):
            print(f"docs/images/{name}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
