"""Who is with whom on five articles, against a list that a person made from the passages."""

import csv
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from tests.queries.gold import shipped_store
from treatygraph.ask import answer, find_question
from treatygraph.catalogue import catalogue

LIST = Path(__file__).with_name("sides.csv").read_text("utf-8")
ROWS = tuple(csv.DictReader(LIST.splitlines()))
LINEAGES = sorted({row["lineage"] for row in ROWS})
BASE = "https://w3id.org/treatygraph/id"


@cache
def store():
    return shipped_store()


def expected(lineage):
    """Return the pairs that the list gives: same side of the same thing, or opposite sides."""
    camps = defaultdict(list)
    for row in ROWS:
        if row["lineage"] == lineage:
            camps[row["on"]].append((row["side"], row["holder"]))
    return {
        ("with" if one[0] == other[0] else "against", *sorted((one[1], other[1])))
        for camp in camps.values()
        for one, other in combinations(camp, 2)
    }


def sides(lineage):
    question = find_question("sides-on-lineage", catalogue())
    return answer(store(), question, {"lineage": lineage}).rows


def named():
    query = "SELECT ?n ?key WHERE { ?s a tg:Stakeholder ; rdfs:label ?n ; eli:id_local ?key }"
    return {row[0].value: row[1].value for row in store().select(query).rows}


@pytest.mark.parametrize("lineage", LINEAGES)
def test_who_is_with_whom_is_what_the_passages_say(lineage):
    names = named()

    found = {
        (relation, *sorted((names[one], names[other])))
        for one, relation, other, *_ in sides(lineage)
    }

    assert expected(lineage) == found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['article']} {row['holder']}")
def test_each_side_rests_on_a_statement_at_its_place(row):
    terms = {
        "holder": NamedNode(f"{BASE}/stakeholder/{row['holder']}"),
        "document": NamedNode(f"{BASE}/document/{row['document']}"),
        "place": Literal(row["place"]),
    }
    query = "SELECT ?s WHERE { ?s tg:heldBy ?holder ; tg:statedIn ?document ; tg:place ?place }"

    assert store().select(query, terms).rows


def test_nobody_is_an_ally_and_an_opponent_of_the_same_on_one_thing():
    for lineage in LINEAGES:
        pairs = defaultdict(set)
        for one, relation, other, on, *_ in sides(lineage):
            pairs[on, *sorted((one, other))].add(relation)

        assert {} == {pair: ways for pair, ways in pairs.items() if len(ways) > 1}


def test_the_whole_convention_is_rejected_by_those_alone_who_say_so():
    """Each of them asks that States reject it, oppose it, vote no or do not sign."""
    query = (
        "SELECT DISTINCT ?who WHERE "
        "{ ?statement tg:rejects ?treaty ; tg:heldBy/eli:id_local ?who } ORDER BY ?who"
    )
    found = store().select(query, {"treaty": NamedNode(f"{BASE}/un-cybercrime")}).rows

    assert ["eff", "hrw", "ngo-coalition-2025-10"] == [row[0].value for row in found]
