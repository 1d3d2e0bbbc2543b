"""Demands are found as papers make them, in each language, with action, stance and place."""

import pytest

from treatygraph.documents.papers import propose


def asked(text, language=None):
    """Return action, stance and provisions of each demand of a text."""
    return [
        (c.action, c.stance, " ".join(c.provisions))
        for c in propose(text.encode(), name="paper.txt", language=language)
    ]


ENGLISH = [
    ("Delete Article 17 in its entirety.", "repeal", "asks-to-delete", "art-17"),
    ("Article 17 should be deleted.", "repeal", "asks-to-delete", "art-17"),
    ("Article 17 should not be deleted.", "retain", "supports", "art-17"),
    ("We oppose the deletion of Article 17.", "retain", "supports", "art-17"),
    ("We ask for the removal of Article 17, paragraph 2.", "repeal", "asks-to-delete", "art-17/para-2"),
    ("The reference to Article 17 in Article 35 should be deleted.", "repeal", "asks-to-delete", "art-35"),
    ("We cannot accept Article 6.", "avoid", "opposes", "art-6"),
    ("Harbour Watch opposes Article 6 of the draft.", "avoid", "opposes", "art-6"),
    ("We support Article 24.", "retain", "supports", "art-24"),
    ("We welcome the inclusion of Article 24.", "retain", "supports", "art-24"),
    ("We support the inclusion of a provision on lamps in Article 3.", "insertion", "asks-to-add", "art-3"),
    ("Article 14.2 (c) could be clarified.", "clarify", "supports-with-change", "art-14/para-2/subpara-c"),
    ("In Article 9, replace “may” with “shall”.", "substitution", "supports-with-change", "art-9"),
    ("It is essential that Article 28 be limited to serious crimes.", "limit", "supports-with-change", "art-28"),
    ("We urge delegations to vote no on the draft.", "avoid", "opposes", ""),
    ("Paragraph 43 needs to define the term.", "define", "supports-with-change", "para-43"),
    ("The scope of Article 23 must not be extended.", "limit", "supports-with-change", "art-23"),
    ("We recommend that Articles 5 and 6 be merged.", "join", "supports-with-change", "art-5 art-6"),
    ("Article 40 should be moved to the preamble.", "move", "supports-with-change", "art-40 preamble"),
    ("Article 24 §2 should be deleted.", "repeal", "asks-to-delete", "art-24/para-2"),
    ("Paragraph 96.bis should be deleted.", "repeal", "asks-to-delete", "para-96bis"),
    ("The new Article 7par.4 should be retained.", "retain", "supports", "art-7/para-4"),
    ("We propose to add a reference to international law in Article 21.", "add-reference", "asks-to-add", "art-21"),
    ("Amendments 12 to 14 should be rejected.", "avoid", "opposes", "am-12 am-13 am-14"),
    ("Recommendation 2: Delete Article 5.", "repeal", "asks-to-delete", "art-5"),
    ("It should not offer an avenue for States to introduce new powers.", "avoid", "opposes", ""),
    ("We agree with the network that Article 40 should be deleted.", "repeal", "asks-to-delete", "art-40"),
    ("There is an urgent need for safeguards in Article 9.", "consider", "supports-with-change", "art-9"),
    ("We are not in a position to support Article 17.", "avoid", "opposes", "art-17"),
    ("CARICOM sees no need for paragraph 6 of Article 40.", "avoid", "opposes", "art-40/para-6"),
    ("Norway can go along with the proposal on Article 24.", "retain", "supports", "art-24"),
    ("Article 8 is unacceptable.", "avoid", "opposes", "art-8"),
]  # fmt: skip
#: One sentence a kind of asking; the kinds were listed before the words were written down.
ASKED = {
    "en": (
        "I write to offer our strong support of the amendment.",
        "The Lamp League is writing to express its opposition to section 4.",
        "RESOLVED, That the assembly urges the adoption of the treaty.",
        "Section 4 merits clarification.",
        "A sunset clause is recommended.",
        "An independent review is essential.",
        "It is time for States to act.",
        "We join others in calling for a moratorium.",
        "Delegations are invited to consider this text.",
        "Ban bottom trawling in all marine reserves.",
        "Publish all inspection reports online.",
        "No privatization of harbours.",
        "We thank the Chair for including Article 4.",
        "This provision cannot stand.",
    ),
    "fr": (
        "La Confédération des phares demande le retrait du décret.",
        "Nous tenons à ce que l’article 4 soit maintenu.",
        "Nous lançons un appel au gouvernement pour qu’il renonce.",
        "Nous exprimons notre opposition à l’article 3.",
        "Il vaudrait mieux retirer cet article.",
        "L’article 3 mérite d’être précisé.",
        "Article 5 : à supprimer.",
        "Non à la privatisation des ports.",
        "Que l’État garantisse l’accès au port.",
        "Confier cette mission à une agence indépendante.",
        "Recommandation n° 4 : Publier les rapports d’inspection.",
        "Proposition 7 – Créer un fonds de solidarité.",
        "Les États parties sont invités à ratifier le protocole.",
        "Une clarification s’impose.",
        "L’article 8 n’a pas sa place dans ce texte.",
    ),
    "es": (
        "El sindicato exige la retirada inmediata del decreto.",
        "El Partido del Mar apoya las investigaciones del fondo marino.",
        "Nos permitimos solicitar la inclusión de un inciso nuevo.",
        "Estamos pidiendo que se respete la ley de costas.",
        "Queremos expresar nuestra preocupación por el artículo 12.",
        "Nos sumamos al llamado a retirar el proyecto.",
        "Sería mejor eliminar el plazo.",
        "No se puede aceptar esta redacción.",
        "Que el Estado garantice el acceso al agua.",
        "No a la ley de puertos.",
        "Apostamos por un modelo de gestión pública.",
        "Nos parece adecuado el artículo 6.",
        "Echamos en falta una referencia a los derechos humanos.",
        "Merece ser revisado el artículo 14.",
        "Propuesta: crear un fondo para pescadores.",
    ),
}
#: Sentences with the same words that ask for no change.
NOT_ASKED = {
    "en": (
        "Please contact our office with any question.",
        "We hope that these comments are useful to you.",
        "Students who must travel far leave early.",
        "[3] Port Office, The Need for Lamps (June 2, 2006), available at lamps.example.",
    ),
    "fr": (
        "Nous vous prions d’agréer l’expression de notre considération.",
        "Donner l’origine de ses sources semble ici normal.",
        "Il s’agit du dernier numéro de la revue.",
    ),
    "es": (
        "Mantener los faros no es una prioridad del gobierno.",
        "Te esperamos en la plaza con amigos.",
        "El gobierno propone una ley de puertos.",
    ),
}
FRENCH = [
    ("Supprimer l’article 17.", "repeal", "asks-to-delete", "art-17"),
    ("Nous demandons la suppression de l’article 17.", "repeal", "asks-to-delete", "art-17"),
    ("L’article 17 ne doit pas être supprimé.", "retain", "supports", "art-17"),
    ("Nous nous opposons à l’article 6.", "avoid", "opposes", "art-6"),
    ("Nous saluons l’article 24.", "retain", "supports", "art-24"),
    ("L’article 14 devrait être précisé.", "clarify", "supports-with-change", "art-14"),
    ("Il convient de limiter l’article 28 aux crimes graves.", "limit", "supports-with-change", "art-28"),
    ("À l’article 9, remplacer « peut » par « doit ».", "substitution", "supports-with-change", "art-9"),
    ("Au deuxième alinéa de l’article 5, sont ajoutés les mots « et lampes ».", "insertion", "asks-to-add", "art-5/para-2"),
    ("L’article 8 est inacceptable.", "avoid", "opposes", "art-8"),
    ("Création d’un droit à la lampe dans l’article 3.", "insertion", "asks-to-add", "art-3"),
    ("Il faudrait que l’article 23 soit étendu à tous les navires.", "extend", "supports-with-change", "art-23"),
]  # fmt: skip
SPANISH = [
    ("Eliminar el artículo 17.", "repeal", "asks-to-delete", "art-17"),
    ("Pedimos la eliminación del artículo 17.", "repeal", "asks-to-delete", "art-17"),
    ("El artículo 17 no debe ser suprimido.", "retain", "supports", "art-17"),
    ("Rechazamos el artículo 6 del borrador.", "avoid", "opposes", "art-6"),
    ("Apoyamos el artículo 24.", "retain", "supports", "art-24"),
    ("Es necesario que el artículo 14 sea aclarado.", "clarify", "supports-with-change", "art-14"),
    ("El artículo 28 debería limitarse a los delitos graves.", "limit", "supports-with-change", "art-28"),
    ("En el artículo 9, sustituir “podrá” por “deberá”.", "substitution", "supports-with-change", "art-9"),
    ("El artículo 8 es inaceptable.", "avoid", "opposes", "art-8"),
    ("Proponemos agregar un nuevo párrafo al artículo 5.", "insertion", "asks-to-add", "art-5"),
    ("Exigimos que se mantenga el artículo 3.", "retain", "supports", "art-3"),
    ("No estamos en condiciones de apoyar el artículo 7.", "avoid", "opposes", "art-7"),
    ("Hay que ampliar el artículo 23 a todos los buques.", "extend", "supports-with-change", "art-23"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "action", "stance", "places"), ENGLISH)
def test_demands_in_english_are_read(text, action, stance, places):
    assert [(action, stance, places)] == asked(text, "en")


@pytest.mark.parametrize(("text", "action", "stance", "places"), FRENCH)
def test_demands_in_french_are_read(text, action, stance, places):
    assert [(action, stance, places)] == asked(text, "fr")


@pytest.mark.parametrize(("text", "action", "stance", "places"), SPANISH)
def test_demands_in_spanish_are_read(text, action, stance, places):
    assert [(action, stance, places)] == asked(text, "es")


@pytest.mark.parametrize(
    "text",
    [
        "The Convention was adopted after three years of talks.",
        "Article 5 requires that each State Party shall keep lamps.",
        "Should you have questions, please write to the office.",
        "The Commission proposes to delete Article 5.",
        "We would like to thank the Chair.",
        "It should be noted that lamps are old.",
        "Ships could not agree on lamps.",
        "It gives them an opportunity to challenge requests that they believe are wrong.",
        "The draft asks for lamps.",
    ],
)
def test_what_asks_for_nothing_is_no_demand(text):
    assert [] == asked(text, "en")


def test_removing_barriers_deletes_no_article():
    assert "repeal" not in [
        action for action, _, _ in asked("States should remove barriers.", "en")
    ]


@pytest.mark.parametrize(
    "lead",
    ["We ask States to:", "We recommend the following:", "We therefore call on delegations to:"],
)
@pytest.mark.parametrize("form", ["(a) {}", "- {}", "• {}", "1. {}"])
def test_each_item_of_a_list_is_a_demand_of_its_own(lead, form):
    items = ["delete Article 5;", "clarify Article 6; and", "limit Article 7 to serious crimes."]
    text = "\n\n".join([lead, *(form.format(item) for item in items)])

    assert ["repeal", "clarify", "limit"] == [action for action, _, _ in asked(text, "en")]
    assert ["art-5", "art-6", "art-7"] == [places for _, _, places in asked(text, "en")]


def test_items_of_a_web_page_stay_apart():
    page = (
        "<html><body><p>We ask States to:</p><ul><li>delete Article 5</li>"
        "<li>clarify Article 6</li></ul><p>Ships have carried lamps for long.</p></body></html>"
    )
    found = propose(page.encode(), name="paper.html", language="en")

    assert ["repeal", "clarify"] == [c.action for c in found]


def test_a_semicolon_and_a_second_verb_part_demands():
    text = "We urge States to delete Article 5 and to clarify Article 6; we support Article 7."

    assert [
        ("repeal", "asks-to-delete", "art-5"),
        ("clarify", "supports-with-change", "art-6"),
        ("retain", "supports", "art-7"),
    ] == asked(text, "en")


@pytest.mark.parametrize(
    ("text", "place", "where"),
    [
        ("## Article 17\n\nThis article should be deleted. It is long.\n\n## Other\n\nNothing.", "art-17", "heading"),
        ("Article 9 is about lamps. That provision should be deleted.", "art-9", "sentence before"),
        ("On Article 4 we propose:\n\n- to delete the second sentence\n- to clarify the rest", "art-4", "lead-in"),
    ],
)  # fmt: skip
def test_places_come_from_what_stands_above(text, place, where):
    first = propose(text.encode(), name="paper.md", language="en")[0]

    assert ((place,), where) == (first.provisions, first.named_in)


def test_wording_that_is_put_forward_is_no_demand():
    text = (
        "We propose to add a new paragraph to Article 5 as follows:\n\n"
        "“Each State Party must keep its lamps. It should clean them.”\n\nLamps are old."
    )

    assert [("insertion", "asks-to-add", "art-5")] == asked(text, "en")


def test_a_place_of_another_treaty_is_no_target():
    text = "We support a provision similar to that found under Article 41 of the Fish Stocks Agreement."

    assert [("draw-on", "asks-to-add", "")] == asked(text, "en")


def test_the_language_of_a_paper_is_found():
    text = (
        "Nous demandons que la présente convention soit revue. " * 3
        + "L’article 5 doit être supprimé."
    )

    assert ("repeal", "asks-to-delete", "art-5") in asked(text)


def test_an_amendment_below_a_demand_says_which_place_it_is_for():
    text = (
        "Lamps\n\nWe recommend the inclusion of language on lamps.\n\nProposed amendment:\n\n"
        "Recital (40) (new)\n\nThe use of lamps must be allowed.\n"
    )
    (found,) = propose(text.encode(), name="paper.txt", language="en")

    assert (("preamble/para-40",), "amendment below") == (found.provisions, found.named_in)


def test_each_numbered_part_of_an_amendment_is_a_demand():
    text = (
        "Lamps are used at night.\n\nProposed amendments\n\nArticle 4: Definitions\n\n"
        "4(3): ‘lamp’ shall mean a light.\n\nArticle 2: Scope\n\n2(2)(f): that carries lamps.\n"
    )

    assert ["art-4/para-3", "art-2/para-2/subpara-f"] == [p for _, _, p in asked(text, "en")]


FURTHER = [
    ("ru", "Мы предлагаем исключить статью 17.", "repeal", "asks-to-delete", "art-17"),
    ("ru", "Статья 17 не должна быть исключена.", "retain", "supports", "art-17"),
    ("ru", "Мы поддерживаем статью 24.", "retain", "supports", "art-24"),
    ("ru", "Наша делегация возражает против статьи 6.", "avoid", "opposes", "art-6"),
    ("ru", "Статью 14 следует уточнить.", "clarify", "supports-with-change", "art-14"),
    ("ar", "نقترح حذف المادة 17.", "repeal", "asks-to-delete", "art-17"),
    ("ar", "نؤيد المادة 24.", "retain", "supports", "art-24"),
    ("ar", "نعارض المادة 6.", "avoid", "opposes", "art-6"),
    ("ar", "ينبغي توضيح المادة 14.", "clarify", "supports-with-change", "art-14"),
    ("zh", "我们建议删除第十七条。", "repeal", "asks-to-delete", "art-17"),
    ("zh", "第十七条不应删除。", "retain", "supports", "art-17"),
    ("zh", "我们支持第二十四条。", "retain", "supports", "art-24"),
    ("zh", "我们反对第六条。", "avoid", "opposes", "art-6"),
    ("zh", "第十四条应当明确。", "clarify", "supports-with-change", "art-14"),
]


@pytest.mark.parametrize(("language", "text", "action", "stance", "places"), FURTHER)
def test_demands_in_three_more_languages_are_read(language, text, action, stance, places):
    assert [(action, stance, places)] == asked(text, language)
    assert [(action, stance, places)] == asked(text)


UNSEEN = [
    ("en", "• Fines (art. 79): they are high.\n\nThe criteria should be deleted.", ["art-79"]),
    ("en", "Article 2\n\nIt covers all forms of light [DELETE: including lamps].", ["art-2"]),
    ("en", "We also support the following changes made:\n\n\uf0d8 Change 6 (Article 7(1)): It is long.\n"
     "\uf0d8 Change 14 (Article 9): It is short. Fines should be low.", ["art-7/para-1", "art-9"]),
    ("en", "The open letter calls on States to delete Article 5.", ["art-5"]),
    ("en", "The only reasonable solution is the deletion of Article 5.", ["art-5"]),
    ("en", "Article 8 is highly problematic.", ["art-8"]),
    ("en", "An act under Article 8 does not appear necessary.", ["art-8"]),
    ("fr", "La seule solution raisonnable est la suppression de l’article 5.", ["art-5"]),
    ("fr", "La lettre ouverte appelle les États à supprimer l’article 5.", ["art-5"]),
    ("es", "El artículo 19 es aún más preocupante.", ["art-19"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "places"), UNSEEN)
def test_forms_that_few_papers_use_are_read(language, text, places):
    assert places == [p for _, _, p in asked(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We ask States to prohibit lamps."),
        ("fr", "Interdire les lampes."),
        ("es", "Prohibir lámparas."),
    ],
)
def test_a_ban_that_is_asked_for_is_an_addition(language, text):
    assert [("insertion", "asks-to-add", "")] == asked(text, language)


CITED = """## Sharing

Section 35 (1): "The Manager shall tell the court what the record holds."

Recommendation: The Manager should not be given this power.

## Lamps

Section 12(o) The Board shall make rules on lamps.

Section 13(2) The Board shall clean lamps.

Recommendation: Rules on lamps should be made public.
"""


def test_the_words_of_a_provision_are_no_demand_and_say_what_the_next_one_is_about():
    assert [
        ("avoid", "opposes", "sec-35/para-1"),
        ("require", "asks-to-add", ""),
    ] == asked(CITED, "en")


def test_a_body_that_speaks_of_itself_by_name_holds_the_paper():
    text = (
        "El Senado de la Costa\n\nEl Senado insta al Gobierno a suprimir el artículo 5.\n\n"
        "El Senado expresa su oposición al artículo 6.\n\n"
        "El Senado propone aclarar el artículo 7."
    )

    assert ["art-5", "art-6", "art-7"] == [place for _, _, place in asked(text, "es")]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "We’re calling for:\n\n1. Redress for keepers\n\n2. Lamps that work", 2),
        ("en", "Points that need to be included are:\n\nSection 2(a) – lamps.\n\nSection 3(b) – oil.", 2),
        ("es", "Pedimos al Consejo que defienda en la Unión:\n\n1. Reabrir el texto. 2. Que el tratado sea claro.", 2),
        ("fr", "Nos revendications\n\n• Demander des comptes aux armateurs.\n• Limiter les feux.", 2),
        ("fr", "Nous appelons le Conseil à refuser le texte et à rouvrir les négociations.", 2),
        ("en", "We formally request the Council to delete Article 5.", 1),
        ("en", "We welcome the opportunity to comment on Article 5.", 0),
        ("en", "The purpose of Article 5 is to keep lamps lit.", 0),
        ("en", "The rapporteur said “that Article 5 should be deleted from the text”.", 0),
        ("en", "We ask to delete Article 5. We believe that it is too vague.", 1),
    ],
)  # fmt: skip
def test_lists_and_manners_of_papers_are_counted_right(language, text, count):
    assert count == len(asked(text, language))


def test_what_a_treaty_should_be_like_is_no_change_of_a_text():
    text = "Exigimos un tratado que mantenga limpio el puerto y que impida las fugas."

    assert ["require", "require"] == [action for action, _, _ in asked(text, "es")]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_each_kind_of_asking_is_a_demand(language):
    missed = [text for text in ASKED[language] if not asked(text, language)]

    assert [] == missed


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_what_tells_thanks_or_cites_is_no_demand(language):
    taken = [text for text in NOT_ASKED[language] if asked(text, language)]

    assert [] == taken


def test_headings_that_announce_demands_are_known_in_each_language():
    for language, heading, item in (
        ("es", "Recomendaciones", "1. Un registro público de faros."),
        ("fr", "Propositions", "1. Un registre public des phares."),
        ("en", "Recommendations", "1. A public register of lighthouses."),
    ):
        paper = f"# {heading}\n\n{item}\n\n2. {item[3:]}\n"

        assert 2 == len(propose(paper.encode(), name="paper.md", language=language)), language


def test_a_body_named_in_the_title_speaks_for_itself():
    paper = (
        "# Avis du Conseil national des pilotes\n\nLe texte est long.\n\n"
        "Le Conseil national des pilotes recommande de préciser l’article 4.\n\n"
        "Le gouvernement propose une loi.\n"
    )

    assert [("clarify", "supports-with-change", "art-4")] == [
        (c.action, c.stance, " ".join(c.provisions))
        for c in propose(paper.encode(), name="paper.md", language="fr")
    ]


def test_what_stands_below_the_signature_is_no_demand():
    paper = (
        "Delete Article 5.\n\nYours sincerely,\n\nEnd Loneliness Now\n\nSupport the Coast Fund\n"
    )

    assert 1 == len(propose(paper.encode(), name="letter.md", language="en"))


def test_what_is_set_as_a_quotation_is_no_demand():
    paper = (
        "# Comments\n\nThe draft says:\n\n> States must punish fishers.\n> They shall pay.\n\n"
        "Delete Article 5.\n"
    )

    assert ["command"] == [c.way for c in propose(paper.encode(), name="paper.md", language="en")]
