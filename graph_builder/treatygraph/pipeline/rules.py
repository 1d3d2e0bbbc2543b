"""Rules: what follows from the facts, materialised by the CONSTRUCT queries in queries/rules."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from treatygraph.iris import Minter
from treatygraph.resources import locate
from treatygraph.store.oxigraph import OxigraphStore

__all__ = ["apply_rules", "rule_files"]


def rule_files(folder: Path | None = None) -> list[Path]:
    """Return the rule files in the order in which they are applied."""
    return sorted((folder or locate("queries", "rules")).glob("*.rq"))


def apply_rules(
    store: Store | OxigraphStore, minter: Minter, folder: Path | None = None
) -> dict[str, int]:
    """Add what each rule derives to the inference graph; return counts of new triples.

    Each rule sees all named graphs and what the rules before it have derived.  A triple
    that is already stated somewhere is not derived again.
    """
    asked = store if isinstance(store, OxigraphStore) else OxigraphStore(store)
    return {
        path.stem: asked.derive(minter.rebase(path.read_text("utf-8")), minter.graph("inferences"))
        for path in rule_files(folder)
    }
