"""Mutants of meetings: who is heard, and who is talked about."""

from tests.mutants.mutant import KERNEL, MODEL, RULES, Edit, Mutant

# Lines of the kernel.
INDENT = " " * 24
PERCEIVE = f"{INDENT}perceive(now, session, (n_taken, n_groups), world, people.department)\n"
ANNOY = f"{INDENT}annoy(now, session, (n_taken, n_groups), world, layout)\n"
WHISPER = f"{INDENT}talks, stopped = whisper(now, session, counts, world, people.department, diary)\n"

OF_TALK = [
    Mutant(
        "gossip-before-perceiving",
        "People talk about the absent before they have seen whom they listen to.",
        (
            Edit(
                f"{MODEL}/meeting.py",
                "        self.perceive()\n        self.annoy()\n        talks, stopped = self.whisper()\n",
                "        talks, stopped = self.whisper()\n        self.perceive()\n        self.annoy()\n",
            ),
            Edit(f"{KERNEL}/replicate.py", PERCEIVE + ANNOY + WHISPER, WHISPER + PERCEIVE + ANNOY),
        ),
        ("tests/model/test_week.py::test_whoever_talks_is_believed_for_what_was_just_seen_of_them[mesa]",),
    ),
    Mutant(
        "one-ally-is-enough",
        "Any number of allies in the room stops talk no better than a single one (K5).",
        (Edit(f"{RULES}/gossip.py", "for _ in range(n_allies):", "for _ in range(min(1, n_allies)):"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "one-ally-is-nobody",
        "A single ally in the room stops no talk.",
        (Edit(f"{RULES}/gossip.py", "for _ in range(n_allies):", "for _ in range(n_allies - 1):"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "speaker-is-an-ally",
        "Who talks about a colleague counts among those who might stop it.",
        (Edit(f"{MODEL}/whisper.py", "if each is not speaker and each.department", "if each.department"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "nobody-stops-talk",
        "Whoever is present does not spoil the game of talking about their colleagues (K5).",
        (Edit(f"{RULES}/gossip.py", "return uniform >= goes_on", "return False"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "talk-without-belief",
        "What is said moves listeners whatever they think of the speaker.",
        (
            Edit(
                f"{RULES}/gossip.py",
                "esteem - p.negative * esteem_for_speaker * esteem",
                "esteem - p.negative * esteem",
            ),
        ),
        ("tests/model/test_week.py::test_whoever_is_taken_for_nothing_is_not_believed",),
    ),
    Mutant(
        "visibility-unheard",
        "Who is not noticed is heard as well as everybody else (K4).",
        (Edit(f"{RULES}/voice.py", "return visibility * esteem", "return esteem"),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "nobody-defers",
        "Nobody falls silent for those who are noticed and taken seriously (K8).",
        (Edit(f"{RULES}/voice.py", "(1.0 - p.deference + p.deference * (granted / n_others))", "1.0"),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "demands-annoy-nobody",
        "Demanding in vain costs nothing.",
        (Edit(f"{RULES}/demand.py", "return min(1.0, p.annoy * ", "return 0.0 * min(1.0, p.annoy * "),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "met-demands-annoy",
        "Demands annoy as much where they are met as where they are not.",
        (Edit(f"{RULES}/demand.py", "* max(0.0, 1.0 - 2.0 * got)", "* 1.0"),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "ritual-takes-no-time",
        "A meeting full of form decides and talks as much as any other (K10).",
        (Edit(f"{RULES}/ritual.py", "return 1.0 - p.time * p.level", "return 1.0"),),
        ("tests/model/test_ritual.py",),
    ),
]
