"""Made treaties as records: drafts, lineages, positions and all that they name.

The counts are those that the docstring of `bench.generate` lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from treatygraph.curated.records import Library
from treatygraph.model import (
    Application,
    Demand,
    Document,
    DraftFacts,
    Evidence,
    Instrument,
    Lineage,
    Member,
    Mention,
    PositionFile,
    Provision,
    Reference,
    Registry,
    Stakeholder,
    Statement,
    Treaty,
)

ARTICLES = (41, 48, 71)
ROLES = (
    "general",
    "criminalization",
    "jurisdiction",
    "procedural-measures",
    "international-cooperation",
    "prevention",
    "mechanism",
    "final",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
KINDS = ("referred-to-in",) * 5 + ("in-accordance-with", "pursuant-to", "subject-to")
STAKEHOLDERS, STATEMENTS, PAPERS, INSTRUMENTS = 139, 228, 37, 10
WORDS = [
    "access",
    "aid",
    "assets",
    "bodies",
    "data",
    "duty",
    "inquiry",
    "notice",
    "order",
    "records",
    "relief",
    "scope",
]


class Maker:
    """Makes the records of one treaty; the same seed and number give the same records."""

    def __init__(
        self,
        seed: int,
        number: int,
        concepts: dict[str, list[str]],
        *,
        drafts: int = 6,
        statements: int = STATEMENTS,
    ) -> None:
        self.random = Random(f"{seed}/{number}")
        self.treaty = f"made-{number}"
        self.concepts = concepts
        self.drafts = [f"draft-{n}" for n in range(1, drafts + 1)]
        self.statements = statements
        self.articles = self.random.choice(ARTICLES)

    def library(self) -> Library:
        """Return the treaty with drafts, lineages, positions and all that they name."""
        first = self._draft(self.drafts[0], 0)
        drafts = [first]
        for place, key in enumerate(self.drafts[1:], 1):
            drafts.append(self._draft(key, place))
        lineages = tuple(self._lineage(n, drafts) for n in range(1, self.articles + 1))
        papers = tuple(self._papers())
        return Library(self._registry(papers), tuple(drafts), lineages, (), papers)

    def _registry(self, papers: tuple[PositionFile, ...]) -> Registry:
        proof = (Evidence(basis="curated", document=self._document(self.drafts[0]), place="p. 1"),)
        return Registry(
            documents=tuple(
                Document(key=key, title=f"Document {key}", kind=kind, date=date, evidence=proof)
                for key, kind, date in (
                    *(
                        (self._document(k), "draft", self._date(n))
                        for n, k in enumerate(self.drafts)
                    ),
                    *((p.document, "position-paper", "2023-01-01") for p in papers),
                )
            ),
            stakeholders=tuple(
                Stakeholder(
                    key=self._holder(n),
                    name=f"Speaker {n} of {self.treaty}",
                    kind="civil-society",
                    evidence=proof,
                )
                for n in range(STAKEHOLDERS)
            ),
            instruments=tuple(
                Instrument(
                    key=f"{self.treaty}-cited-{n}",
                    title=f"Instrument {n} of {self.treaty}",
                    kind="treaty",
                    evidence=proof,
                )
                for n in range(INSTRUMENTS)
            ),
            treaties=(
                Treaty(
                    key=self.treaty,
                    title=f"Made treaty {self.treaty}",
                    short_title=self.treaty,
                    negotiated=True,
                    evidence=proof,
                ),
            ),
        )

    def _documents(self, papers: Iterable[PositionFile]) -> Iterator[tuple[str, str, str]]:
        for place, draft in enumerate(self.drafts):
            yield self._document(draft), "draft", self._date(place)
        for paper in papers:
            yield paper.document, "position-paper", "2023-01-01"

    def _document(self, draft: str) -> str:
        return f"{self.treaty}-{draft}"

    def _date(self, place: int) -> str:
        return f"{2020 + place // 12}-{1 + place % 12:02d}-01"

    def _holder(self, number: int) -> str:
        return f"{self.treaty}-speaker-{number}"

    def _evidence(self, document: str, place: str) -> tuple[Evidence, ...]:
        count = self.random.choices((1, 2, 3), (95, 4, 1))[0]
        proof = Evidence(basis="curated", document=document, place=place)
        return tuple(replace(proof, place=f"{place}, {n}") if n else proof for n in range(count))

    def _draft(self, key: str, place: int) -> DraftFacts:
        document = self._document(key)
        provisions = tuple(
            replace(p, order=n) for n, p in enumerate(self._provisions(document), start=1)
        )
        articles = [p for p in provisions if p.level == "article"]
        return DraftFacts(
            treaty=self.treaty,
            draft=key,
            title=f"{self.treaty}, {key}",
            document=document,
            date=self._date(place),
            revises=(self.drafts[place - 1],) if place else (),
            provisions=provisions,
            references=tuple(self._references(document, provisions, articles)),
            mentions=tuple(self._mentions(document, provisions, articles)),
            applications=(
                Application(
                    clause=articles[2].key,
                    over="ch-4",
                    evidence=self._evidence(document, "article 3"),
                ),
            ),
            evidence=(Evidence(basis="curated", document=document, place="title"),),
        )

    def _provisions(self, document: str) -> Iterator[Provision]:
        proof = (Evidence(basis="curated", document=document, place="preamble"),)
        yield Provision(key="preamble", level="preamble", evidence=proof)
        for n in range(1, 16):
            yield Provision(
                key=f"preamble/para-{n}",
                level="preambular-paragraph",
                number=str(n),
                parent="preamble",
                references_read=True,
                mentions_read=True,
                evidence=proof,
            )
        chapter = 0
        for n in range(1, self.articles + 1):
            if (n - 1) * len(ROLES) // self.articles >= chapter:
                chapter += 1
                yield Provision(
                    key=f"ch-{chapter}",
                    level="chapter",
                    number=ROMAN[chapter - 1],
                    heading=f"Chapter on {ROLES[chapter - 1]}",
                    role=ROLES[chapter - 1],
                    evidence=self._evidence(document, f"chapter {ROMAN[chapter - 1]}"),
                )
            yield from self._article(document, n, f"ch-{chapter}")

    def _article(self, document: str, number: int, chapter: str) -> Iterator[Provision]:
        key, proof = f"art-{number}", self._evidence(document, f"article {number}")
        heading = f"{' and '.join(self.random.sample(WORDS, 2)).capitalize()} ({number})"
        top = Provision(
            key=key,
            level="article",
            number=str(number),
            heading=heading,
            parent=chapter,
            references_read=True,
            mentions_read=True,
            evidence=proof,
        )
        yield top
        part = replace(top, heading=None)
        for n in range(1, self.random.choices(range(7), (1, 2, 4, 4, 4, 2, 2))[0] + 1):
            paragraph = f"{key}/para-{n}"
            yield replace(part, key=paragraph, level="paragraph", number=str(n), parent=key)
            for letter in "abcdef"[: self.random.choices((0, 2, 3, 4, 5), (78, 6, 8, 5, 3))[0]]:
                point = f"{paragraph}/subpara-{letter}"
                yield replace(
                    part, key=point, level="subparagraph", number=letter, parent=paragraph
                )
                for roman in ("i", "ii", "iii")[: self.random.choices((0, 2, 3), (95, 3, 2))[0]]:
                    item = f"{point}/item-{roman}"
                    yield replace(part, key=item, level="item", number=roman, parent=point)

    def _references(
        self, document: str, provisions: tuple[Provision, ...], articles: list[Provision]
    ) -> Iterator[Reference]:
        inside = [p for p in provisions if p.key.startswith("art-")]
        for _ in range(round(4.3 * len(articles))):
            source = self.random.choice(inside).key
            article = source.partition("/")[0]
            proof = self._evidence(document, article.replace("art-", "article "))
            kind = self.random.choice(KINDS)
            if self.random.random() < 0.04:
                cited = f"{self.treaty}-cited-{self.random.randrange(INSTRUMENTS)}"
                yield Reference(
                    source=source, kind=kind, status="external", instrument=cited, evidence=proof
                )
                continue
            # A few articles are pointed to by many: the square of an even draw is skewed so.
            target = articles[int(self.random.random() ** 2 * len(articles))].key
            if target != article:
                yield Reference(source=source, kind=kind, target=target, evidence=proof)

    def _mentions(
        self, document: str, provisions: tuple[Provision, ...], articles: list[Provision]
    ) -> Iterator[Mention]:
        inside = [p for p in provisions if p.key.startswith("art-")]
        for _ in range(round(0.58 * len(articles))):
            kind = self.random.choice(("safeguard", "safeguard", "crime", "power", "measure"))
            where = self.random.choice(inside).key
            yield Mention(
                provision=where,
                concept=self.random.choice(self.concepts[kind]),
                modality=self.random.choice(("shall", "should", "may")),
                evidence=self._evidence(document, where),
            )

    def _lineage(self, number: int, drafts: list[DraftFacts]) -> Lineage:
        key = f"art-{number}"
        stays = [d for d in drafts if d is drafts[0] or self.random.random() > 0.05]
        members = tuple(
            Member(draft=d.draft, provision=key, evidence=self._evidence(d.document, key))
            for d in stays
        )
        about = self.concepts["power"] if number % 5 == 0 else self.concepts["safeguard"]
        return Lineage(
            treaty=self.treaty,
            key=f"matter-{number}",
            label=f"Matter {number} of {self.treaty}",
            about=(self.random.choice(about),) if number % 3 == 0 else (),
            members=members,
            evidence=(Evidence(basis="curated", document=drafts[0].document, place=key),),
        )

    def _papers(self) -> Iterator[PositionFile]:
        sizes = [1] * min(PAPERS, self.statements)
        for _ in range(self.statements - len(sizes)):
            sizes[int(self.random.random() ** 3 * len(sizes))] += 1
        for number, size in enumerate(sizes):
            key, holder = f"{self.treaty}-paper-{number}", self._holder(number)
            yield PositionFile(
                key=key,
                treaty=self.treaty,
                document=key,
                holder=holder,
                statements=tuple(self._statement(n, key, holder) for n in range(size)),
            )

    def _statement(self, number: int, document: str, holder: str) -> Statement:
        matter = f"matter-{self.random.randint(1, self.articles)}"
        wanted = self.random.choice(self.concepts["safeguard"])
        asks = self.random.random() < 0.45
        check = self._check(matter, wanted) if asks and self.random.random() < 0.5 else None
        return Statement(
            key=f"say-{number}",
            kind="recommendation" if asks else "position",
            summary=f"Statement {number} on {matter}.",
            holder=holder,
            stance=self.random.choice(("supports", "supports-with-change", "opposes")),
            stance_on=f"lineage/{matter}",
            action=self.random.choice(("insertion", "retain", "strengthen")) if asks else None,
            targets=(f"lineage/{matter}",),
            addresses=self.drafts[0],
            demands=(Demand(concept=wanted, place=f"lineage/{matter}"),) if asks else (),
            check=check,
            no_check="No kind of check tells this." if asks and check is None else None,
            evidence=self._evidence(document, f"p. {number // 4 + 1}"),
        )

    def _check(self, matter: str, concept: str) -> dict[str, object]:
        safeguard = concept.partition("/")[2]
        kinds: tuple[dict[str, object], ...] = (
            {"kind": "provision-names-safeguard", "lineage": matter, "safeguard": safeguard},
            {"kind": "lineage-present", "lineage": matter},
            {
                "kind": "role-has-safeguard-provision",
                "role": "procedural-measures",
                "safeguard": safeguard,
            },
            {
                "kind": "every-provision-of-role-refers-to-lineage",
                "role": "procedural-measures",
                "lineage": matter,
            },
        )
        return self.random.choice(kinds)
