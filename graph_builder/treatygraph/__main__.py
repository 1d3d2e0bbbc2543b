"""Runs the command line as `python -m treatygraph`."""

from treatygraph.cli.main import main

if __name__ == "__main__":
    main()
