"""The verdict as a sentence, in the language of the reader."""

from sim.language import Translator
from sim.language.translator import Bilingual
from sim.results.verdict import UNDECIDED, Verdict


def sentence(found: Verdict, department: Bilingual, t: Translator) -> str:
    """What happened, in what share of the replicates, how sure that is, and where the image began and ended."""
    named = t.own(department)
    if found.first != found.first:
        return t.text("verdict.none", department=named)
    levels = {"department": named, "first": t.number(found.first, 2), "last": t.number(found.last, 2)}
    image = t.text("verdict.image", **levels)
    counted = {"count": found.replicates, "runs": t.number(found.replicates)}
    if found.outcome == UNDECIDED:
        seen = sorted((name for name, share in found.shares.items() if share > 0), key=lambda name: -found.shares[name])
        parts = t.enumeration([t.text(f"verdict.{name}.part", share=t.percent(found.shares[name])) for name in seen])
        return f"{t.text('verdict.undecided', parts=parts, **counted)} {image}"
    return "{} {}".format(
        t.text(
            "verdict.majority",
            outcome=t.text(f"verdict.{found.outcome}"),
            share=t.percent(found.share),
            low=t.percent(found.low),
            high=t.percent(found.high),
            **counted,
        ),
        image,
    )
