"""The browser: explore, watch, play, and lead a workshop.

`pages` is what a browser shows and `guard` what protects it; the rest knows no web framework.
"""
