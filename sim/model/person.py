"""People: who they are, what they feel and care about, and what they do in a week."""

from typing import TYPE_CHECKING, NamedTuple

from sim.chance import DELEGATION, LEAVE, PRIVILEGE, TRAITS
from sim.model.measure import mean_standing, ratio, total
from sim.model.observer import Observer
from sim.model.tally import LifeTally
from sim.rules import (
    PersonRules,
    attendance,
    attention,
    blame,
    contact,
    delegation,
    demand,
    ease,
    heard,
    impression,
    preaching,
    privilege,
    voice,
)
from sim.scenario.commands import THERE, Command
from sim.scenario.layout import Start
from sim.scenario.schema import RANKS, Rank

if TYPE_CHECKING:
    from sim.model.company import Company
    from sim.model.customer import Customer
    from sim.model.department import Department
    from sim.model.meeting import Meeting
    from sim.model.seat import Seat


class Post(NamedTuple):
    """What is given of a person."""

    number: int
    name: str
    department: "Department"
    rank: Rank
    charisma: float  # mean of those of that department and rank
    start: Start


class Person(Observer):
    """Somebody who works here. Subclasses say how they choose between meetings and customers."""

    rules: PersonRules

    def __init__(self, model: "Company", post: Post) -> None:
        own, start = post.department, post.start
        images = [start.own_image if each is own else each.image for each in model.departments.values()]
        super().__init__(model, images)
        self.number, self.name, self.department, self.rank, *_ = post
        charisma, self.assertiveness, _, _ = self.draw(TRAITS, 0)
        self.charisma = impression.trait(post.charisma, charisma)
        self.ease = start.ease
        self.heard = start.heard
        self.novelty = 1.0  # of what the top preaches
        self.interest = list(own.job_interest)  # (topic,)
        self.customers: list[Customer] = []
        self.favour = 1.0  # how well one's customers are served this week, relative to all
        self.away = False  # ill or on holiday
        self.half_days = 0  # given to meetings this week, or to customers instead of them
        self.busy: set[int] = set()  # half-days spent in a meeting this week
        self.life = LifeTally()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def draw(self, purpose: int, where: int) -> tuple[float, float, float, float]:
        """Draw this week's luck for a purpose."""
        return self.model.draw(purpose, self.number, where)

    def rules_in(self, meeting: "Meeting") -> PersonRules:
        """Rules that one follows in a meeting, which may have some of its own."""
        return self.rules if meeting.of_people is None else meeting.of_people[self.group]

    def take_leave(self) -> None:
        """Begin the week, perhaps by being ill or on holiday."""
        # A block of draws serves four people.
        block, own = divmod(self.number, 4)
        uniforms = self.model.draw(LEAVE, block, 0)
        self.away = attendance.stays_away(self.rules.attendance, self.away, uniforms[own])

    def attend(self, meeting: "Meeting") -> float:
        """Come to a meeting one is free for, or not: presence 0, what a video link is worth, or 1."""
        order = self.order(meeting)
        if order is not None:
            return self.obey(order, meeting)
        return 0.0 if self.skips(meeting) else self.choose(meeting)

    def order(self, meeting: "Meeting") -> Command | None:
        """What one is ordered for a meeting, if anything."""
        return self.model.commands.get((self.model.week, meeting.number, self.number))

    def obey(self, order: Command, meeting: "Meeting") -> float:  # noqa: ARG002 - what else there is to do, as below
        """Be there, or not, as ordered; presence as in `attend`."""
        return float(order.place == THERE)

    def skips(self, meeting: "Meeting") -> bool:
        """Stay away just because one can."""
        rules = self.rules_in(meeting).privilege
        if rules.share <= 0.0:
            return False
        voices = self.model.rules.voice
        rank_weight = voice.rank_weight(voices, RANKS.index(self.rank))
        standing = privilege.standing(rank_weight, voices.head, self.ease)
        return privilege.skips(rules, standing, self.draw(PRIVILEGE, meeting.number)[0])

    def choose(self, meeting: "Meeting") -> float:  # noqa: ARG002 - what else there is to do is up to subclasses
        """Choose between a meeting and what else there is to do; presence as in `attend`."""
        return 1.0

    def sends_delegate(self, meeting: "Meeting") -> bool:
        """Send somebody else to a meeting one misses."""
        rules = self.rules_in(meeting).delegation
        return rules.share > 0.0 and delegation.sends(rules, self.draw(DELEGATION, meeting.number)[0])

    def hear(self, meeting: "Meeting", presence: float) -> None:
        """Come to care about what one heard talked about."""
        rules = self.rules_in(meeting).attention
        self.interest = [
            attention.hear(rules, own, share, presence)
            for own, share in zip(self.interest, meeting.agenda, strict=True)
        ]

    def learn(self, meeting: "Meeting", seat: "Seat") -> None:
        """Take home from a meeting how one is regarded, and whether one's topic got its share."""
        n_present, rules = len(meeting.present), self.rules_in(meeting)
        topic = self.department.topic
        if n_present > 1:
            regarded = blame.felt(self.model.rules.blame, seat.regarded / (n_present - 1), self.department.accused)
            self.ease = ease.settle(rules.ease, self.ease, regarded, seat.presence)
        got = heard.result(meeting.agenda[topic], meeting.workload[topic])
        self.heard = heard.take_stock(rules.heard, self.heard, got, seat.presence)

    def visit_customers(self) -> None:
        """Spend what is left of the week with customers, if one has any."""

    def respond_to_blame(self, department: "Department", accused: float) -> None:
        """Feel the blame for one's own department, or join in that for another."""
        if department is self.department:
            self.ease = blame.unsettled(self.model.rules.blame, self.ease, accused)
        else:
            self.accuse(department, accused)

    def return_to_work(self) -> None:
        """Let a week of work, of customers met and of speeches heard move one's interests."""
        rules = self.rules
        ideals = self.model.customer_ideal
        # Without a department that faces them, customers have no topics that one could come to care about.
        has_customers = any(ideals)
        for topic, job in enumerate(self.department.job_interest):
            interest = attention.return_to_job(rules.attention, self.interest[topic], job)
            if has_customers:
                interest = contact.meet_customers(rules.contact, interest, ideals[topic])
                interest = preaching.believe(rules.preaching, interest, ideals[topic], self.novelty)
            self.interest[topic] = interest
        self.novelty = preaching.wear_off(rules.preaching, self.novelty)

    def remove(self) -> None:
        """Leave the company for good, between two weeks: seats and ties go, customers stay and nobody visits them."""
        if self not in self.model.people:
            return
        super().remove()
        self.model.people.discard(self)
        self.department.people.remove(self)
        self.department.n_heads -= int(self.rank == "head")
        for meeting in self.model.meetings:
            meeting.vacate(self)
        for other in list(self.ties):
            other.part_from(self)
            self.part_from(other)

    @property
    def weight(self) -> float:
        """How loud one is before anybody listens."""
        return voice.weight(self.model.rules.voice, RANKS.index(self.rank), self.assertiveness)

    @property
    def group(self) -> int:
        """Department and rank, as the tables of rules number them."""
        return self.department.number * len(RANKS) + RANKS.index(self.rank)

    def insistence(self, meeting: "Meeting") -> float:
        """Weight of one's topics on the agenda, beside one's voice."""
        return demand.insistence(self.rules_in(meeting).demand, self.assertiveness)

    def haste(self, meeting: "Meeting", airtime: float) -> float:
        """How much more a meeting decides at once because one is there."""
        return demand.haste(self.rules_in(meeting).demand, self.assertiveness, airtime)

    def annoyance(self, meeting: "Meeting", talk: float) -> float:
        """Share of esteem that one loses with others by demanding in vain."""
        topic = self.department.topic
        got = heard.result(meeting.agenda[topic], meeting.workload[topic])
        return demand.annoyance(self.rules_in(meeting).demand, self.assertiveness, got, talk)

    def performance(self, meeting: "Meeting") -> float:
        """What one shows in a meeting."""
        strength = self.rules_in(meeting).demand.strength
        return impression.performance(self.model.rules.impression, self.charisma, strength, self.assertiveness)

    @property
    def goodwill(self) -> float:
        """Mean goodwill of one's customers, weighted by potential; NaN without any."""
        worth = total(each.weight * each.goodwill for each in self.customers)
        return ratio(worth, total(each.weight for each in self.customers))

    @property
    def standing(self) -> float:
        """Mean attentive esteem granted by everybody who knows one."""
        return mean_standing(self.known_by)
