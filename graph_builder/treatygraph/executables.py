"""The catalogue as data: each question a `sh:SPARQLSelectExecutable` in the graph.

So the questions travel with every export, for people who have the data and not this
program (SHACL Advanced Features, section 6.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from treatygraph.catalogue import Question
from treatygraph.iris import Minter
from treatygraph.mapping import Triples

__all__ = ["question_quads"]


def question_quads(questions: Iterable[Question], minter: Minter) -> Iterator[Quad]:
    """Yield the quads of questions, in the named graph `graph/catalogue`."""
    sheet = Triples(minter, minter.graph("catalogue"))
    for question in questions:
        iri = minter.thing("question", question.name)
        sheet.type(iri, "sh:SPARQLSelectExecutable")
        sheet.add(iri, "rdfs:label", question.question, lang="en")
        sheet.add(iri, "dcterms:description", question.summary, lang="en")
        sheet.add(iri, "dcterms:identifier", question.name)
        sheet.add(iri, "dcat:keyword", question.group, *question.keywords)
        sheet.add(iri, "sh:select", question.query)
        for name in question.params:
            sheet.add(iri, "tg:note", f"parameter ?{name.name}: {name.type}")
    yield from sheet
