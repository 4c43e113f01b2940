"""What stands between a browser and the pages: who may ask, how much, and what a browser may do with the answer.

`protect` guards a Flask server, `policy` tells it what the finished Dash application is made of, and `listen` binds it.
Pages use `cookies` to know somebody again, `key` for the facilitator's secret, and `tries` against guessing.
"""

from sim.app.guard.listening import listen
from sim.app.guard.protect import policy, protect

__all__ = ["listen", "policy", "protect"]
