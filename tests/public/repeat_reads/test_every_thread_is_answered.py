"""What one thread of a server has kept another can use, on a database connection of its own."""

from __future__ import annotations

import json

import pytest

from tests.ingest.installations import Installation

pytestmark = pytest.mark.django_db

ASKING = """
import json
from concurrent.futures import ThreadPoolExecutor

from django.test import RequestFactory

from config.wsgi import application
from archive.public import described
from archive.public.filters import LISTS

told = []

def ask(path):
    environ = RequestFactory().get(path, headers={"host": "127.0.0.1"}).environ
    answer = application(environ, lambda status, _headers: told.append([path, int(status[:3])]))
    b"".join(answer)

# Both live to the end: the name of a thread that has ended is given to the next one.
first, second = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
for noun in LISTS:
    for path in (f"/{noun}/", f"/{noun}.json", f"/ru/{noun}/"):
        first, second = second, first
        described._REMEMBERED.forget()
        for thread, asked in ((first, path), (second, f"{path}?page=1"), (second, path)):
            thread.submit(ask, asked).result()
print(json.dumps(told))
"""


def test_each_list_is_answered_by_threads_that_come_after_others(
    installation: Installation,
) -> None:
    status, out, problem = installation.run("-c", ASKING)
    assert status == 0, problem
    told = json.loads(out)
    assert len(told) > 50
    assert [each for each in told if each[1] != 200] == []
