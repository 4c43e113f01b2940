"""One replicate after the other, week by week, in the order of the Mesa model's step."""

from typing import Any

from sim.chance import Stream
from sim.kernel.attend import gather, group, take_leave
from sim.kernel.choose import make_good
from sim.kernel.compiled import compiled_once, inlined, register_rules
from sim.kernel.diary import note
from sim.kernel.discuss import allocate, hear_voices, move_attention, set_agenda
from sim.kernel.forget import conclude, forget, return_to_work, sum_views
from sim.kernel.learn import learn
from sim.kernel.luck import draw_meetings, signed
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
def copy_ties(bonds: Any, number: Any, source: Any, to: Any) -> None:
    """Copy ties that stand in another meeting's table to the one under way, or back."""
    first, last = number
    for n in range(first, last):
        bonds.visibility[to[n]] = bonds.visibility[source[n]]
        bonds.esteem[to[n]] = bonds.esteem[source[n]]


@compiled_once
def run(layout: Any, places: Any, tables: Any, world: Any, stream: Any, output: Any, count: Any) -> None:
    """Replicates from `stream` on into the rows of `output`, each array with one axis more in front."""
    # Long on purpose: every function that is handed the whole world costs a second of compilation.
    meetings, cells, room = layout.meetings, places.cells, world.room
    ideal = layout.departments.customer_ideal
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
            take_leave(now, layout.people, world.calendar, world.luck)
            for m in range(meetings.every.size):
                if m % LANES == 0:
                    draw_meetings(now, m, places.choices, world.luck)
                since = week - meetings.offset[m]
                if since >= 0 and since % meetings.every[m] == 0:
                    seats = slice(meetings.first_seat[m], meetings.first_seat[m + 1])
                    choice = places.choices.first[m] - places.choices.first[m // LANES * LANES]
                    session = Session(
                        m, meetings.slot[m], meetings.person[seats], meetings.principal[seats], signed(choice),
                        cells.first[m], whole_lanes(seats.stop - seats.start), meetings.workload[m],
                        tables.meeting[phase, meetings.series[m]],
                    )  # fmt: skip
                    copies = (cells.first_copy[m], cells.first_copy[m + 1])
                    copy_ties(world.bonds, copies, cells.home, cells.copy)
                    n_present = gather(now, session, layout, world, diary)
                    if n_present > 0:
                        n_groups = group(room, n_present)
                        hear_voices(session, room, n_present, world.minds, world.bonds)
                        set_agenda(session, room, n_present, world.minds, ideal)
                        to_customers = allocate(session, room, n_present, world.tally, ideal)
                        if session.rules.allocation.weight > 0.0:
                            note(diary, (week, m), DECISION, (-1, -1), to_customers)
                        move_attention(now, room, n_present, world.minds.interest, layout.people.group)
                        perceive(now, session, room, n_groups, world)
                        talks, stopped = whisper(now, session, (n_present, n_groups), world, layout.people, diary)
                        learn(now, session, n_present, world, layout)
                        make_good(session, room.agenda, ideal, world.absent, world.market.goodwill)
                        measure_meeting(
                            session, room, (n_present, n_groups, talks, stopped), ideal, output.meetings[n, m]
                        )
                        copy_ties(world.bonds, copies, cells.copy, cells.home)
            visit_customers(now, layout.portfolio, world)
            follow_decisions(now, world.tally, world.market, layout.departments.customer_ideal)
            earned = earn(now, world.market, layout.portfolio)
            review(now, layout, world, diary)
            forget(now, layout, places, world.minds, world.bonds)
            conclude(now, places.runs, world.minds.regard, world.bonds, world.views)
            sum_views(world.minds.regard, world.views, world.tally)
            return_to_work(now, layout.people, world.topics, world.minds.interest, world.tally.interest)
            measure_week(layout, world.tally, world.market.resources, weekly)
            measure_people(layout, world.minds, world.tally, weekly)
            measure_company(world.market, earned, now.company.revenue.plan, output.company[n, week])
        measure_end(layout, world, output.people[n], output.meetings[n])
