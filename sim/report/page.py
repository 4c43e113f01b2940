"""The page about a run."""

from sim.language import Translator
from sim.report.appendix import appendix
from sim.report.frame import fill
from sim.report.header import header
from sim.report.heading import in_short
from sim.report.runs import Runs
from sim.report.sections import Section, sections


def render(runs: Runs, t: Translator) -> str:
    """Whole page as HTML."""
    found = [_with_short_heading(each) for each in sections(runs, t)]
    figures = {each.key: each.figure for each in found}
    return fill("page.html", figures, t, header=header(runs, t), sections=found, appendix=appendix(runs, t))


def _with_short_heading(section: Section) -> Section:
    heading, rest = in_short(section.headline)
    return section._replace(headline=heading, readings=[*rest, *section.readings])
