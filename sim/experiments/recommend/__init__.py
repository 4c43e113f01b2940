"""Which of a scenario's interventions to take, when and how strongly, to reach a goal with the least effort."""

from sim.experiments.recommend.advise import recommend
from sim.experiments.recommend.recommendation import Recommendation

__all__ = ["Recommendation", "recommend"]
