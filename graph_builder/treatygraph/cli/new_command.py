"""`treatygraph new`: a commented file to begin with, which passes as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from treatygraph.assess.beginning import with_row
from treatygraph.cli.echo import echo
from treatygraph.curated.positionkeys import Keys, nearest
from treatygraph.curated.templates import KINDS, filled
from treatygraph.errors import UsageError
from treatygraph.home import data_folders, drafts_folder, own_data
from treatygraph.textfile import write_whole

__all__ = ["command"]

_PROOF = "evidence: [{basis: unverified, note: Put down by hand.}]\n"
_FILES = {
    "treaties": f"{_PROOF}treaties:\n",
    "stakeholders": f"{_PROOF}stakeholders:\n",
    "sources": f"{_PROOF}licences:\n"
    "  - {key: own-copy, label: Own copy, note: As it was received.}\ndocuments:\n",
}


@click.command(name="new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("key")
@click.option("--title", default="", help="Title of a treaty or draft, name of a stakeholder.")
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--document", default="", help="Key of the document; KEY where left out.")
@click.option("--holder", default="", help="Key of the stakeholder who says it (position).")
@click.option(
    "--data",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Data folder to write into; your own where left out.",
)
def command(
    kind: str, key: str, title: str, treaty: str, document: str, holder: str, folder: Path | None
) -> None:
    """Write a commented file of a position, draft, treaty or stakeholder to begin with.

    A document that nobody registered is registered with it.  What is there already is
    never overwritten.

    \b
    Example: treatygraph new stakeholder harbour-watch --title "Harbour Watch"
             treatygraph new position harbour-watch-2030 --holder harbour-watch
             treatygraph build --check-only
    """
    place = folder or own_data()
    keys = Keys([*data_folders(), place], drafts_folder())
    _check_key(key)
    if kind == "position":
        _check_holder(holder, keys)
    values = {"key": key, "title": title, "treaty": treaty, "holder": holder}
    values["document"] = document or key
    if kind in ("treaty", "stakeholder"):
        path = _add(place, "treaties" if kind == "treaty" else "stakeholders", kind, values)
    else:
        path = place / KINDS[kind].format(**values)
        _write(path, filled(kind, **values))
        if values["document"] not in keys.of("documents"):
            _register(place, values["document"], title, kind)
    echo(f"{path}\nWrite on in it; then `treatygraph build --check-only`.")


def _check_key(key: str) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.~-]*", key):
        raise UsageError(
            f"{key!r} is no key.", expected="small letters, digits and hyphens, as harbour-watch"
        )


def _check_holder(holder: str, keys: Keys) -> None:
    known = keys.of("stakeholders")
    if holder not in known:
        raise UsageError(
            f"There is no stakeholder {holder!r}." if holder else "Who says it is missing.",
            expected=nearest(holder, known) if holder else "--holder with the key of a stakeholder",
            remedy="`treatygraph new stakeholder KEY` adds one",
        )


def _write(path: Path, text: str) -> None:
    if path.exists():
        raise UsageError(f"{str(path)!r} is there already.", remedy="take another key, or edit it")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def _add(place: Path, section: str, kind: str, values: dict[str, str]) -> Path:
    path = place / f"{section}.yaml"
    text = path.read_text("utf-8") if path.exists() else _FILES[section]
    made = with_row(text, section, values["key"], filled(kind, **values).rstrip("\n"))
    if made == text:
        raise UsageError(
            f"{values['key']!r} is in {str(path)!r} already.", remedy="take another key, or edit it"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, made)
    return path


def _register(place: Path, document: str, title: str, kind: str) -> None:
    path = place / "sources.yaml"
    text = path.read_text("utf-8") if path.exists() else _FILES["sources"]
    name = json.dumps(title or document, ensure_ascii=False)
    sort = "position-paper" if kind == "position" else "draft"
    row = f"  - {{key: {document}, title: {name}, kind: {sort}, licence: own-copy}}"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, with_row(text, "documents", document, row))
