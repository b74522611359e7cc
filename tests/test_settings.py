"""What an installation's settings promise, whatever its environment says."""

import sqlite3
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from config.settings import public_database, records_database, stored_secret

POSTGRES = "postgres://owner:secret@db.example:5433/archive?sslmode=require"


def test_tests_never_touch_the_archive_of_their_machine() -> None:
    assert Path(tempfile.gettempdir()) in settings.VAR_DIR.parents
    assert Path(settings.STATIC_ROOT).is_relative_to(settings.VAR_DIR)


def test_readers_and_editors_share_one_connection_in_a_test(db: None) -> None:
    assert connections["public"] is connections["default"]


class TestSecretKey:
    def test_it_is_made_once_and_only_its_owner_can_read_it(self, tmp_path: Path) -> None:
        file = tmp_path / "var" / "secret_key"
        secret = stored_secret(file)
        assert len(secret) >= 64
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stored_secret(file) == secret

    def test_processes_that_start_together_agree_on_one(self, tmp_path: Path) -> None:
        file = tmp_path / "secret_key"
        with ThreadPoolExecutor(8) as pool:
            secrets = set(pool.map(stored_secret, [file] * 32))
        assert secrets == {file.read_text()}
        assert list(tmp_path.iterdir()) == [file]


class TestSqlite:
    def test_without_an_address_the_archive_is_a_file_in_its_own_folder(self) -> None:
        assert records_database("")["NAME"] == str(settings.VAR_DIR / "archive.sqlite3")

    def test_readers_open_the_same_file_and_cannot_write_to_it(self, tmp_path: Path) -> None:
        # A name that means something in a URI must not lead elsewhere.
        path = tmp_path / "name with ?mode=rwc#.sqlite3"
        sqlite3.connect(path).execute("create table note (text)").connection.close()
        records = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {}}
        reader = sqlite3.connect(public_database(records, "", "key")["NAME"], uri=True)
        assert reader.execute("select count(*) from note").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("insert into note values ('no')")
        reader.close()

    def test_writers_take_their_lock_first_and_readers_take_none(self) -> None:
        records = records_database("")
        assert records["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert public_database(records, "", "key")["OPTIONS"]["transaction_mode"] == "DEFERRED"


class TestPostgres:
    def test_readers_have_a_role_of_their_own_on_the_same_server(self) -> None:
        records = records_database(POSTGRES)
        public = public_database(records, "", "key")
        assert public["USER"] == "archive_reader"
        kept = ("ENGINE", "HOST", "PORT", "NAME")
        assert {name: public[name] for name in kept} == {name: records[name] for name in kept}
        assert public["OPTIONS"]["sslmode"] == "require"

    def test_the_readers_password_follows_from_the_secret_key_alone(self) -> None:
        records = records_database(POSTGRES)
        passwords = [public_database(records, "", key)["PASSWORD"] for key in ("a", "a", "b")]
        assert passwords[0] == passwords[1] != passwords[2]
        assert records["PASSWORD"] not in passwords

    def test_readers_see_the_published_schema_only_and_never_write(self) -> None:
        options = public_database(records_database(POSTGRES), "", "key")["OPTIONS"]["options"]
        assert "-c search_path=published " in options
        assert "-c default_transaction_read_only=on" in options

    def test_an_operator_can_name_another_server_for_readers(self) -> None:
        replica = "postgres://reader:word@replica.example/archive"
        public = public_database(records_database(POSTGRES), replica, "key")
        assert (public["USER"], public["PASSWORD"], public["HOST"], public["PORT"]) == (
            "reader",
            "word",
            "replica.example",
            "",
        )
        assert "-c search_path=published " in public["OPTIONS"]["options"]
