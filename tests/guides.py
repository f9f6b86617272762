"""Guides for tests: made-up ones about school meals, and any guide for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from kgnlp.guide import Guide, Item, Question, Section

_TITLES = ("Mat og måltider", "Penger og ansvar", "Videre arbeid")


def a_question(question_id: str = "1", text: str = "Hva serverer dere?", *items: str) -> Question:
    letters = "abcdefghijklm"
    return Question(
        id=question_id,
        text=text,
        items=tuple(Item(id=question_id + letters[n], text=item) for n, item in enumerate(items)),
    )


def a_guide(*questions: Question, **changes: object) -> Guide:
    fields: dict[str, object] = {
        "id": "skolemat-2025",
        "title": "Intervjuguide for ledere 2025",
        "year": 2025,
        "role": "leder",
        "language": "nb",
        "sections": (Section(title=None, questions=questions or (a_question(),)),),
    }
    return Guide.model_validate(fields | changes)


def school_meals(language: str = "nb") -> Guide:
    """Three sections, a lead-in, questions with and without items; bokmål, nynorsk or English."""
    if language == "nn":
        return a_guide(
            title="Intervjuguide for leiarar 2025",
            language="nn",
            sections=(
                Section(title="Mat og måltid", questions=(a_question("1", "Kva serverer de elevane?"),)),
                Section(
                    title="Pengar og ansvar",
                    lead_in="No kjem nokre spørsmål om pengar, slik de ser dei frå skulen.",
                    questions=(
                        a_question(
                            "2", "I kva grad meiner du at …", "kommunen betaler nok?", "ordninga når alle?"
                        ),
                        a_question("3", "Korleis er ansvaret delt mellom skulen og kommunen?"),
                    ),
                ),
                Section(title="Vegen vidare", questions=(a_question("4", "Kva ville du ha endra?"),)),
            ),
        )
    if language == "en":
        return a_guide(
            title="Interview guide for managers 2025",
            language="en",
            sections=(
                Section(
                    title="Food and meals", questions=(a_question("1", "What do you serve the pupils?"),)
                ),
                Section(
                    title="Money and duties",
                    lead_in="Now some questions about money, as you see it from your school.",
                    questions=(
                        a_question(
                            "2", "To what extent do you find that …", "the town pays enough?", "all are fed?"
                        ),
                        a_question("3", "How are the duties shared between the school and the town?"),
                    ),
                ),
                Section(title="The way ahead", questions=(a_question("4", "What would you change?"),)),
            ),
        )
    return a_guide(
        sections=(
            Section(
                title=_TITLES[0],
                questions=(
                    a_question(
                        "1", "Hvordan har måltidene utviklet seg med hensyn til …", "kvalitet?", "tidspunkt?"
                    ),
                    a_question("2", "Hvem lager maten, og hvor lages den?"),
                ),
            ),
            Section(
                title=_TITLES[1],
                lead_in="Nå kommer noen spørsmål om penger, slik de ser ut fra skolen.",
                questions=(
                    a_question(
                        "3",
                        "Vi har noen spørsmål om kommunens mål for ordningen. I hvilken grad mener du at …",
                        "kommunen betaler det som trengs for å gi alle elever et varmt måltid hver dag?",
                        "ordningen når dem som trenger den mest?",
                        "det er tydelig hvem som har ansvaret?",
                    ),
                ),
            ),
            Section(title=_TITLES[2], questions=(a_question("4", "Er det noe vi ikke har snakket om?"),)),
        )
    )


# Any characters that a text may hold, those that YAML gives a meaning among them.
texts = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
    | st.text(" :#-?,[]{}&*!|>'\"%@`aå1…\N{NO-BREAK SPACE}", min_size=1, max_size=20)
    | st.sampled_from(["null", "yes", "1", "1e3", "2024-01-01", "~", "=", "a: b", "- a", "# a", "å"])
).filter(lambda text: any(map(str.isalnum, text)))


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """Any guide."""
    number = 0
    sections = []
    for _ in range(draw(st.integers(1, 3))):
        questions = []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            questions.append(a_question(str(number), draw(texts), *draw(st.lists(texts, max_size=3))))
        sections.append(
            Section(
                title=draw(st.none() | texts), lead_in=draw(st.none() | texts), questions=tuple(questions)
            )
        )
    return a_guide(
        id=draw(st.from_regex(r"[0-9a-zæøå][0-9A-ZÆØÅ._-]{0,20}", fullmatch=True)),
        title=draw(texts),
        role=draw(texts),
        year=draw(st.integers(1900, 2200)),
        language=draw(st.sampled_from(["nb", "nn", "en"])),
        sections=tuple(sections),
    )
