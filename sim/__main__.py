"""`python -m sim` is `flurfunk`."""

from sim.cli.main import main

if __name__ == "__main__":
    main()
