"""A web application that does nothing but answer: what the server itself takes.

`/5000` answers 5000 bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Answer as many bytes as the address says."""
    body = b"." * int(environ["PATH_INFO"].lstrip("/") or 0)
    headers = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
