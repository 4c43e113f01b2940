"""Meetings: what those present talk about and decide, and what they take home."""

from itertools import groupby

from sim.model.measure import measure_meeting
from sim.model.seat import Seat
from sim.model.series import Series
from sim.model.whisper import whisper
from sim.rules import agenda, allocation, explanation, ritual, voice
from sim.scenario.output import DECISION


class Meeting(Series):
    """A series of meetings, and the one under way."""

    agenda: list[float]  # (topic,) shares

    def hold(self) -> None:
        """One meeting."""
        self.gather()
        if not self.present:
            return
        self.hear_voices()
        self.set_agenda()
        self.allocate()
        self.move_attention()
        self.perceive()
        self.annoy()
        talks, stopped = self.whisper()
        self.learn()
        self.make_good()
        measure_meeting(self, talks, stopped)

    def hear_voices(self) -> None:
        """Share out the talk."""
        rules, n_others = self.model.rules.voice, len(self.present) - 1
        total = 0.0
        present = 0.0
        for seat in self.present:
            self.sum_esteem(seat)
            seat.share = voice.loudness(rules, seat.person.weight, seat.presence, seat.granted, n_others)
            total += seat.share
            present += seat.presence
        substance = ritual.substance(self.rules.ritual)
        for seat in self.present:
            seat.share = voice.share(seat.share, total, seat.presence, present)
            seat.talk = voice.relative(seat.share, len(self.present)) * substance

    def sum_esteem(self, seat: Seat) -> None:
        """Esteem, and esteem with attention, that somebody gets from the others."""
        person, form = seat.person, self.model.rules.forms.voice
        seat.granted = 0.0
        seat.regarded = 0.0
        for other in self.present:
            if other is not seat:
                tie = other.person.ties[person]
                seat.granted += voice.attentive_esteem(form, tie.visibility, tie.esteem)
                seat.regarded += tie.esteem

    def set_agenda(self) -> None:
        """Share out the agenda among the topics."""
        ideals = self.model.customer_ideal
        total = 0.0
        shares = [0.0 for _ in ideals]
        for seat in self.present:
            weight = seat.share * seat.person.insistence(self)
            total += weight
            for topic, interest in enumerate(seat.person.interest):
                shares[topic] += weight * interest
        shares = [share / total for share in shares]
        of_customers = self.model.of_customers(shares)
        rules = self.rules.agenda
        self.agenda = [
            agenda.with_quota(rules, share, of_customers, ideal > 0.0)
            for share, ideal in zip(shares, ideals, strict=True)
        ]

    def allocate(self) -> None:
        """Share out airtime and, where the meeting decides, resources and influence."""
        rules = self.rules.allocation
        week = self.model.tally
        haste = 0.0
        for seat in self.present:
            haste += seat.person.haste(self, seat.share)
        weight = allocation.decided(rules, ritual.substance(self.rules.ritual), haste)
        week.held += 1
        week.planned += rules.weight
        week.decided += weight
        for seat in self.present:
            sums = seat.person.department.tally
            sums.airtime += seat.share
            sums.points += weight * seat.share
        given = [
            allocation.share(rules, share, workload) for share, workload in zip(self.agenda, self.workload, strict=True)
        ]
        for topic, share in enumerate(given):
            week.agenda[topic] += self.agenda[topic]
            week.resources[topic] += weight * share
        if rules.weight > 0.0:
            self.model.note(DECISION, (self, None, None), self.model.of_customers(given))

    def move_attention(self) -> None:
        """Let those present come to care about what they heard."""
        substance = ritual.substance(self.rules.ritual)
        for seat in self.present:
            seat.person.hear(self, seat.presence * substance)

    def perceive(self) -> None:
        """Let everybody present see everybody else."""
        for seat in self.present:
            seat.shown = seat.person.performance(self)
        groups = self.by_department()
        for seat in self.present:
            seat.person.look_round(groups)

    def annoy(self) -> None:
        """Let those who demand in vain annoy other departments."""
        for seat in self.present:
            seat.annoyance = seat.person.annoyance(self, seat.talk)
        if any(seat.annoyance > 0.0 for seat in self.present):
            groups = self.by_department()
            for seat in self.present:
                seat.person.be_annoyed(groups)

    def by_department(self) -> list[list[Seat]]:
        """Those present, department by department."""
        # Seats are sorted by person, so that a department's people sit side by side.
        return [list(group) for _, group in groupby(self.present, lambda seat: seat.person.department)]

    def whisper(self) -> tuple[int, int]:
        """Let people talk about those who are missing; talks, and talks stopped."""
        return whisper(self)

    def learn(self) -> None:
        """Let everybody present take something home."""
        for seat in self.present:
            person = seat.person
            person.learn(self, seat)
            person.life.airtime += seat.share * len(self.present)
            person.life.met += 1

    def make_good(self) -> None:
        """Where customers got their fair share, explained cancellations are forgiven."""
        got = self.model.of_customers(self.agenda)
        fair = self.model.of_customers(self.workload)
        for customer, told, owed, proof in self.cancelled:
            if explanation.is_made_good(told, got, fair):
                customer.make_good(owed, proof)
