"""Eight replicates at a time, week by week, in the order of the Mesa model's step."""

from typing import Any

from sim.chance import Stream
from sim.kernel.annoy import annoy
from sim.kernel.attend import gather, group, take_leave
from sim.kernel.choose import make_good
from sim.kernel.compiled import compiled_once, register_rules
from sim.kernel.diary import note
from sim.kernel.discuss import allocate, hear_voices, move_attention, set_agenda, show
from sim.kernel.forget import forget, return_to_work
from sim.kernel.lanes import LANES, numbered
from sim.kernel.learn import learn
from sim.kernel.measure import measure_company, measure_end, measure_meeting, measure_week
from sim.kernel.perceive import perceive
from sim.kernel.review import review
from sim.kernel.start import start, start_phase, start_week
from sim.kernel.tables import in_lanes, in_tables, stretch
from sim.kernel.trade import earn, favour_owners, follow_decisions, visit_customers
from sim.kernel.whisper import whisper
from sim.kernel.world import Diary, Now, Session
from sim.scenario.output import DECISION

register_rules()


@compiled_once
def run(given: Any, tables: Any, arrays: Any, stream: Any, output: Any, noted: Any) -> None:
    """Replicates from `stream` on into the rows of `output`; the last lanes may be of none that was asked for."""
    # Long on purpose: every function that is handed the whole world costs a second of compilation.
    layout = in_tables(given)
    world = in_lanes(arrays)
    meetings, people, room = layout.meetings, layout.people, world.room
    ideal = layout.departments.customer_ideal
    for first in range(0, output.weekly.shape[0], LANES):
        last = min(first + LANES, output.weekly.shape[0])
        own = Stream(stream.seed, numbered(stream.replicate + first))
        diary = Diary(output.events if stream.replicate + first == 0 else output.events[:0], noted)
        start(layout, world, own)
        for week in range(tables.phase.size):
            phase = tables.phase[week]
            now = Now(own, week, tables.person[phase], tables.company[phase, 0], tables.commands)
            start_week(world.tally, world.market, world.calendar)
            if week == 0 or phase != tables.phase[week - 1]:
                start_phase(now, people, world.minds)
            favour_owners(now, layout, world.market, world.bonds, world.lives.others)
            take_leave(now, people.group, world.calendar)
            for m in range(meetings.every.size):
                since = week - meetings.offset[m]
                if since >= 0 and since % meetings.every[m] == 0:
                    seats = (meetings.first_seat[m], meetings.first_seat[m + 1])
                    session = Session(
                        m, meetings.slot[m], stretch(meetings.person, *seats), stretch(meetings.principal, *seats),
                        stretch(meetings.tie, meetings.first_pair[m], meetings.first_pair[m + 1]),
                        meetings.workload[m], tables.meeting[phase, meetings.series[m]],
                        tables.block[meetings.series[m]],
                    )  # fmt: skip
                    n_present, n_taken = gather(now, session, layout, world, diary)
                    if n_taken > 0:
                        counts = (n_present, n_taken)
                        n_groups = group(session, room, n_taken, people.department)
                        show(now, session, (room, n_taken), world.minds, people.group)
                        hear_voices(now, session, room, counts, world.minds, world.bonds)
                        set_agenda(session, room, counts, world.minds, ideal)
                        to_customers = allocate(now, session, (counts, people), world, ideal)
                        if session.rules.allocation.weight > 0.0:
                            note(diary, n_present > 0.0, (week, m), (DECISION, to_customers), (-1, -1))
                        move_attention(now, session, room, n_taken, world.minds, people.group)
                        perceive(now, session, (n_taken, n_groups), world, people.department)
                        annoy(now, session, (n_taken, n_groups), world, layout)
                        talks, stopped = whisper(now, session, counts, world, people.department, diary)
                        learn(now, session, counts, world, layout)
                        make_good(session, room.agenda, ideal, world.dates, world.market)
                        held = (n_present, n_taken, n_groups, talks, stopped)
                        measure_meeting(session, room, held, ideal, world.sheet.meetings[m])
            visit_customers(now, layout.portfolio, world)
            follow_decisions(now, world.tally, world.market, ideal)
            earned = earn(now, world.market, layout.portfolio)
            review(now, layout, world, diary)
            forget(now, layout, world.minds, world.bonds, world.tally)
            return_to_work(now, layout, world.minds, world.tally.interest)
            resources = world.market.resources
            measure_week(layout, world.minds, world.tally, resources, world.sheet, output.weekly[first:last, week])
            plan = now.company.revenue.plan
            measure_company(world.market, earned, plan, world.sheet.company, output.company[first:last, week])
        ends = (output.people[first:last], output.meetings[first:last])
        measure_end(layout, world, ends)
