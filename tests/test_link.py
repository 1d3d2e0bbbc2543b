"""Facts of one draft are brought together without loss."""

from treatygraph.link import merge, merge_drafts
from treatygraph.model import DraftFacts, Evidence, Provision, Reference


def facts(language="en", **more):
    return DraftFacts(
        treaty="toy", draft="first", title="Toy", document="toy", language=language, **more
    )


def provision(key, **more):
    return Provision(key=key, level="article", **more)


def test_a_new_provision_stands_after_the_one_it_followed():
    base = facts(provisions=(provision("art-1"), provision("art-2")))
    extra = facts(provisions=(provision("art-1"), provision("art-1/para-1")))

    merged = merge(base, extra)

    assert [p.key for p in merged.provisions] == ["art-1", "art-1/para-1", "art-2"]
    assert [p.order for p in merged.provisions] == [1, 2, 3]


def test_a_heading_in_another_language_stands_beside_the_first():
    base = facts(provisions=(provision("art-1", heading="One"),))
    extra = facts(
        "fr", provisions=(provision("art-1", heading="Un"), provision("art-2", heading="Deux"))
    )

    first, second = merge(base, extra).provisions

    assert (first.heading, first.other_headings) == ("One", (("fr", "Un"),))
    assert (second.heading, second.other_headings) == (None, (("fr", "Deux"),))


def test_a_reading_replaces_unverified_references_only():
    guess = Reference(source="art-1", target="art-2", evidence=(Evidence(basis="unverified"),))
    told = Reference(
        source="art-1",
        target="art-3",
        evidence=(Evidence(basis="attested", document="d", place="p. 1"),),
    )
    base = facts(
        provisions=tuple(provision(f"art-{n}") for n in (1, 2, 3)), references=(guess, told)
    )
    extra = facts(provisions=(provision("art-1", references_read=True),))

    assert (told,) == merge(base, extra).references


def test_a_missing_target_is_dangling_with_its_reason():
    (only,) = merge_drafts(
        [
            facts(
                provisions=(provision("art-1"),),
                references=(Reference(source="art-1", target="art-9"),),
            )
        ]
    )

    assert [(r.status, r.reason) for r in only.references] == [("dangling", "no-such-provision")]


def test_what_a_draft_revises_is_known_whichever_file_says_it():
    told, silent = facts(revises=("zero",)), facts()

    assert [("zero",), ("zero",)] == [merge(told, silent).revises, merge(silent, told).revises]
