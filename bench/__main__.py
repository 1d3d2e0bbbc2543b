"""`python -m bench [NAME …]`: run the measurements, all of them where none is named."""

import runpy

import click

BENCHES = ("engines", "reading", "web")


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(BENCHES))
def main(names: tuple[str, ...]) -> None:
    """Run measurements by name; each writes its page or prints its table."""
    import sys

    for name in names or BENCHES:
        sys.argv = [f"bench.{name}"]
        try:
            runpy.run_module(f"bench.{name}", run_name="__main__")
        except SystemExit as end:
            if end.code:
                raise


if __name__ == "__main__":
    main()
