"""From nothing to a running archive: prepare, doctor, and the start of the server.

Each installation here is a real one, in a folder and a database of its own, driven through the
commands that an operator types.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

# One prepared installation serves the whole module, so it stays in one process.
pytestmark = pytest.mark.xdist_group("installation")

ACCOUNT = "Account: an editor for /admin/ was made."


class Installation:
    """An installation of the archive, and what an operator can do with it."""

    def __init__(self, var: Path, database: str) -> None:
        self.var = var
        self.database = database
        foreign = ("PUBLIC_DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS")
        kept = {name: value for name, value in os.environ.items() if name not in foreign}
        self.environment = kept | {
            "ARCHIVE_VAR": str(var),
            "ARCHIVE_BUNDLE": "none",
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def python(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run Python with `arguments` in this installation, with some variables set."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one of the archive's commands."""
        return self.python("manage.py", *arguments, **variables)

    def start(self) -> subprocess.CompletedProcess[str]:
        """Load the application as a web server does, without serving."""
        return self.python("-c", "import config.wsgi")

    def files(self) -> Mapping[str, bytes]:
        """Every file of the installation, but for what SQLite keeps beside an open database."""
        return {
            str(path): path.read_bytes()
            for path in sorted(self.var.rglob("*"))
            if path.is_file() and not path.name.endswith(("-wal", "-shm"))
        }


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of an empty database, on the kind of server that this run is about."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield ""
        return
    server = os.environ["DATABASE_URL"]
    name = f"installation_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"DROP ROLE IF EXISTS {name}_reader")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Installation]:
    """An installation in which nothing has run yet."""
    with empty_database() as database:
        (tmp_path / "var").mkdir()
        yield Installation(tmp_path / "var", database)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that is ready to serve an empty archive. Leave it as it was."""
    with empty_database() as database:
        installation = Installation(tmp_path_factory.mktemp("installation") / "var", database)
        run = installation.manage("prepare")
        assert run.returncode == 0, run.stderr
        assert ACCOUNT in run.stdout
        yield installation


def test_a_prepared_installation_starts_and_has_no_problem(prepared: Installation) -> None:
    doctor = prepared.manage("doctor")
    assert (doctor.stdout, doctor.returncode) == ("No problem found.\n", 0), doctor.stderr
    start = prepared.start()
    assert start.returncode == 0, start.stderr


def test_a_second_preparation_changes_nothing_and_says_nothing(prepared: Installation) -> None:
    before = prepared.files()
    run = prepared.manage("prepare")
    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)
    assert prepared.files() == before


def test_a_bundle_that_is_not_there_is_named_and_nothing_is_half_done(bare: Installation) -> None:
    run = bare.manage("prepare", ARCHIVE_BUNDLE="no/such/bundle")
    assert run.returncode == 1
    assert "ARCHIVE_BUNDLE names no folder: no/such/bundle." in run.stderr
    assert ACCOUNT not in run.stdout


def test_the_doctor_says_what_an_unprepared_installation_lacks(bare: Installation) -> None:
    doctor = bare.manage("doctor")
    assert doctor.returncode == 1
    assert "migrations are not applied.\n    Run `manage.py prepare`." in doctor.stdout
    assert "The static files are missing" in doctor.stdout


def test_the_doctor_sees_a_database_that_does_not_answer(bare: Installation) -> None:
    doctor = bare.manage("doctor", DATABASE_URL="postgres://nobody:word@127.0.0.1:1/archive")
    assert doctor.returncode == 1
    assert "The database does not answer:" in doctor.stdout
    assert "Traceback" not in doctor.stderr


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "The secret key has 5 characters"),
        ({"ARCHIVE_DEBUG": "true"}, "ARCHIVE_DEBUG is on"),
        ({"ALLOWED_HOSTS": "archive.example"}, "answers to archive.example without insisting"),
        ({"ALLOWED_HOSTS": "*"}, "answers to every host name"),
    ],
)
def test_the_doctor_sees_a_careless_setting(
    bare: Installation, variables: dict[str, str], sentence: str
) -> None:
    assert sentence not in bare.manage("doctor").stdout
    doctor = bare.manage("doctor", **variables)
    assert doctor.returncode == 1
    assert sentence in doctor.stdout


def test_the_doctor_sees_a_secret_key_that_others_can_read(prepared: Installation) -> None:
    file = prepared.var / "secret_key"
    file.chmod(0o644)
    try:
        doctor = prepared.manage("doctor")
    finally:
        file.chmod(0o600)
    assert doctor.returncode == 1
    assert f"Others on this machine can read {file}." in doctor.stdout


def test_the_archive_does_not_start_when_readers_could_reach_a_record(
    prepared: Installation,
) -> None:
    if not prepared.database:
        pytest.skip("on SQLite no privilege can be given; tests/visibility/ has its belt")
    reader = urlsplit(prepared.database).path.removeprefix("/") + "_reader"
    with psycopg.connect(prepared.database, autocommit=True) as connection:
        connection.execute(f"GRANT SELECT ON archive_entry TO {reader}")
        try:
            start, doctor = prepared.start(), prepared.manage("doctor")
        finally:
            connection.execute(f"REVOKE SELECT ON archive_entry FROM {reader}")
    assert start.returncode != 0
    assert "can reach a table that is no published view" in start.stderr
    assert doctor.returncode == 1
    assert "can reach a table that is no published view" in doctor.stdout
