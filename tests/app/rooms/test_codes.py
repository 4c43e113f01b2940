import math

import pytest

from sim.app.rooms.codes import LENGTH, LETTERS, as_code, fingerprint, new_code, new_token


def test_codes_have_at_least_29_bits() -> None:
    assert LENGTH * math.log2(len(set(LETTERS))) >= 29


def test_codes_have_no_signs_that_look_alike() -> None:
    assert not set("IO01") & set(LETTERS)


def test_every_letter_of_codes_is_used_at_every_place() -> None:
    codes = [new_code() for _ in range(3000)]
    for place in range(LENGTH):
        assert {each[place] for each in codes} == set(LETTERS)


def test_a_new_code_is_read_back_as_it_is() -> None:
    code = new_code()
    assert as_code(code) == code


@pytest.mark.parametrize("text", ["", "ABCDE", "ABCDEFG", "ABCDE0", "ABCDEİ", "../../", "x" * 100_000])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert as_code(text) is None


def test_tokens_have_128_bits_and_their_fingerprint_tells_nothing() -> None:
    token = new_token()
    assert len(bytes.fromhex(token)) == 16
    assert token not in fingerprint(token)
    assert fingerprint(token) != fingerprint(new_token())
