import os
from collections.abc import Callable
from pathlib import Path

import pytest

Problems = Callable[..., list[str]]


def test_missing_file_names_the_nearest_one(company: Path, problems_of: Problems) -> None:
    assert problems_of("compny.yaml") == [
        "compny.yaml: must be an existing file, got nothing there; did you mean 'company.yaml'?"
    ]


def test_missing_file_like_no_other_names_none(company: Path, problems_of: Problems) -> None:
    assert problems_of("x.yaml") == ["x.yaml: must be an existing file, got nothing there"]
    assert problems_of("nowhere/x.yaml") == ["nowhere/x.yaml: must be an existing file, got nothing there"]


def test_folder_is_no_file(folder: Path, problems_of: Problems) -> None:
    assert problems_of(".") == [".: must be a file, got a folder"]


def test_pipe_is_refused_without_waiting_for_its_other_end(folder: Path, problems_of: Problems) -> None:
    os.mkfifo(folder / "pipe")
    assert problems_of("pipe") == ["pipe: must be an ordinary file, got a pipe or a device"]


def test_device_is_refused(problems_of: Problems) -> None:
    assert problems_of("/dev/zero") == ["/dev/zero: must be an ordinary file, got a pipe or a device"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_says_so(company: Path, problems_of: Problems) -> None:
    company.chmod(0)
    assert problems_of("company.yaml") == ["company.yaml: must be a file that can be read, got 'Permission denied'"]


def test_names_that_cannot_be_files_are_refused(folder: Path, problems_of: Problems) -> None:
    assert problems_of("a\0b") == ["a\\x00b: must be the name of a file, got a sign that no name may have"]
    (found,) = problems_of("x" * 5000)
    assert found.endswith("must be a file that can be read, got 'File name too long'")


def test_text_that_is_not_utf_8_is_told_with_its_line(folder: Path, problems_of: Problems) -> None:
    (folder / "old.yaml").write_bytes("weeks: 3\ntitle: {de: Küche}\n".encode("latin-1"))
    assert problems_of("old.yaml") == ["old.yaml:2: must be text in UTF-8, got the byte 0xfc"]


def test_binary_file_is_refused(folder: Path, problems_of: Problems) -> None:
    (folder / "picture.yaml").write_bytes(bytes(range(256)) * 100)
    assert problems_of("picture.yaml") == ["picture.yaml:2: must be text in UTF-8, got the byte 0x80"]


def test_ten_megabytes_are_refused(folder: Path, problems_of: Problems) -> None:
    (folder / "big.yaml").write_bytes(b"weeks: 3\n" * 1_200_000)
    assert problems_of("big.yaml") == ["big.yaml: must be at most 500 kB long, got more"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "hello\n", "- a\n", "3\n"])
def test_file_that_is_no_mapping_is_refused(folder: Path, problems_of: Problems, text: str) -> None:
    (folder / "odd.yaml").write_text(text, encoding="utf-8")
    (found,) = problems_of("odd.yaml")
    assert found.startswith("odd.yaml:1: must hold 'key: value' lines, got ")


def test_byte_order_mark_and_windows_line_ends_are_fine(company: Path, problems_of: Problems) -> None:
    text = company.read_text(encoding="utf-8") + "focus: 3\n"
    company.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert problems_of("company.yaml") == ["company.yaml:16 focus: must be a text, got 3"]
