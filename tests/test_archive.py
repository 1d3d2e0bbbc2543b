"""The archive gives back what it was given, or nothing."""

from __future__ import annotations

import os
from functools import partial

import pytest

from treatygraph.archive import Archive

HELD = {"one": b"first\n", "two": b"", "three": bytes(range(256))}


@pytest.fixture
def file(tmp_path):
    archive = Archive("program", {"idle": b"not used"})
    for key, value in HELD.items():
        archive.keep(key, value)
    archive.save(tmp_path / "made")
    return tmp_path / "made"


def held(archive: Archive) -> dict[str, bytes | None]:
    return {key: archive.get(key) for key in (*HELD, "idle")}


def test_what_a_build_used_is_there_for_the_next(file):
    assert {**HELD, "idle": None} == held(Archive.open(file, "program"))


def test_what_the_next_build_does_not_use_goes(file):
    archive = Archive.open(file, "program")
    archive.get("one")
    archive.save(file)

    assert {"one": b"first\n", "two": None, "three": None, "idle": None} == held(
        Archive.open(file, "program")
    )


def test_another_program_finds_nothing(file):
    assert set(held(Archive.open(file, "another")).values()) == {None}


def test_a_damaged_file_is_an_empty_archive(file):
    whole = file.read_bytes()
    damaged = [whole[:at] for at in range(0, len(whole), 7)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    assert len(damaged) > 100
    for data in damaged:
        file.write_bytes(data)
        assert set(held(Archive.open(file, "program")).values()) == {None}


def test_a_missing_file_is_an_empty_archive(tmp_path):
    assert set(held(Archive.open(tmp_path / "none", "program")).values()) == {None}


def test_a_full_disk_leaves_no_archive(file, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    archive = Archive.open(file, "program")
    archive.get("one")
    monkeypatch.setattr(os, "fsync", full)
    archive.save(file)

    assert [] == list(file.parent.iterdir())


def test_a_value_is_made_once_for_the_same_inputs():
    made: list[list[str]] = []

    def make(inputs: list[str]) -> bytes:
        made.append(inputs)
        return b"value"

    archive = Archive()
    for inputs in (["a", "b"], ["a", "b"], ["ab"], ["b", "a"]):
        archive.made("maker", inputs, partial(make, inputs))
    archive.made("another maker", ["a", "b"], partial(make, ["other"]))

    assert made == [["a", "b"], ["ab"], ["b", "a"], ["other"]]
