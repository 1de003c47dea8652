"""Content alone decides whether a folder still follows from its inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib import freshness
from report_lib.files import write_files
from report_lib.freshness import MANIFEST, code_digest, digest_of, digest_of_files, is_fresh, manifest


def test_parts_are_told_apart() -> None:
    assert digest_of(["ab", "c"]) != digest_of(["a", "bc"]) != digest_of(["abc"])
    assert digest_of(["a", b"b"]) == digest_of([b"a", "b"])


def test_names_count_and_order_and_times_do_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    paths = [tmp_path / "a", tmp_path / "b"]
    before = digest_of_files(paths, tmp_path)
    (tmp_path / "a").write_text("1")
    assert digest_of_files(reversed(paths), tmp_path) == before
    (tmp_path / "b").rename(tmp_path / "c")
    assert digest_of_files([tmp_path / "a", tmp_path / "c"], tmp_path) != before


def test_a_folder_is_fresh_until_inputs_or_files_change(tmp_path: Path) -> None:
    files = {"page": b"text"}
    write_files(tmp_path, {**files, MANIFEST: manifest("inputs", files, against="2020-08")})
    assert is_fresh(tmp_path, "inputs")
    assert not is_fresh(tmp_path, "others")
    (tmp_path / "page").write_text("mended by hand")
    assert not is_fresh(tmp_path, "inputs")
    (tmp_path / "page").unlink()
    assert not is_fresh(tmp_path, "inputs")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"inputs": "inputs"}', '{"inputs": "inputs", "files": 3}'])
def test_a_manifest_that_is_none_is_not_fresh(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text)
    assert not is_fresh(tmp_path, "inputs")
    assert not is_fresh(tmp_path / "none", "inputs")


def test_a_release_of_what_draws_counts_as_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest()
    monkeypatch.setattr(freshness, "version", lambda name: "99")
    code_digest.cache_clear()
    changed = code_digest()
    monkeypatch.undo()
    code_digest.cache_clear()
    assert changed != before == code_digest()
