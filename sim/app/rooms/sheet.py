"""All decisions of a room as a table for a spreadsheet."""

import csv
from io import StringIO

from sim.app.rooms.standings import Judge, places
from sim.app.rooms.view import View, shown_name
from sim.language import Translator

# A cell that begins so is a formula to a spreadsheet, or becomes one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
COLUMNS = (
    "player", "month", "quarter", "weeks", "meeting_first", "told", "demand",
    "image_after_quarter", "revenue_after_quarter",
)  # fmt: skip


def sheet(view: View, judged: Judge, t: Translator) -> str:
    """Row per player and month; levels of a player's last month of each quarter, revenue relative to plan.

    In German with semicolons and decimal commas, as German spreadsheets read them; else with commas and points.
    """
    file, is_german = StringIO(), t.language == "de"
    writer = csv.writer(file, delimiter=";" if is_german else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    levels = {end: _levels(view, end, judged) for end in range(3, view.room.months + 1, 3)}
    for player in view.players:
        name = harmless(shown_name(player, t))
        for month, choice in enumerate(view.decided[player.number], 1):
            level = levels.get(month, {}).get(player.number, ("", ""))
            weeks = choice.meeting_first
            row = (month, -(-month // 3), len(weeks), sum(weeks), choice.told, int(choice.demand))
            written = [each.replace(".", ",") for each in level] if is_german else level
            writer.writerow((name, *row, *written))
    return file.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _levels(view: View, months: int, judged: Judge) -> dict[int, tuple[str, str]]:
    decided = {number: each[:months] for number, each in view.decided.items() if len(each) >= months}
    return {each.number: (f"{each.image:.4f}", f"{each.revenue:.4f}") for each in places(view.room, decided, judged)}
