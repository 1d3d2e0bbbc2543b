"""A graph held to the shapes batch by batch breaks what it breaks as a whole."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from treatygraph.quality import shape_batches
from treatygraph.quality.shacl import data_shapes, validate
from treatygraph.quality.shape_batches import batches, reach, validate_batches

SHAPES = """\
@prefix e: <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
e:named a sh:PropertyShape ; sh:targetClass e:Thing ; sh:path e:name ; sh:maxCount 1 ;
    sh:minCount 1 ; sh:message "A thing has one name."@en .
e:kind a sh:PropertyShape ; sh:targetClass e:Thing ; sh:path e:kind ; sh:class e:Kind ;
    sh:message "A kind is a kind."@en .
e:led a sh:PropertyShape ; sh:targetClass e:Kind ; sh:path [ sh:inversePath e:leads ] ;
    sh:class e:Thing ; sh:minCount 1 ; sh:message "A thing leads to a kind."@en .
e:either a sh:NodeShape ; sh:targetClass e:Kind ; sh:message "Named, or led by nothing."@en ;
    sh:or ( [ sh:property [ sh:path e:name ; sh:minCount 1 ] ]
            [ sh:property [ sh:path e:leads ; sh:minCount 1 ] ] ) .
"""
FAR = """\
e:far a sh:NodeShape ; sh:targetClass e:Thing ; sh:property e:further .
e:further a sh:PropertyShape ; sh:path ( e:kind e:name ) ; sh:minCount 1 ;
    sh:message "The kind of a thing has a name."@en .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
BELOW = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def graphs(random: Random) -> dict[str, list[str]]:
    """Return some graphs in which what a shape asks of a thing lies anywhere."""
    found: dict[str, list[str]] = {name: [] for name in "abcd"}
    for world in range(60):
        things = [f"<http://e/{letter}{world}>" for letter in "stuvw"]
        for _ in range(20):
            subject, value = random.choice(things), random.choice(things)
            kind = f"<http://e/{random.choice(['Thing', 'Kind', 'Below'])}>"
            line = random.choice(
                [
                    f"{subject} {TYPE} {kind}",
                    f"{subject} {TYPE} {kind}",
                    f"{subject} <http://e/kind> {value}",
                    f"{subject} <http://e/leads> {value}",
                    f'{subject} <http://e/name> "{random.choice("12")} of a"',
                    f'{subject} <http://e/other> "idle"',
                ]
            )
            found[random.choice("abcd")].append(line)
    found["d"].append(f"<http://e/Below> {BELOW} <http://e/Kind>")
    return found


def whole(graphs: dict[str, list[str]]) -> str:
    return "".join(f"{line} .\n" for line in sorted({x for one in graphs.values() for x in one}))


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


@pytest.mark.parametrize(("far", "at_once"), [(False, 1), (False, 900), (True, 1)])
def test_batches_find_what_the_whole_finds(far, at_once, shapes, monkeypatch):
    monkeypatch.setattr(shape_batches, "_AT_ONCE", at_once)
    shapes.write_text(SHAPES + FAR * far, encoding="utf-8")
    given = graphs(Random(at_once))
    expected = validate(whole(given), shapes)
    codes = {finding.code for finding in expected}

    assert codes == {"named", "kind", "led", "either", *(["further"] if far else [])}
    assert expected == validate_batches(given, shapes)


def test_shapes_that_reach_further_keep_the_graph_in_one_batch():
    given = graphs(Random(1))

    assert len(list(batches(given, reach(SHAPES.encode())))) > 1
    assert len(list(batches(given, reach((SHAPES + FAR).encode())))) == 1


def test_the_shapes_of_a_built_graph_reach_no_further_than_a_batch():
    assert reach(data_shapes().read_bytes()).near
