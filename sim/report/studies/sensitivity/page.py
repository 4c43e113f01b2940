"""The page of an analysis of sensitivity."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sim.experiments import outcomes as language
from sim.experiments.sensitivity.estimates import Estimates
from sim.experiments.sensitivity.finding import FINE, Finding
from sim.experiments.sensitivity.result import Sensitivity
from sim.experiments.sensitivity.verdict import NEGLIGIBLE, PRECISION
from sim.language import Translator, translator
from sim.report.studies import page as pages
from sim.report.studies.page import Page, Section, Table
from sim.report.studies.sensitivity import facts, figures, words
from sim.report.studies.sensitivity.figures import MOST_PAIRED, Named

EXPLAINED = ("first", "total", "luck", "interval", "morris", "pawn")


def write(result: Sensitivity, path: Path | str, language: str = "en", command: str = "") -> None:
    """Write the page; `command` is what makes it again.

    Raises
    ------
    ResultsError
        Where the file cannot be written.
    """
    t = translator(language)
    pages.write(page(result, t, command), Path(path), t)


def page(result: Sensitivity, t: Translator, command: str = "") -> Page:
    """Everything that the page says."""
    found = list(result.findings.values())
    sections = [section for each in found for section in _sections(result, each, t)]
    if len(found) > 1:
        sections.insert(0, _overview(result, t))
    return Page(
        t.text("study.sensitivity.kind"),
        t.text("study.sensitivity.title", title=t.own(result.study.variants.base.title)),
        "\n".join([*(words.lead(result, each, t) for each in found), *words.limits(result, t)]),
        facts.facts(result, t),
        sections,
        [
            *facts.origin(result, t, command),
            *(
                (t.text(f"study.sensitivity.word.{each}"), t.text(f"study.sensitivity.word.{each}.meaning"))
                for each in EXPLAINED
            ),
        ],
        sure=t.text("study.sure"),
    )


def _sections(result: Sensitivity, found: Finding, t: Translator) -> Iterator[Section]:
    """Sections of one outcome, those for which there are indices."""
    if found.state != FINE:
        headline = words.outcome(found, result.study.variants.base, t)
        title = t.text("study.sensitivity.section.none", name=found.name)
        yield Section(
            f"none-{found.name}",
            title,
            headline,
            None,
            [words.nothing(found, t), *words.notes(found, words.names(result, t), t)],
        )
        return
    told = Named(found, words.names(result, t), words.order(found))
    if found.sobol:
        yield _tornado(result, told, t)
        yield _interactions(told, t)
    if found.morris:
        yield _morris(told, t)
    if found.pawn:
        yield _pawn(told, t)
    if len(found.convergence) > 1:
        yield _convergence(told, t)


def _overview(result: Sensitivity, t: Translator) -> Section:
    """Verdicts on all parameters for all outcomes."""
    fine = [each for each in result.findings.values() if each.state == FINE]
    said = [[_word(each, at, t) for each in fine] for at in range(len(result.parameters))]
    rows = [[name, *found] for name, found in zip(words.names(result, t), said, strict=True)]
    columns = [t.text("study.sensitivity.column.parameter"), *(each.name for each in fine)]
    table = Table(t.text("study.sensitivity.table.overview"), columns, rows)
    title, headline = (t.text(f"study.sensitivity.{each}.verdicts") for each in ("section", "headline"))
    return Section("verdicts", title, headline, None, [], table)


def _word(found: Finding, at: int, t: Translator) -> str:
    told = found.judgement(at)
    return words.word(told, t) if told else ""


def _tornado(result: Sensitivity, told: Named, t: Translator) -> Section:
    found = told.found
    assert found.sobol is not None
    first, total = found.sobol.first, found.sobol.total
    rows = []
    for at in told.order:
        judged = found.judgement(at)
        assert judged is not None
        numbers = [words.interval(total, at, t), words.interval(first, at, t)]
        rows.append([f"{told.names[at]}\n{result.parameters[at]}", *numbers, words.verdict(judged, "sobol", t)])
    columns = [t.text(f"study.sensitivity.column.{each}") for each in ("parameter", "total", "first", "verdict")]
    top = told.order[0]
    readings = [
        *_readings("tornado", t),
        t.text("study.sensitivity.reading.negative", least=t.percent(NEGLIGIBLE)),
        *words.notes(found, words.names(result, t), t),
    ]
    headline = t.text("study.sensitivity.headline.tornado", name=told.names[top], index=words.interval(total, top, t))
    return Section(
        _key("tornado", told), _title("tornado", told, t), headline, figures.tornado(told, t),
        readings, Table(t.text("study.sensitivity.table.verdicts"), columns, rows),
    )  # fmt: skip


def _interactions(told: Named, t: Translator) -> Section:
    assert told.found.sobol is not None
    second = told.found.sobol.second
    first, other = np.triu_indices(len(told.names), 1)
    ranked = np.argsort(-second.value, kind="stable").tolist()
    rows = [[told.names[first[at]], told.names[other[at]], words.interval(second, at, t)] for at in ranked]
    sure = int((second.low > 0).sum())
    headline = t.text("study.sensitivity.headline.interactions.none")
    if sure:
        headline = t.text("study.sensitivity.headline.interactions.some", count=sure, number=t.number(sure))
    readings = [t.text("study.sensitivity.reading.interactions")]
    if len(told.names) > MOST_PAIRED:
        readings.append(t.text("study.sensitivity.reading.interactions.cut", number=t.number(MOST_PAIRED)))
    columns = [t.text(f"study.sensitivity.column.{each}") for each in ("parameter", "other", "second")]
    return Section(
        _key("interactions", told), _title("interactions", told, t), headline, figures.interactions(told, t),
        readings, Table(t.text("study.sensitivity.table.pairs"), columns, rows),
    )  # fmt: skip


def _morris(told: Named, t: Translator) -> Section:
    effects, outcome = told.found.morris, told.found.outcome
    assert effects is not None
    order = np.argsort(-effects.mu_star.value, kind="stable").tolist()
    rows: list[list[str]] = []
    for at in order:
        luck = float(effects.luck[at])
        numbers = [_measured(each, at, told, t) for each in (effects.mu, effects.mu_star, effects.sigma)]
        rows.append([f"{len(rows) + 1}\u2002{told.names[at]}", *numbers, language.number(luck, outcome, t)])
    columns = [t.text(f"study.sensitivity.column.{each}") for each in ("parameter", "mu", "mu_star", "sigma", "luck")]
    top = order[0]
    effect = language.number(float(effects.mu_star.value[top]), outcome, t)
    headline = t.text("study.sensitivity.headline.morris", name=told.names[top], effect=effect)
    table = Table(t.text("study.sensitivity.table.morris"), columns, rows)
    return Section(
        _key("morris", told), _title("morris", told, t), headline, figures.morris(told._replace(order=order), t),
        _readings("morris", t), table,
    )  # fmt: skip


def _readings(kind: str, t: Translator) -> list[str]:
    """How to read a figure, and what it shows of luck."""
    return [t.text(f"study.sensitivity.reading.{kind}{each}") for each in ("", ".luck")]


def _measured(estimates: Estimates, at: int, told: Named, t: Translator) -> str:
    """Estimate with its interval, in the outcome's own form."""
    value, low, high, _ = (language.number(float(each[at]), told.found.outcome, t) for each in estimates)
    return t.text("study.sensitivity.interval", value=value, low=low, high=high)


def _pawn(told: Named, t: Translator) -> Section:
    found = told.found.pawn
    assert found is not None
    order = np.argsort(-found.distance.value, kind="stable").tolist()
    rows = [[told.names[at], words.interval(found.distance, at, t)] for at in order]
    rows.append([t.text("study.sensitivity.dummy"), words.interval(found.dummy, 0, t)])
    sure = int(found.distance.surely_above(found.dummy.high[0]).sum())
    headline = t.text("study.sensitivity.headline.pawn.none")
    if sure:
        number, all_of_them = t.number(sure), t.number(len(told.names))
        headline = t.text("study.sensitivity.headline.pawn.some", count=sure, number=number, all=all_of_them)
    table = Table(
        t.text("study.sensitivity.table.pawn"),
        [t.text("study.sensitivity.column.parameter"), t.text("study.sensitivity.column.pawn")],
        rows,
    )
    return Section(
        _key("pawn", told), _title("pawn", told, t), headline, figures.pawn(told._replace(order=order), t),
        [t.text("study.sensitivity.reading.pawn")], table,
    )  # fmt: skip


def _convergence(told: Named, t: Translator) -> Section:
    steps = told.found.convergence
    widest = float(steps[-1].total.half_width.max())
    rows = [[told.names[at], *(words.interval(each.total, at, t) for each in steps)] for at in told.order]
    columns = [t.text("study.sensitivity.column.parameter"), *(t.number(each.samples) for each in steps)]
    headline = t.text("study.sensitivity.headline.convergence.open", width=t.number(widest, 2))
    if widest <= PRECISION:
        headline = t.text("study.sensitivity.headline.convergence.fine", precision=t.number(PRECISION, 2))
    table = Table(t.text("study.sensitivity.table.convergence"), columns, rows)
    return Section(
        _key("convergence", told), _title("convergence", told, t), headline, figures.convergence(told, t),
        [t.text("study.sensitivity.reading.convergence")], table,
    )  # fmt: skip


def _key(kind: str, told: Named) -> str:
    return f"{kind}-{told.found.name}"


def _title(kind: str, told: Named, t: Translator) -> str:
    return t.text(f"study.sensitivity.section.{kind}", name=told.found.name)
