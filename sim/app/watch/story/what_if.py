"""A decision taken once more by the same rules: as if others had come, or had been taken as seriously as the rest."""

from typing import NamedTuple

import numpy as np

from sim.app.watch.record import Exact, Held, Voices
from sim.rules import agenda, allocation, voice


class Outcome(NamedTuple):
    """What comes of a meeting."""

    share: Exact  # (seat,) of the talk
    agenda: Exact  # (topic,)
    given: Exact  # (topic,) of what is shared out


def granted(voices: Voices, presence: Exact) -> Exact:
    """Attentive esteem that each seat gets from the others present, in the mean: (seat,)."""
    attention = np.vectorize(voice.attentive_esteem)(
        voices.rules.forms.voice, voices.views.visibility, voices.views.esteem
    )
    there = (presence > 0.0).astype(np.float64)
    others = there.sum() - there
    return np.asarray(there @ attention / np.maximum(others, 1.0))


def decide(held: Held, voices: Voices, workload: Exact, presence: Exact, standing: Exact | None = None) -> Outcome:
    """Outcome with a given presence by seat, and with the standing that the room grants unless another is given."""
    n_present = int((presence > 0.0).sum())
    heard = granted(voices, presence) if standing is None else standing
    others = n_present - 1
    loud = [
        voice.loudness(voices.rules.voice, weight, there, mean * others, others)
        for weight, there, mean in zip(voices.weight, presence, heard, strict=True)
    ]
    total = sum(loud)
    share = np.array(
        [voice.share(each, total, there, presence.sum()) for each, there in zip(loud, presence, strict=True)]
    )
    weights = share * voices.insistence
    shares = weights @ voices.interest / weights.sum()
    of_customers = float(shares[held.ideal].sum())
    rules, allocated = held.rules
    talked = np.array(
        [
            agenda.with_quota(rules, each, of_customers, bool(ideal))
            for each, ideal in zip(shares, held.ideal, strict=True)
        ]
    )
    given = np.array([allocation.share(allocated, each, work) for each, work in zip(talked, workload, strict=True)])
    return Outcome(share, talked, given)
