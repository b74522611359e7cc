"""A withdrawal in one process holds in all others at their next request, whatever they keep."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.installations import PROJECT, Installation

pytestmark = pytest.mark.django_db

WORKER = Path(__file__).with_name("worker.py")
INCIDENT = "fire-at-the-mill"
WITHDRAW = f"""
import django; django.setup()
from archive.models import Incident
from archive.workflow import publishing
from archive.workflow.principals import Principal
publishing.withdraw(Incident.objects.get(slug="{INCIDENT}"), by=Principal("Vera"), reason="asked")
"""
BY_HAND = f"""
import django; django.setup()
from archive.models import Incident
Incident.objects.filter(slug="{INCIDENT}").update(state="withdrawn")
"""


class Worker:
    """A serving process."""

    def __init__(self, installation: Installation) -> None:
        self.program = subprocess.Popen(
            [sys.executable, str(WORKER)],
            cwd=PROJECT,
            env=installation.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def get(self, path: str, tag: str = "") -> dict[str, Any]:
        """Its answer."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        print(json.dumps([path, tag]), file=self.program.stdin, flush=True)
        told: dict[str, Any] = json.loads(self.program.stdout.readline())
        return told

    def end(self) -> None:
        """Let it go."""
        self.program.communicate()


@pytest.mark.parametrize("withdrawing", [WITHDRAW, BY_HAND], ids=["workflow", "one statement"])
def test_a_withdrawal_holds_in_every_process(installation: Installation, withdrawing: str) -> None:
    page, listed, told = f"/incidents/{INCIDENT}/", "/incidents/", "/incidents.json"
    workers = [Worker(installation) for _each in range(2)]
    try:
        tags = {}
        for worker in workers:
            for path in (page, listed, told):
                tags[path] = worker.get(path)["tag"]
                again = worker.get(path, tags[path])
                assert again["status"] == 304
            assert again["pages"] == 3
        before = json.loads(workers[0].get(told)["text"])

        status, _out, problem = installation.run("-c", withdrawing)
        assert status == 0, problem

        for worker in workers:
            assert worker.get(listed, tags[listed])["status"] == 200
            assert INCIDENT not in worker.get(listed)["text"]
            after = json.loads(worker.get(told, tags[told])["text"])
            assert after["count"] == before["count"] - 1
            assert worker.get(page, tags[page])["status"] == 404
    finally:
        for worker in workers:
            worker.end()
