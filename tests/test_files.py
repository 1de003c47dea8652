"""Files are read within a bound, and each is whole at every moment of a write."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.errors import Broken, ReportError
from report_lib.files import (
    MAX_BYTES,
    check_readable,
    clear_unfinished,
    decode,
    exists,
    is_folder,
    read_bytes,
    write_files,
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_of_the_greatest_length_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_bytes(path)) == MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(Broken, match="larger"):
        read_bytes(path)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Broken, match=r"cannot be read \(Permission denied\)"):
        read_bytes(tmp_path / "a")


def test_a_path_that_no_system_has() -> None:
    impossible = Path("a" * 5000)
    with pytest.raises(Broken, match="cannot be read"):
        check_readable(impossible)
    with pytest.raises(Broken):
        check_readable(Path("a\0b"))
    assert not exists(impossible)
    assert not is_folder(impossible)


def test_a_set_of_files_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    write_files(out, {"a": b"1", "b": b"2"})
    write_files(out, {"b": b"3"})
    assert contents(out) == {"a": b"1", "b": b"3"}


def test_what_an_interrupted_write_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".writing").mkdir()
    (tmp_path / ".writing" / "a").write_bytes(b"half")
    write_files(tmp_path, {"a": b"1"})
    assert contents(tmp_path) == {"a": b"1"}


def test_a_write_that_fails_leaves_every_old_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": b"old", "b": b"old"})
    with pytest.raises(ReportError, match=r"cannot be written .*; check the folder's permissions"):
        write_files(tmp_path, {"a": b"new", "no/such/folder": b"new"})
    assert contents(tmp_path) == {"a": b"old", "b": b"old"}


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(ReportError, match="cannot be written"):
        write_files(tmp_path / "out", {"a": b"1"})


def test_what_an_interrupted_run_left_is_taken_out(tmp_path: Path) -> None:
    write_files(tmp_path / "a", {"kept": b"1"})
    (tmp_path / "a" / ".writing").mkdir()
    (tmp_path / "a" / ".writing" / "half").write_bytes(b"2")
    clear_unfinished(tmp_path)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["kept"]
    clear_unfinished(tmp_path / "none")


def test_two_writers_take_turns(tmp_path: Path) -> None:
    sets = [{name: bytes([letter]) * 100_000 for name in "abc"} for letter in b"xy"]
    threads = [
        threading.Thread(target=lambda files=files: [write_files(tmp_path, files) for _ in range(10)]) for files in sets
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert contents(tmp_path) in sets


@given(st.binary())
def test_whatever_the_bytes_they_are_text_or_break_a_rule(data: bytes) -> None:
    try:
        decode(data).encode()
    except Broken as broken:
        assert broken.rule and broken.remedy


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_text_is_decoded_as_it_was_encoded(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(text.encode("utf-16")) == text
