"""The graph in Python: the one door through which commands, pages and notebooks ask.

import treatygraph as tg
g = tg.open()
g.ask("articles-without-reference", draft="zero-draft", chapter="IV", target="36")
g.matrix("zero-draft")
g.view(around="stakeholder/gi-toc").save("gi-toc.html")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from treatygraph.ask import answer, explain, find_question
from treatygraph.asker import to_table
from treatygraph.catalogue import catalogue
from treatygraph.drafts import default_draft
from treatygraph.errors import UsageError
from treatygraph.home import current_graph
from treatygraph.store.opening import open_store
from treatygraph.table import Table
from treatygraph.travaux import Travaux

if TYPE_CHECKING:
    import networkx
    import rdflib

    from treatygraph.draw.page import Picture
    from treatygraph.plainwords import Listener

__all__ = ["Graph", "open_graph"]


def open_graph(
    location: str | None = None, *, timeout: float = 60, allow_service: Iterable[str] = ()
) -> Graph:
    """Return the graph that `treatygraph build` published, or the one at a location.

    A location is an N-Quads file, the folder of an Oxigraph store, or the address of a
    SPARQL 1.1 server.
    """
    place = location or str(current_graph() / "graph.nq")
    return Graph(open_store(place, timeout=timeout, allow_service=allow_service))


class Graph(Travaux):
    """A graph that can be asked; `store` is the engine beneath.

    What is known of its drafts is asked once and kept, since a graph does not change.

    >>> from treatygraph.store import OxigraphStore
    >>> g = Graph(OxigraphStore())
    >>> g.sparql("SELECT ?x WHERE { VALUES ?x { 1 2 } } ORDER BY ?x").rows
    ((1,), (2,))
    """

    def ask(self, question: str, **parameters: str) -> Table:
        """Return the answer to a question of the catalogue, or to a sentence.

        A parameter whose name is a Python keyword is written with an underscore: `from_`.
        The notes of the answer to a sentence begin with what was understood; what is no
        question is searched for.
        """
        values = _plain(parameters)
        if " " in question.strip() and not values:
            from treatygraph.plainwords import answer_sentence

            return answer_sentence(self, self.listener, question)
        return answer(self, find_question(question, catalogue()), values)

    def explain(self, question: str, **parameters: str) -> str:
        """Return the query of a question with its parameters bound, for any engine."""
        return explain(self, find_question(question, catalogue()), _plain(parameters))

    @property
    def listener(self) -> Listener:
        """What understands sentences about this graph."""
        from treatygraph.plainwords import listener, phrasebook

        return self.once("listener", lambda: listener(self, catalogue(), phrasebook()))

    def questions(self) -> Table:
        """Return the questions of the catalogue with their parameters."""
        rows = tuple(
            (q.name, q.group, q.question, " ".join(p.name for p in q.params))
            for q in catalogue().values()
        )
        return Table(("name", "group", "question", "parameters"), rows, title="Questions")

    def sparql(self, query: str) -> Table:
        """Return the answer to a SELECT query; the usual prefixes are declared."""
        return to_table(self.store.select(query))

    def construct(self, query: str) -> rdflib.Graph:
        """Return the triples that a CONSTRUCT or DESCRIBE query makes, as an rdflib graph.

        >>> from treatygraph.store import OxigraphStore
        >>> len(Graph(OxigraphStore()).construct("CONSTRUCT { <x:a> a tg:Draft } WHERE {}"))
        1
        """
        import rdflib

        from treatygraph.store.rdflib_terms import to_rdflib
        from treatygraph.vocab import PREFIXES

        made = rdflib.Graph()
        for prefix, namespace in PREFIXES.items():
            made.bind(prefix, namespace)
        for triple in self.store.construct(query):
            made.add(tuple(map(to_rdflib, triple)))  # type: ignore[arg-type]
        return made

    def search(self, words: str, *, draft: str = "", limit: int = 20) -> Table:
        """Return what bears a name or holds the words, the best first."""
        from treatygraph.search import search

        return search(self, words, draft=draft, limit=limit)

    def assess(
        self, stakeholder: str | None = None, draft: str | None = None, *, evidence: bool = False
    ) -> Table:
        """Return what each draft does of what was recommended; of one draft, in detail.

        With `evidence`, a row for each fact that a verdict rests on.
        """
        from treatygraph.assess.scoreboard import evidence as facts
        from treatygraph.assess.scoreboard import scoreboard

        return (facts if evidence else scoreboard)(self, stakeholder, draft)

    def uptake(self, stakeholder: str | None = None) -> Table:
        """Return what was first adopted where, what was lost again, what is still open."""
        from treatygraph.assess.scoreboard import uptake

        return uptake(self, stakeholder)

    def matrix(
        self,
        draft: str,
        rows: str = "powers",
        columns: str | Iterable[str] = "safeguards",
        *,
        evidence: bool = False,
    ) -> Table:
        """Return which provision has which safeguard: direct, via a clause, none, cannot tell."""
        from treatygraph.assess.matrix import evidence_table, matrix

        return (evidence_table if evidence else matrix)(self, draft, rows, columns)

    def sides(self, lineage: str = "", *, wider: bool = False) -> Table:
        """Return who favours, rejects or asks a change of what: stakeholder against lineage.

        Of one `lineage` (key, name or number), the columns are the things in it that somebody
        has a stance on; with `wider`, they are chapters, the whole convention and concepts.
        """
        from treatygraph.assess.sides import sides
        from treatygraph.dossier.chosen import lineage_named

        return sides(self, lineage=lineage and lineage_named(self, lineage), wider=wider)

    def compare(self, before: str, after: str) -> Table:
        """Return what changed between two drafts of a treaty, by lineage."""
        from treatygraph.assess.compare import compare

        return compare(self, before, after)

    def match(self, before: str, after: str, *, least: float = 0.5) -> Table:
        """Return which article may go on from which, with scores, for a person to accept."""
        from treatygraph.assess.match import match

        return match(self, before, after, least=least)

    def models(self, draft: str, *, lacking: bool = False) -> Table:
        """Return which safeguards an article's model in another treaty has, and the draft."""
        from treatygraph.assess.models import models

        return models(self, draft, lacking=lacking)

    def network(self, draft: str, *, depends_on: str = "") -> Table:
        """Return how provisions hang together by reference, or what depends on one."""
        from treatygraph.assess.reference_network import impact, network

        return impact(self, draft, depends_on) if depends_on else network(self, draft)

    def agreement(self, *, members: bool = False) -> Table:
        """Return who agrees with whom and on what; with `members`, each stakeholder measured."""
        from treatygraph.assess import agreement

        return (agreement.members if members else agreement.agreement)(self)

    def view(
        self,
        draft: str = "",
        *,
        around: str = "",
        steps: int = 1,
        question: str = "",
        **parameters: str,
    ) -> Picture:
        """Return a picture: of a draft, of what stands around a thing, or of an answer.

        A thing is an IRI, or a key such as `stakeholder/gi-toc`; a draft beside a question
        is its parameter.  Without any, the draft that is known best is drawn.
        """
        from treatygraph.draw.answer_scene import gather_answer
        from treatygraph.draw.gather import gather_around, gather_draft
        from treatygraph.draw.page import Picture

        if around and (draft or question):
            raise UsageError("Choose one of draft, around and question.")
        if parameters and not question:
            raise UsageError(
                f"There is no question for {next(iter(parameters))!r}.",
                expected="a question beside its parameters",
            )
        if question:
            parameters |= {"draft": draft} if draft else {}
            asked, table = catalogue().get(question), self.ask(question, **parameters)
            title = asked.question if asked else question
            scene = gather_answer(self, table.columns, table.rows, title=title)
            empty = f"The answer to {question!r} names no things to draw."
            remedy = f"treatygraph ask {question} shows its rows"
        elif around:
            iri = around if "://" in around else self.minter.thing(around.removeprefix("id/"))
            scene = gather_around(self, iri, steps=steps)
            empty = "" if scene.edges else f"Nothing is linked with {iri!r}."
            remedy = "give an IRI of the graph, or a key such as stakeholder/gi-toc"
        else:
            chosen = self.draft(draft) if draft else default_draft(self)
            scene, empty, remedy = gather_draft(self, chosen.iri), "", ""
        if empty and not scene.edges and not (question and scene.nodes):
            raise UsageError(empty, remedy=remedy)
        return Picture(scene, self.minter.base)

    def rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib dataset, its default graph the union of all.

        >>> from treatygraph.store import OxigraphStore
        >>> len(Graph(OxigraphStore()).rdflib())
        0
        """
        from treatygraph.store.rdflib_terms import to_dataset

        return to_dataset(self.store.dump())

    def networkx(self, *properties: str) -> networkx.MultiDiGraph[str]:
        """Return things and links as a networkx graph; properties as `tg:refersTo`.

        Nodes are IRIs with `label` and `kind`, a `draft` where they are part of one, the
        `outcome` of what is asked, and the `verdict` of assessments; edges bear the property's
        IRI as key.  Without properties, all links between things are taken.
        """
        import networkx

        from treatygraph.vocab import expand

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        if properties:
            rows = self.texts("things/linked-by", link=[expand(name) for name in properties])
        else:
            rows = self.texts("things/all-links")
        for start, link, end in rows:
            graph.add_edge(start, end, key=link)
        for thing, label in self.texts("things/labelled"):
            if thing in graph:
                graph.nodes[thing].setdefault("label", label)
        for thing, name, value in self._told_of_nodes():
            if thing in graph and value:
                graph.nodes[thing][name] = value
        return graph

    def _told_of_nodes(self) -> Iterator[tuple[str, str, str]]:
        """Yield what networks carry of things: thing, name of the attribute, value."""
        from treatygraph.dossier.library import library_of
        from treatygraph.draw.node_kinds import kind_of, last_words

        for row in self.records("things/labels"):
            yield row["thing"], "kind", kind_of(row.get("type", ""))
        local = {draft.iri: draft.key for draft in self.drafts}
        for thing, (draft, _) in self.keys.items():
            yield thing, "draft", local.get(draft, "")
        for said in library_of(self).statements.every.values():
            yield said.iri, "outcome", said.outcome
            for judged in said.verdicts:
                yield judged.assessment, "verdict", last_words(judged.verdict)
                yield judged.assessment, "draft", local.get(judged.draft, "")


def _plain(parameters: dict[str, str]) -> dict[str, str]:
    return {name.rstrip("_"): str(value) for name, value in parameters.items()}
