"""A process that serves the archive: reads an address and an entity tag a line, prints the answer.

Run as a program of its own by `test_withdrawals_in_every_process.py`.
"""

import json
import sys
from typing import Any

from django.test import RequestFactory

from config.wsgi import application


def ask(path: str, tag: str) -> dict[str, Any]:
    """The answer to a GET."""
    headers = {"host": "127.0.0.1", "if-none-match": tag}
    told: list[Any] = []
    answer: Any = application(
        RequestFactory().get(path, headers=headers).environ, lambda *start: told.extend(start)
    )
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    names = {name.lower(): value for name, value in told[1]}
    return {
        "status": int(told[0][:3]),
        "tag": names.get("etag", ""),
        "text": body.decode(),
        "pages": len(application._store._pages),
    }


def main() -> None:
    """Answer until there is no further line."""
    for line in sys.stdin:
        path, tag = json.loads(line)
        print(json.dumps(ask(path, tag)), flush=True)


if __name__ == "__main__":
    main()
