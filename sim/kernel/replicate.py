"""One replicate after the other, week by week, in the order of the Mesa model's step."""

from typing import Any

from sim.chance import Stream
from sim.kernel.attend import gather, group, take_leave
from sim.kernel.choose import make_good
from sim.kernel.compiled import compiled_once, inlined, register_rules
from sim.kernel.diary import note
from sim.kernel.discuss import allocate, hear_voices, move_attention, set_agenda
from sim.kernel.forget import forget, return_to_work, sum_views
from sim.kernel.learn import learn
from sim.kernel.luck import draw_meetings
from sim.kernel.measure import measure_company, measure_end, measure_meeting, measure_people, measure_week
from sim.kernel.perceive import perceive
from sim.kernel.review import review
from sim.kernel.start import start, start_phase, start_week
from sim.kernel.trade import earn, follow_decisions, visit_customers
from sim.kernel.whisper import whisper
from sim.kernel.world import Diary, Now, Session
from sim.scenario.cells import LANES, whole_lanes
from sim.scenario.output import DECISION

register_rules()


@inlined
def hold(now: Any, session: Any, layout: Any, world: Any, sums: Any, diary: Any) -> None:
    """One meeting."""
    fetch(layout.cells, session.number, world.bonds)
    n_present = gather(now, session, layout, world, diary)
    if n_present == 0:
        return
    room = world.room
    n_groups = group(room, n_present)
    ideal = layout.departments.customer_ideal
    hear_voices(session, room, n_present, world.minds, world.bonds)
    set_agenda(session, room, n_present, world.minds, ideal)
    to_customers = allocate(session, room, n_present, world.tally, ideal)
    if session.rules.allocation.weight > 0.0:
        note(diary, (now.week, session.number), DECISION, (-1, -1), to_customers)
    move_attention(now, room, n_present, world.minds.interest, layout.people.group)
    perceive(now, session, room, n_groups, world)
    talks, stopped = whisper(now, session, (n_present, n_groups), world, layout.people.department, diary)
    learn(now, session, n_present, world, layout)
    make_good(session, room.agenda, ideal, world.absent, world.market.goodwill)
    measure_meeting(session, room, (n_present, n_groups, talks, stopped), ideal, sums)
    bring_back(layout.cells, session.number, world.bonds)


@inlined
def fetch(cells: Any, m: int, bonds: Any) -> None:
    """Copy ties to a meeting's table that stand in that of another."""
    for n in range(cells.first_copy[m], cells.first_copy[m + 1]):
        bonds.visibility[cells.copy[n]] = bonds.visibility[cells.home[n]]
        bonds.esteem[cells.copy[n]] = bonds.esteem[cells.home[n]]


@inlined
def bring_back(cells: Any, m: int, bonds: Any) -> None:
    """Copy them back."""
    for n in range(cells.first_copy[m], cells.first_copy[m + 1]):
        bonds.visibility[cells.home[n]] = bonds.visibility[cells.copy[n]]
        bonds.esteem[cells.home[n]] = bonds.esteem[cells.copy[n]]


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
            if week == 0 or phase != tables.phase[week - 1]:
                start_phase(now, layout.people, world.minds)
            take_leave(now, layout.people, world.calendar, world.luck.leave)
            for m in range(meetings.every.size):
                if m % LANES == 0:
                    draw_meetings(now, m, layout.choices, world.luck)
                since = week - meetings.offset[m]
                if since >= 0 and since % meetings.every[m] == 0:
                    seats = slice(meetings.first_seat[m], meetings.first_seat[m + 1])
                    session = Session(
                        m, meetings.slot[m], meetings.person[seats], meetings.principal[seats],
                        layout.cells.first[m], whole_lanes(seats.stop - seats.start), meetings.workload[m],
                        tables.meeting[phase, meetings.series[m]],
                    )  # fmt: skip
                    hold(now, session, layout, world, output.meetings[n, m], diary)
            visit_customers(now, layout.portfolio, world)
            follow_decisions(now, world.tally, world.market, layout.departments.customer_ideal)
            earned = earn(now, world.market, layout.portfolio)
            review(now, layout, world, diary)
            forget(now, layout, world.minds, world.bonds, world.views)
            sum_views(world.minds.regard, world.views, world.tally)
            return_to_work(now, layout.people, world.topics, world.minds.interest, world.tally.interest)
            measure_week(layout, world.tally, world.market.resources, weekly)
            measure_people(layout, world.minds, world.tally, weekly)
            measure_company(world.market, earned, now.company.revenue.plan, output.company[n, week])
        measure_end(layout, world, output.people[n], output.meetings[n])
