"""One large file of a hub, fetched so that a later process goes on where this one was ended.

The hub's own client goes on by byte only within one process: what it leaves behind when it is killed has a name of that
process alone. So weights are fetched here, into a part whose name says what it is a part of, and put where the client
looks for them; it then finds them complete.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from filelock import FileLock, Timeout

from bridges.errors import ModelUnavailable

SHA256 = re.compile(r"[0-9a-f]{64}")


def fetch(name: str, commit: str, file: str, to: Path | None, endpoint: str | None) -> Path:
    """Fetch one file of the checkpoint ``name`` at a commit, into the folder ``to`` or else into the hub's cache.

    What an earlier process left of the same file is kept, but for the last 10 MB at most. The path of the whole file.
    Raises ModelUnavailable where another process is fetching it, or where its sum is not the hub's; and whatever the
    hub's client raises.
    """
    from huggingface_hub import constants, get_hf_file_metadata, hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

    url = hf_hub_url(name, file, revision=commit, endpoint=endpoint)
    known = get_hf_file_metadata(url, endpoint=endpoint)
    assert known.etag is not None, "the hub names every version of a file"
    blobs = Path(constants.HF_HUB_CACHE) / f"models--{name.replace('/', '--')}" / "blobs"
    target = to / file if to else blobs / known.etag
    part = target.with_name(f"{target.name[:100]}.{known.etag[:16]}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(part.with_suffix(".lock"))
    try:
        with lock.acquire(timeout=0):
            with part.open("ab") as written:
                size = known.size or None
                http_get(url, written, resume_size=written.tell(), headers=build_hf_headers(), expected_size=size)
            _check(part, known.etag, file)
            part.replace(target)
    except Timeout as error:
        raise ModelUnavailable(f"Fetching {file}", "another process is fetching it", "Wait for that one.") from error
    Path(lock.lock_file).unlink(missing_ok=True)
    return target


def _check(part: Path, etag: str, file: str) -> None:
    """Raise ModelUnavailable, and throw the part away, where its sum is not the one that the hub states."""
    if not SHA256.fullmatch(etag):
        return
    with part.open("rb") as written:
        found = hashlib.file_digest(written, "sha256").hexdigest()
    if found != etag:
        part.unlink()
        raise ModelUnavailable(f"Fetching {file}", f"its sum is {found[:12]}…, not {etag[:12]}…", "Fetch it again.")
