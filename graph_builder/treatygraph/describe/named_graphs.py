"""What each named graph is, in words, and which activity made it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ACTIVITIES", "Kind", "kind_of"]

#: Key of an activity → what it does.
ACTIVITIES = {
    "build": "Building the graph from its sources",
    "curate": "Mapping the curated facts of data/ and the user's own readings to RDF",
    "terms": "Reading the files of ontology/",
    "catalogue": "Writing the questions of queries/ as SHACL executables",
    "assess": "Running the check of each recommendation on each draft",
    "origin": "Recording how inferences were made",
    "rules": "Applying the rules of queries/rules",
    "owl-rl": "Inferring with the rules of OWL 2 RL",
    "networks": "Measuring the networks of references and of agreement",
    "links": "Mapping the links of data/links to RDF",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One named graph in words, with the key of the activity that made it."""

    title: str
    text: str
    activity: str = "curate"


_FIXED = {
    "about": Kind(
        "Origin of the inferences",
        "Which activity derived each graph of inferences, and from which graphs.",
        "origin",
    ),
    "assessments": Kind(
        "Assessments",
        "What the check of each recommendation found in each draft, with the facts relied on.",
        "assess",
    ),
    "catalogue": Kind(
        "Catalogue of questions",
        "Every question with its SPARQL query, as SHACL executables.",
        "catalogue",
    ),
    "inferences": Kind(
        "What the project's rules derive",
        "Shortcuts and counts, derived by the CONSTRUCT queries of queries/rules.",
        "rules",
    ),
    "inferences-owl": Kind(
        "What the ontology infers",
        "Statements that OWL 2 RL infers from ontology and facts and that nobody stated.",
        "owl-rl",
    ),
    "links": Kind(
        "Links to other datasets",
        "Concepts, stakeholders and instruments matched with other datasets, each with its basis.",
        "links",
    ),
    "networks": Kind(
        "Networks",
        "Centrality, dependence and communities of provisions, and which stakeholders agree.",
        "networks",
    ),
    "ontology": Kind(
        "Ontology", "Classes and properties, and their relations to other vocabularies.", "terms"
    ),
    "registry": Kind(
        "Registry",
        "Documents with their licences, stakeholders, sessions, instruments and treaties.",
    ),
    "releases": Kind("Releases", "Versions of the data, and what became of their IRIs.", "terms"),
    "reviews": Kind("Reviews", "Verdicts of persons on recommendations in drafts, with reasons."),
    "schemes": Kind(
        "Concept schemes", "Safeguards, crimes, powers, stances and other concepts.", "terms"
    ),
}


def kind_of(key: str, labels: dict[str, str]) -> Kind:
    """Return what the graph with this key is; `labels` names drafts, treaties and documents.

    >>> kind_of("positions/paper", {"document/paper": "A paper"}).title
    'Positions stated in “A paper”'
    """
    if key in _FIXED:
        return _FIXED[key]
    first, _, rest = key.partition("/")
    if first == "positions":
        name = labels.get(f"document/{rest}", rest)
        text = "Positions, recommendations and reasons, in our own words, with the place of each."
        return Kind(f"Positions stated in “{name}”", text)
    treaty = labels.get(first, first)
    if rest == "lineage":
        text = "Which provisions of the drafts are the same negotiated thing, and what befell them."
        return Kind(f"Lineages of {treaty}", text)
    if rest == "participation":
        text = "Who signed and who is bound, since when, and what they declared, with the place."
        return Kind(f"Participation in {treaty}", text)
    text = "Provisions, references, safeguards named and coverage of one draft."
    return Kind(f"Facts of {labels.get(key, key)}", text)
