"""Schemas on disk, one file for each address and key, readable by the owner only."""

import hashlib
import json
import os
import tempfile
import time
from typing import Any, Optional, Tuple


def directory() -> str:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "stampede")


def path(url: str, access_key: Optional[str]) -> str:
    name = hashlib.sha256(("%s\n%s" % (url, access_key)).encode()).hexdigest()
    return os.path.join(directory(), "schemas-%s.json" % name[:40])


def load(file: str, seconds: float) -> Tuple[Optional[Any], Optional[str], bool]:
    """What is kept, its ETag, and whether it is younger than `seconds`; None when there is nothing usable."""
    try:
        with open(file, encoding="utf-8") as stream:
            kept = json.load(stream)
            age = time.time() - os.fstat(stream.fileno()).st_mtime
        return kept["schemas"], kept["etag"], 0 <= age < seconds
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None, None, False


def store(file: str, schemas: Any, etag: Optional[str]) -> None:
    """Whole or not at all. A cache that cannot be written is none: no error."""
    temporary = None
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(file))
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"schemas": schemas, "etag": etag}, stream)
        os.replace(temporary, file)
    except OSError:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
