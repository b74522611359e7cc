"""The real settings, with a folder of their own for each run and without what only costs time.

A test run must never touch the archive of the machine that it runs on, so ARCHIVE_VAR is always
a new temporary folder here, whatever the environment says.
"""

import atexit
import os
import shutil
import tempfile

os.environ["ARCHIVE_VAR"] = tempfile.mkdtemp(prefix="archive-tests-")
os.environ["SECRET_KEY"] = "for tests only"
os.environ["ARCHIVE_BUNDLE"] = "none"
for name in ("ALLOWED_HOSTS", "ARCHIVE_DEBUG", "ARCHIVE_HTTPS", "PUBLIC_DATABASE_URL"):
    os.environ.pop(name, None)

from config.settings import *
from config.settings import STORAGES, VAR_DIR

atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
(VAR_DIR / "static").mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
