"""One replicate after the other, week by week, in the order of the Mesa model's step."""

from typing import Any

from sim.chance import Stream
from sim.kernel.attend import gather, take_leave
from sim.kernel.choose import make_good
from sim.kernel.compiled import compiled_once, inlined, register_rules
from sim.kernel.diary import note
from sim.kernel.discuss import allocate, hear_voices, move_attention, set_agenda
from sim.kernel.forget import forget, return_to_work
from sim.kernel.learn import learn
from sim.kernel.measure import measure_company, measure_end, measure_meeting, measure_people, measure_week
from sim.kernel.perceive import perceive
from sim.kernel.review import review
from sim.kernel.start import start, start_week
from sim.kernel.trade import earn, follow_decisions, visit_customers
from sim.kernel.whisper import whisper
from sim.kernel.world import Diary, Now, Session
from sim.scenario.output import DECISION

register_rules()


@inlined
def hold(now: Any, session: Any, layout: Any, world: Any, sums: Any, diary: Any) -> None:
    """One meeting."""
    n_present = gather(now, session, layout, world, diary)
    if n_present == 0:
        return
    room = world.room
    ideal = layout.departments.customer_ideal
    hear_voices(now, session, room, n_present, world, layout.people.rank)
    set_agenda(now, session, room, n_present, world.minds, layout)
    to_customers = allocate(session, room, n_present, world.tally, ideal)
    if session.rules.allocation.weight > 0.0:
        note(diary, (now.week, session.number), DECISION, (-1, -1), to_customers)
    move_attention(now, room, n_present, world.minds.interest, layout.people.group)
    perceive(now, session, room, n_present, world, layout.people.group)
    talks, stopped = whisper(now, session, n_present, world, layout.people.department, diary)
    learn(now, session, n_present, world, layout)
    make_good(session, room.agenda, ideal, world.absent, world.market.goodwill)
    measure_meeting(session, room, (n_present, talks, stopped), ideal, sums)


@compiled_once
def run(layout: Any, tables: Any, world: Any, stream: Any, output: Any, count: Any) -> None:
    """Replicates from `stream` on into the rows of `output`, each array with one axis more in front."""
    # Long on purpose: every function that is handed the whole world costs a second of compilation.
    meetings = layout.meetings
    for n in range(output.weekly.shape[0]):
        own = Stream(stream.seed, stream.replicate + n)
        diary = Diary(output.events if own.replicate == 0 else output.events[:0], count)
        start(layout, world, own)
        output.meetings[n, :, :] = 0.0
        for week in range(tables.phase.size):
            phase = tables.phase[week]
            now = Now(own, week, tables.person[phase], tables.company[phase, 0])
            weekly = output.weekly[n, week]
            start_week(world.tally, world.market, world.calendar)
            take_leave(now, layout.people, world.calendar)
            for m in range(meetings.every.size):
                since = week - meetings.offset[m]
                if since >= 0 and since % meetings.every[m] == 0:
                    seats = slice(meetings.first_seat[m], meetings.first_seat[m + 1])
                    pairs = slice(meetings.first_pair[m], meetings.first_pair[m + 1])
                    session = Session(
                        m, meetings.slot[m], meetings.person[seats], meetings.principal[seats], meetings.tie[pairs],
                        meetings.workload[m], tables.meeting[phase, meetings.series[m]],
                    )  # fmt: skip
                    hold(now, session, layout, world, output.meetings[n, m], diary)
            visit_customers(now, layout.portfolio, world.calendar, world.minds.ease, world.market)
            follow_decisions(now, world.tally, world.market, layout.departments.customer_ideal)
            earned = earn(now, world.market, layout.portfolio)
            review(now, layout, world, diary)
            forget(now, layout, world.minds.regard, world.bonds, world.tally)
            return_to_work(now, layout, world.minds.interest, world.tally.interest)
            measure_week(layout, world.tally, world.market.resources, weekly)
            measure_people(layout.departments, world.minds, world.tally, weekly)
            measure_company(world.market, earned, now.company.revenue.plan, output.company[n, week])
        measure_end(layout, world, output.people[n], output.meetings[n])
