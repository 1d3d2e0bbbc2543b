"""`python -m bench [NAME …]`: run the measurements, all of them where none is named.

Options after the names are those of the measurement: `python -m bench reading --gold FOLDER`,
`python -m bench questions --gold FILE.csv`.
"""

import runpy
from itertools import takewhile

import click

BENCHES = ("engines", "positions", "reading", "web")
#: These need material that is not shipped, or much time, and so run by name only.
BY_NAME = (
    "batch",
    "commands",
    "faults",
    "fuzz",
    "generate",
    "load",
    "matching",
    "misuse",
    "official",
    "questions",
    "scale",
    "soak",
)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def main(words: tuple[str, ...]) -> None:
    """Run measurements by name; each writes its page or prints its table."""
    import sys

    names = list(takewhile(lambda word: not word.startswith("-"), words))
    if unknown := [name for name in names if name not in BENCHES + BY_NAME]:
        raise click.UsageError(f"{unknown[0]!r} is none of {', '.join(BENCHES + BY_NAME)}")
    for name in names or BENCHES:
        sys.argv = [f"bench.{name}", *words[len(names) :]]
        try:
            runpy.run_module(f"bench.{name}", run_name="__main__")
        except SystemExit as end:
            if end.code:
                raise


if __name__ == "__main__":
    main()
