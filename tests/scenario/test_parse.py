from itertools import pairwise

import pytest

from sim.errors import ScenarioError
from sim.scenario.parse import MAX_DEPTH, MAX_VALUES, parse


def _refusal(text: str) -> str:
    with pytest.raises(ScenarioError) as refused:
        parse(text, "firm.yaml")
    return str(refused.value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("-7", -7), ("010", 10), ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5),
        ("true", True), ("False", False), ("yes", "yes"), ("on", "on"), ("null", None), ("~", None), ("", None),
        ("'1'", "1"), ('"true"', "true"), ("2020-01-01", "2020-01-01"), ("12:30", "12:30"), ("1_000", "1_000"),
        ("[1, a, [true]]", [1, "a", [True]]), ("{a: 1, b: {c: }}", {"a": 1, "b": {"c": None}}),
    ],
)  # fmt: skip
def test_values_are_those_of_yaml_1_2(written: str, value: object) -> None:
    tree, problems = parse(f"key: {written}\n", "firm.yaml")
    assert tree.plain() == {"key": value}
    assert type(tree.plain()["key"]) is type(value)
    assert problems == []


def test_keys_are_texts_as_written() -> None:
    assert parse("1: a\ntrue: b\n? c\n: d\n", "firm.yaml")[0].plain() == {"1": "a", "true": "b", "c": "d"}


def test_every_value_knows_its_line() -> None:
    tree, _ = parse("# comment\na: 1\nb:\n  c: x\n\n  d:\n    - 1\n    - 2\n  e:\nf: >\n  text\n", "firm.yaml")
    lines = {path: tree.find(path).place.line for path in [("a",), ("b",), ("b", "c"), ("b", "d"), ("b", "e"), ("f",)]}
    assert list(lines.values()) == [2, 3, 4, 6, 9, 10]
    assert tree.find(("b", "d", 1)).place.line == 8


def test_key_written_twice_is_told_with_both_lines() -> None:
    tree, problems = parse("a: 1\nb: {c: 1}\na: 2\n", "firm.yaml")
    assert [str(each) for each in problems] == ["firm.yaml:3 a: must be written once, got it again after line 1"]
    assert tree.plain()["a"] == 1


def test_alias_repeats_what_its_anchor_holds() -> None:
    assert parse("a: &x {b: 1}\nc: *x\n", "firm.yaml")[0].plain() == {"a": {"b": 1}, "c": {"b": 1}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n\tb: 1\n", ":2: must be valid YAML, got a tab where only spaces may indent"),
        ("a: b: c\n", ":1: must be valid YAML, got a second ':' in one value; a text with ': ' in it needs quotes"),
        ("a: 1\nb\n", ":2: must be valid YAML, got a line that is no 'key: value'"),
        ("a:\n  b: 1\n c: 2\n", ":3: must be valid YAML, got a line indented unlike its neighbours"),
        ("a: [1, 2\nb: 3\n", ":2: must be valid YAML, got a bracket that is not closed, or a comma missing"),
        ("a: [1, 2\n", ":1: must be valid YAML, got a bracket that is not closed, or a comma missing"),
        ('a: "x\n', ":1: must be valid YAML, got a quote that is not closed"),
        ("a: 1\nweeks:8\nb: 1\n", ":2: must be valid YAML, got a line that is no 'key: value'"),
        ("a:\n  b:8\n  c: 1\n", ":2: must be valid YAML, got a line that is no 'key: value'"),
        ("a: 1\nb: {c: 1\n", ":2: must be valid YAML, got a bracket that is not closed, or a comma missing"),
        ("a: 1\nb: 'x\n\n# remark\n", ":2: must be valid YAML, got a quote that is not closed"),
        ("a: @x\n", ":1: must be valid YAML, got a value that needs quotes because of the sign it starts with"),
        ("a: \x00\n", ":1: must be valid YAML, got an unprintable character"),
        ('a: "\\U99999999"\n', ":1: must be valid YAML, got "),
        ("%YAML 9.9\n---\na: 1\n", ":1: must be valid YAML, got "),
        ("a: !!python/object:os.system x\n", ":1 a: must be written without a tag, got '!!python/object:os.system'"),
        ("a: !mine [1]\n", ":1 a: must be written without a tag, got '!mine'"),
        ("? [a]\n: b\n", ":1: must have plain words as keys, got a list or mapping"),
        ("a: &x b\n*x : c\n", ":2: must have plain words as keys, got an alias, *x"),
        ("a: *b\n", ":1 a: must repeat an anchor that ended before, got *b"),
        ("a: &x [*x]\n", ":1 a: must repeat an anchor that ended before, got *x"),
        ("a: 1\n---\nb: 2\n", ":2: must be a single document, got a second one after '---'"),
    ],
)
def test_broken_yaml_is_told_in_plain_words_with_its_line(text: str, told: str) -> None:
    assert _refusal(text).startswith(f"firm.yaml{told}")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "\n".join(" " * n + "a:" for n in range(300))]
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert f"must be nested at most {MAX_DEPTH} deep, got more" in _refusal(text)


def test_aliases_of_aliases_count_as_often_as_they_repeat() -> None:
    names = [f"a{number}" for number in range(30)]
    bomb = "a0: &a0 [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise(names))
    assert f"must hold at most {MAX_VALUES} values, aliases written out, got more" in _refusal(bomb)


def test_many_values_are_refused() -> None:
    assert f"must hold at most {MAX_VALUES} values" in _refusal("[" + "a," * (MAX_VALUES + 1) + "]")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a:\t1\n", {"a": 1}),
        ("a: 1\t# remark\nb: 2\t\n", {"a": 1, "b": 2}),
        ("a:\tx\ty\nb:\t'q'\t\n", {"a": "x\ty", "b": "q"}),
        ("a: {b:\t1,\tc:\t2}\t\n", {"a": {"b": 1, "c": 2}}),
        ("\t# remark\na: 1\n\t\nb: 2\n", {"a": 1, "b": 2}),
        ("a: text\n  goes\ton\t\n  \tagain\n", {"a": "text goes\ton again"}),
        ("-\ta\n-\tb\n", ["a", "b"]),
        ("a\t: &n\t4\nb: *n\t\n", {"a": 4, "b": 4}),
        ("a: |\t\n  x\ty\nb: >-\t# remark\n  c\n", {"a": "x\ty\n", "b": "c"}),
        ("a:\t\n  b: 1\n", {"a": {"b": 1}}),
    ],
)
def test_tabs_may_stand_between_and_behind_tokens(text: str, plain: object) -> None:
    assert parse(text, "firm.yaml")[0].plain() == plain


@pytest.mark.parametrize(
    "text", ["a:\n\tb: 1\n", "\ta: 1\n", "a:\n  b: 1\n\tc: 2\n", "a:\n\t- 1\n", "a:\n  b: 1\n \tc: 2\n"]
)
def test_tabs_may_not_indent(text: str) -> None:
    assert "got a tab where only spaces may indent" in _refusal(text)


@pytest.mark.parametrize(("sign", "code"), [("\x0b", "000B"), ("\x00", "0000"), ("\ufffe", "FFFE"), ("\x1b", "001B")])
def test_an_unprintable_character_is_told_at_its_line(sign: str, code: str) -> None:
    told = f"firm.yaml:4: must be valid YAML, got an unprintable character, U+{code}"
    assert _refusal(f"a: 1\n\nb: ü\nc: 'x{sign}'\nd: 1\n") == told


def test_what_an_alias_repeats_is_told_where_it_is_used() -> None:
    tree, _ = parse("a: &x\n  b: [1]\nc: 2\nd:\n  - *x\n", "firm.yaml")
    assert tree.find(("d", 0, "b", 0)).place.line == 5
    assert tree.find(("a", "b", 0)).place.line == 2


def test_aliases_do_not_nest_deeper_than_what_is_written_out() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 3000))
    assert (
        _refusal(chain) == f"firm.yaml:20 a19: must be nested at most {MAX_DEPTH} deep, got more, aliases written out"
    )


@pytest.mark.parametrize("merged", ["<<: *x", "<<: [*x]", "'<<': 1"])
def test_a_merge_key_is_told_as_such_at_its_line(merged: str) -> None:
    told = "firm.yaml:3 c.<<: must be written out, or laid over another file with 'extends', got a merge key"
    assert _refusal(f"a: &x {{b: 1}}\nc:\n  {merged}\n").startswith(told)


@pytest.mark.parametrize("text", ["%41", "[a]b", "{a: 1} b", "'a' b", "a: 1\n]", '"\\q"', "&a &b c", "- a\nb: 1", "|x"])
def test_no_inner_word_of_the_parser_is_told(text: str) -> None:
    told = _refusal(text)
    assert not any(word in told for word in ("<", "token", "stream", "scalar", "node", "simple key", "'\\"))


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("weeks：8", "a fullwidth colon, U+FF1A, where ':' should be"),
        ("weeks： 8", "a fullwidth colon, U+FF1A, where ':' should be"),
        ("weeks:\u00a08", "a no-break space, U+00A0, where a space should be"),
        ("weeks:\u30008", "an ideographic space, U+3000, where a space should be"),
        ("\u00a0", "a no-break space, U+00A0, where a space should be"),
        ("\u00a0\u00a0weeks: 8", "a no-break space, U+00A0, where a space should be"),
        ("  \u00a0weeks: 8", "a no-break space, U+00A0, where a space should be"),
        (" \u00a0- 8", "a no-break space, U+00A0, where a space should be"),
    ],
)
def test_a_sign_that_only_looks_like_a_space_or_a_colon_is_told_at_its_line(line: str, sign: str) -> None:
    told = f"firm.yaml:4: must be valid YAML, got {sign}"
    assert _refusal(f"a: 1\nb:\n  c: 2\n{line}\nd: 3\n") == told


def test_such_signs_may_stand_in_texts() -> None:
    text = "a: 100\u00a0%\nb: |\n  \u00a0x\n'c\u00a0： d': 1\ne: 'x： y'\n"
    assert parse(text, "firm.yaml")[0].plain() == {
        "a": "100\u00a0%", "b": "\u00a0x\n", "c\u00a0： d": 1, "e": "x： y",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'a:\n  b: "\\ud83d"\n',
            "firm.yaml:2 a.b: must be valid YAML, got an unpaired surrogate, U+D83D, which is half",
        ),
        ('"\\ud83d": 1\n', "firm.yaml:1: must be valid YAML, got an unpaired surrogate, U+D83D"),
        ("a: \ud83d\n", "firm.yaml:1: must be valid YAML, got an unpaired surrogate, U+D83D"),
        ("a: \udcff\n", "firm.yaml:1: must be valid YAML, got the byte 0xff, which is no UTF-8"),
    ],
)
def test_half_a_sign_is_told_apart_from_a_byte_that_is_no_text(text: str, told: str) -> None:
    assert _refusal(text).startswith(told)
