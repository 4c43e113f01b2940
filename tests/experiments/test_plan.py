from pathlib import Path

import pytest

from sim.experiments import plan as plans
from sim.experiments.plan import Plan, code_version, plan
from tests.results.made_up import company


def _plan(**changes: int | None) -> Plan:
    return plan(company(), "firm", changes, "kernel")


def test_the_hash_changes_with_everything_that_can_move_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = {_plan().hash, _plan(seed=2).hash, _plan(weeks=27).hash, _plan(replicates=6).hash}
    hashes |= {plan(company(), "firm", {}, "mesa").hash, plan(company(focus="works"), "firm", {}, "kernel").hash}
    monkeypatch.setattr(plans, "code_version", lambda _engine: "another")
    assert len(hashes | {_plan().hash}) == 7


def test_the_hash_does_not_change_with_what_was_said_anyway() -> None:
    assert _plan(seed=1, weeks=26, replicates=5).hash == _plan(seed=None).hash
    assert len(_plan().hash) == 12


def test_seed_zero_is_a_seed() -> None:
    assert _plan(seed=0).scenario.seed == 0


def test_the_code_is_known_by_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "gossip.py"
    monkeypatch.setattr(plans, "ROOT", tmp_path)
    monkeypatch.setattr(plans, "SOURCES", {"kernel": ("rules",)})
    rule.write_text("rate = 0.7")
    before = code_version("kernel")
    rule.write_text("rate = 0.6")
    assert code_version("kernel") != before
    rule.write_text("rate = 0.7")
    assert code_version("kernel") == before


def test_a_plan_without_a_name_takes_the_title() -> None:
    title = {"en": "Sales & Co., since 1999!", "de": "Vertrieb"}
    assert plan(company(title=title), None, {}, "kernel").name == "sales_co_since_1999"
