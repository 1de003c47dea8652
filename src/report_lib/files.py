"""Read files within a bound and decode them; write files so that each is whole at every moment."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from report_lib.errors import Broken, Problem, ReportError, reason, shown

MAX_BYTES = 5_000_000  # of one article; the longest news text is a hundredth of that
SAVE_AS_UTF8 = "save it as UTF-8"
PUT_TEXT = "put its text there or take it out"
_A_SENTENCE = 15  # letters
_CHECK_PATH = "check the path and its permissions"
_STAGING = ".writing"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is there, regular, not empty and at most `MAX_BYTES` long. Raises `Broken`."""
    check_readable(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(error) from None
    if len(data) > MAX_BYTES:
        raise too_large()
    if not data:
        raise Broken("is empty", PUT_TEXT)
    return data


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with byte order mark, or Windows-1256, unchanged but for that mark. Raises `Broken`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Broken(f"is not valid UTF-16 (byte {error.start})", SAVE_AS_UTF8) from None
    if b"\0" in data:
        raise Broken("is binary (it holds a NUL byte)", "put its text there, saved as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
    # Damaged UTF-8 read as Windows-1256 is Arabic letters too, though not words: what is Arabic as UTF-8 is UTF-8.
    damaged = data.decode("utf-8", "replace")
    if _arabic_letters(damaged) > damaged.count("\ufffd"):
        raise Broken(f"is not valid UTF-8 (byte {at})", "fetch it again, or save it as UTF-8")
    text = data.decode("cp1256", "replace")
    letters = sum(c.isalpha() for c in text)
    printed = all(c >= " " or c in "\t\r\n\f" for c in text)
    # Greek and Cyrillic read as Windows-1256 are mostly Arabic letters too, but hardly ever an alef, here one in eight.
    alien = letters >= _A_SENTENCE and text.count("ا") < 0.03 * letters
    if not letters or _arabic_letters(text) < 0.6 * letters or not printed or alien:
        raise Broken(
            f"is neither UTF-8 (byte {at}), UTF-16 with a byte order mark, nor Arabic in Windows-1256", SAVE_AS_UTF8
        )
    return text


def check_readable(path: Path) -> None:
    """Raise `Broken` unless the path is a regular file; reading a pipe or device might never end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise Broken("is a link that leads nowhere", "put the file itself there") from None
        raise Broken("there is no such file or folder", "check the path") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise unreadable(error) from None
    if not stat.S_ISREG(mode):
        raise Broken("is not a regular file", "name a file or a folder of articles")


def is_folder(path: Path) -> bool:
    """Whether the path is a folder; what cannot be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def exists(path: Path) -> bool:
    """Whether something lies at the path; where that cannot be looked at, nothing does."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False


def unreadable(error: Exception) -> Broken:
    """A file that is there and cannot be read."""
    return Broken(f"cannot be read ({reason(error)})", _CHECK_PATH)


def too_large() -> Broken:
    """An article above `MAX_BYTES`."""
    return Broken(f"is larger than an article may be ({MAX_BYTES:,} bytes)", "split it into articles")


def _arabic_letters(text: str) -> int:
    return sum("\u0621" <= c <= "\u064a" for c in text)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, each whole: all are written beside first, then renamed in the order given.

    Two programs that write into one folder take turns. Raises `ReportError` where the folder cannot be written;
    the files that were there are then still there.
    """
    staging = folder / _STAGING
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with sole_writer(folder):
            shutil.rmtree(staging, ignore_errors=True)  # what an interrupted run may have left
            staging.mkdir()
            try:
                for name, data in files.items():
                    with (staging / name).open("wb") as stream:
                        stream.write(data)
                        stream.flush()
                        os.fsync(stream.fileno())
                for name in files:
                    (staging / name).replace(folder / name)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def clear_unfinished(folder: Path) -> None:
    """Take out what interrupted runs may have left below a folder. Raises `ReportError`."""
    try:
        for staging in sorted(folder.rglob(_STAGING)):
            with sole_writer(staging.parent):
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> ReportError:
    """A folder that results cannot be written to, as a problem."""
    rule = f"cannot be written ({reason(error)})"
    remedy = "check the folder's permissions and the space left, then run the command again"
    return ReportError(Problem(shown(folder, 500), "", rule, remedy))


def disk_failed(error: OSError) -> ReportError:
    """What nobody expected of the disk, a full folder for temporary files for one, as a problem."""
    place = error.filename or "a temporary file"
    rule = f"cannot be read or written ({reason(error)})"
    remedy = "check its permissions and the space left, then run the command again"
    return ReportError(Problem(shown(place, 500), "", rule, remedy))


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Two programs that write into one folder take turns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # gives the lock back, as the end of the program does
