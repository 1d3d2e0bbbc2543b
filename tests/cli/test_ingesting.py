"""`ingest`: what it says of a text that looks like the treaty, and what to do next."""

import pytest
from click.testing import CliRunner

from treatygraph.cli.ingest_command import ingest

RIGHT = {22: "Jurisdiction", 24: "Conditions and safeguards", 37: "Extradition"}


def convention(headings):
    return "\n\n".join(
        f"Article {n}\n{headings.get(n, f'Lamp {n}')}\n\n1. Each lamp shall burn at night."
        for n in range(1, 41)
    )


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path / "home"))
    file = tmp_path / "text.txt"

    def ingested(headings, draft="adopted", *more):
        file.write_text(convention(headings), "utf-8")
        done = CliRunner().invoke(ingest, [str(file), "--draft", draft, *more])
        assert 0 == done.exit_code, done.output
        return done

    return ingested


@pytest.mark.parametrize(
    "headings",
    [
        {22: "Conditions and safeguards", 28: "Jurisdiction"},
        {22: "Safeguards", 28: "JURISDICTION"},
    ],
)
def test_a_text_with_articles_elsewhere_is_doubted(run, headings):
    said = run(headings, "adopted", "--no-build").stderr

    assert "articles-elsewhere text.txt: 2 articles" in said
    assert "is art-22, registered: 24" in said
    assert "is art-28, registered: 22" in said


def test_a_known_false_text_is_named(run):
    false = {22: "Human rights safeguards", 28: "Jurisdiction"}

    assert "not-the-treaty text.txt:" in run(false, "rev-2", "--no-build").stderr
    assert "not-the-treaty" not in run(RIGHT, "rev-2", "--no-build").stderr


@pytest.mark.parametrize("draft", ["adopted", "zero-draft"])
def test_registered_numbers_and_one_slip_are_not_doubted(run, draft):
    right = {n: RIGHT[n] for n in (22, 24)}
    assert "elsewhere" not in run(right, draft, "--no-build").stderr
    assert "elsewhere" not in run({23: "Jurisdiction", **right}, draft, "--no-build").stderr


def test_the_next_steps_are_named(run):
    said = run({}, "rev-2").stderr

    assert "text.txt --treaty un-cybercrime --draft rev-2 --write`" in said
    assert "`treatygraph match rev-1 rev-2 --write proposals.yaml`" in said
    assert "`treatygraph accept proposals.yaml" in said


def test_without_a_build_the_build_is_next(run):
    assert "Next: `treatygraph build`." in run({}, "rev-2", "--no-build").stderr
