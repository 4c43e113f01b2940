"""The page about a run."""

from sim.language import Translator
from sim.report.appendix import appendix
from sim.report.frame import fill
from sim.report.header import header
from sim.report.runs import Runs
from sim.report.sections import sections


def render(runs: Runs, t: Translator) -> str:
    """Whole page as HTML."""
    found = sections(runs, t)
    figures = {each.key: each.figure for each in found}
    return fill("page.html", figures, t, header=header(runs, t), sections=found, appendix=appendix(runs, t))
