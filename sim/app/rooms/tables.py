"""Tables of the workshop's database. Whatever changes here needs a higher `VERSION`."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

VERSION = 2
BEFORE_LOCKS = 1  # which had no `locked`; it is added to such a database when it is opened

metadata = MetaData()

version = Table("version", metadata, Column("number", Integer, primary_key=True, autoincrement=False))

rooms = Table(
    "rooms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    # Whoever holds it may look at the room, and at nothing else: it stands in the address of the projector's page.
    Column("view", String(32), nullable=False, unique=True),
    Column("scenario", String(100), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("language", String(2), nullable=False),
    Column("rounds", Integer, nullable=False, default=0),
    Column("paused", Boolean, nullable=False, default=False),
    Column("ended", Boolean, nullable=False, default=False),
    # Counts every change of the room itself, so that a page can ask cheaply whether anything is new.
    Column("revision", Integer, nullable=False, default=0),
    Column("made_at", BigInteger, nullable=False),
    Column("locked", Boolean, nullable=False, default=False),
)

players = Table(
    "players",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room_id", ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", String(96), nullable=False),
    # What makes two names the same; none where a room is anonymous, and nulls never collide.
    Column("name_key", String, nullable=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("joined_at", BigInteger, nullable=False),
    UniqueConstraint("room_id", "number"),
    UniqueConstraint("room_id", "name_key"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("player_id", ForeignKey("players.id", ondelete="CASCADE"), primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("choice", String(200), nullable=False),
    Column("decided_at", BigInteger, nullable=False),
)
