"""Limits of the server, in one place: how much there is of everything, and how much of it one visitor may have.

A visitor is an address, and a workshop of fifty may share one: what one may have is far above what fifty people need.
"""

# Requests
BODY = 64 * 1024  # bytes
HEAD = 16 * 1024  # bytes of address and headers together
SECONDS_FOR_A_REQUEST = 30  # to be complete, and until the next one comes
REQUESTS = "400 per second; 12000 per minute"  # of one address, files aside

# Connections; a process may usually have 1024 files.
CONNECTIONS = 800
CONNECTIONS_OF_ONE = 400  # fifty browsers open some three hundred
CONNECTIONS_SPARE = 64  # those that are being closed, and what the server itself has open

# Threads that answer. Most of them wait for something, and cost nothing meanwhile.
THREADS, THREADS_A_CORE = 16, 4
SHARE_OF_THREADS = 2  # one visitor may keep busy one of so many

# Waiting for a full ensemble, which keeps a thread; who comes later is given what is there.
PATIENT, PATIENT_EACH = 12, 4
# Runs to watch that are run or wait for their turn; who comes later is told to ask again.
WATCHED, WATCHED_EACH = 12, 3
# Looks back on a game; the same.
LOOKS_BACK, LOOKS_BACK_EACH = 6, 2

# Rooms
ROOMS = 200
PLAYERS = 200
PLAYERS_OF_ONE = "100 per 12 hour"  # seats of one room, for one address
# Wrong codes and secrets of one address; each one after that is answered late. Right ones never are.
WRONG = {"join": "30 per minute; 200 per hour", "lead": "10 per minute; 50 per hour"}
SECONDS_PER_WRONG = 1.0

# The database of the rooms
SECONDS_FOR_THE_DATABASE = 5  # that a request waits for a lock
IN_THE_DATABASE = 8  # requests at once; the others wait as long as these get on
SECONDS_WITHOUT_PROGRESS = 1.0  # after which they are told to ask again
