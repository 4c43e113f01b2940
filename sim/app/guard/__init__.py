"""What stands between a browser and the pages: who may ask, how much, and what a browser may do with the answer.

`protect.protect` guards a Flask server, `protect.policy` tells it what the finished Dash application is made of, and
`listening.listen` binds it. Pages use `cookies` to know somebody again, `key` for the facilitator's secret, and `tries`
against guessing. Nothing is imported here: a server needs its key, and tells its address, before it loads Dash.
"""
