"""The confined child: gives up what it does not need, reads one document, answers, ends.

Started by `archive/ingest/confinement.py`. The document comes on standard input, the answer goes
to standard output as JSON. The limits stand before the first byte of the document is read.
"""

from __future__ import annotations

import codecs
import ctypes
import importlib
import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from archive.ingest.parsers.answers import Answer, UnreadableError

_DESCRIPTORS = 2
"""Standard input and output. A socket, a file or a pipe would be a third, and cannot be had."""
_NEW_NAMESPACES = 0x10000000 | 0x40000000  # of users and of networks, see unshare(2)
# Codecs are loaded from files at their first use: what documents use, before no file can be opened.
_CODECS = (
    "ascii latin-1 utf-8 utf-16 utf-16-be utf-16-le utf-32 utf-32-be utf-32-le unicode_escape "
    "raw_unicode_escape cp437 cp1250 cp1251 cp1252 cp1253 cp1254 koi8-r mac-roman mac-cyrillic "
    "gbk gb2312 gb18030 big5 big5hkscs cp932 shift_jis euc-jp iso2022_jp euc-kr cp949 johab"
)


def main(parser: str, memory: int, seconds: int) -> None:
    """Read the document with the module named `parser`, within so many bytes and seconds."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    logging.disable(logging.CRITICAL)
    module = importlib.import_module(parser)
    module.prepare()
    for name in _CODECS.split():
        codecs.lookup(name)
    _shut()
    answer = _answer(module.parse)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)


def _shut() -> None:
    """Leave nothing open but input and output, and let nothing be opened, written or started.

    Without a descriptor there is no socket: this holds everywhere. Where the kernel lets us, we
    also leave for namespaces without a network and without the rights of whoever started us.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).unshare(_NEW_NAMESPACES)
    os.closerange(_DESCRIPTORS, 1024)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_DESCRIPTORS, _DESCRIPTORS))


def _answer(parse: Callable[[bytes], Answer]) -> bytes:
    answer: dict[str, Any]
    try:
        answer = dict(parse(sys.stdin.buffer.read()))
        return json.dumps(answer).encode()
    except UnreadableError as error:
        reason = error.reason
    except MemoryError:
        reason = "too_large"
    except RecursionError:
        reason = "too_deep"
    except BaseException:  # parsers of broken files raise anything, a panic of Rust is no Exception
        reason = "broken"
    return json.dumps({"reason": reason}).encode()
