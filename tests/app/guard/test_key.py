"""The key's file, and the facilitator's secret."""

import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.guard import key
from sim.app.guard.key import KeyFileError

KEY = bytes(range(32))


def test_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    made = key.load(tmp_path / "state")
    assert len(made) == 32
    assert key.load(tmp_path / "state") == made


def test_two_servers_have_different_keys(tmp_path: Path) -> None:
    assert key.load(tmp_path / "one") != key.load(tmp_path / "other")


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    key.load(tmp_path)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o666])
def test_a_key_that_others_may_read_is_refused_in_one_line(tmp_path: Path, mode: int) -> None:
    key.load(tmp_path)
    (tmp_path / "key").chmod(mode)
    with pytest.raises(
        KeyFileError, match=rf"key: must be readable by its owner only \(chmod 600, or --state .*\), got mode {mode:o}$"
    ):
        key.load(tmp_path)


@pytest.mark.parametrize("n_bytes", [0, 31, 33])
def test_a_damaged_key_is_refused_and_left_alone(tmp_path: Path, n_bytes: int) -> None:
    path = tmp_path / "key"
    path.write_bytes(bytes(n_bytes))
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match=f"must be 32 bytes, got {n_bytes}"):
        key.load(tmp_path)
    assert path.stat().st_size == n_bytes


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(KEY)
    elsewhere.chmod(0o600)
    (tmp_path / "key").symlink_to(elsewhere)
    with pytest.raises(KeyFileError, match="must be a file that can be read"):
        key.load(tmp_path)


def test_servers_started_at_the_same_time_agree_on_one_key(tmp_path: Path) -> None:
    found: list[bytes] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        found.append(key.load(tmp_path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_the_secret_hangs_on_the_key_and_does_not_contain_it() -> None:
    secret = key.facilitator_secret(KEY)
    assert len(secret) == 43
    assert secret == key.facilitator_secret(KEY)
    assert secret != key.facilitator_secret(bytes(32))
    assert KEY.hex() not in secret


def test_only_the_secret_itself_opens() -> None:
    secret = key.facilitator_secret(KEY)
    assert key.is_facilitator_secret(KEY, secret)
    for wrong in ("", secret[:-1], secret + "=", secret.swapcase(), key.facilitator_secret(bytes(32))):
        assert not key.is_facilitator_secret(KEY, wrong)


@given(
    st.none() | st.text() | st.integers() | st.binary() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())
)
def test_nothing_else_opens_or_breaks(given_: object) -> None:
    assert not key.is_facilitator_secret(KEY, given_)
