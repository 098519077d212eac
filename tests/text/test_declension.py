"""An order with a name in the wrong case goes back to be retyped: names, posts, schools and places decline right."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from declension_lists import CASES, KINDS, rows
from setvzaim.text.declension import Case, Declension, Kind, Sex, sex_of
from setvzaim.text.declension.engine import forms

HERE = Path(__file__).parents[2]
TABLE = HERE / "docs" / "declension.md"
SEXES = {"m": Sex.MALE, "f": Sex.FEMALE, "": None}
GEN = Case.GEN
plain = Declension()

words = st.text(alphabet="абвгдеёийклмнорстуьюяыжчшщцхАБВЕИКМОСТЯ-", min_size=1, max_size=12)
phrases = st.lists(words | st.sampled_from(["и", "–", "«Школа»", "МБОУ", "№ 3", "по", "г.", "С. Б."]), max_size=6)
texts = st.text(max_size=40) | phrases.map(" ".join)


@cache
def declared() -> dict[str, list[tuple[int, int]]]:
    """Return right and all forms of each kind, by case and in sum, as the documentation says."""
    lines = re.findall(r"^\| (\w+) \| \d+ \|(.*)\|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        kind: [(int(right), int(whole)) for right, whole in re.findall(r"(\d+)/(\d+)", cells)]
        for kind, cells in lines
        if kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_share_falls_under_what_the_documentation_says(kind: str) -> None:
    right = dict.fromkeys(CASES, 0)
    listed = rows(kind)
    for _, sex, nominative, case, form in listed:
        right[case] += plain.decline(Kind(kind), nominative, Case(case), SEXES[sex]) == form
    whole = len(listed) // len(CASES)
    assert whole >= 500
    table = declared()[kind]
    assert [total for _, total in table[: len(CASES)]] == [whole] * len(CASES), "the table is of other lists"
    assert all(said <= found for (said, _), found in zip(table[: len(CASES)], right.values(), strict=True))


@pytest.mark.parametrize(
    ("kind", "text", "case", "form"),
    [
        (Kind.FULL, "Манджиева Светлана Бадмаевна", GEN, "Манджиевой Светланы Бадмаевны"),
        (Kind.FULL, "Шмидт Анна Петровна", Case.DAT, "Шмидт Анне Петровне"),
        (Kind.FULL, "Алиев Гейдар Алирза оглы", Case.INS, "Алиевым Гейдаром Алирза оглы"),
        (Kind.FULL, "МАНДЖИЕВ ПАВЕЛ ЛЬВОВИЧ", Case.DAT, "МАНДЖИЕВУ ПАВЛУ ЛЬВОВИЧУ"),
        (Kind.POST, "исполняющий обязанности директора", Case.DAT, "исполняющему обязанности директора"),
        (Kind.POST, "Директор школы", Case.ACC, "Директора школы"),
        (Kind.SCHOOL, "МБОУ «Аршанская СОШ»", GEN, "МБОУ «Аршанская СОШ»"),
        (Kind.SCHOOL, "Начальная школа – детский сад № 5", GEN, "Начальной школы – детского сада № 5"),
        (Kind.PLACE, "поселок Комсомольский", Case.LOC, "поселке Комсомольском"),
        (Kind.PLACE, "Республика Калмыкия", GEN, "Республики Калмыкия"),
        (Kind.PHRASE, "совместный план", Case.INS, "совместным планом"),
        (Kind.PHRASE, "рабочая группа", Case.ACC, "рабочую группу"),
        (Kind.PHRASE, "учебная и воспитательная работа", Case.DAT, "учебной и воспитательной работе"),
        (Kind.PHRASE, "план и график работы", GEN, "плана и графика работы"),
        (Kind.PHRASE, "межшкольное методическое объединение учителей математики", Case.LOC,
         "межшкольном методическом объединении учителей математики"),
    ],
)  # fmt: skip
def test_papers_read_right(kind: Kind, text: str, case: Case, form: str) -> None:
    assert plain.decline(kind, text, case) == form


@pytest.mark.parametrize(
    ("full", "case", "first", "short"),
    [
        ("Манджиева Светлана Бадмаевна", GEN, True, "С. Б. Манджиевой"),
        ("Манджиева С. Б.", Case.DAT, True, "С. Б. Манджиевой"),
        ("С.Б. Манджиева", Case.ACC, False, "Манджиеву С. Б."),
        ("Бадмаев-Очиров  Санал Церенович", Case.INS, True, "С. Ц. Бадмаевым-Очировым"),
        ("Иванова Анна-Мария Петровна", Case.NOM, True, "А.-М. П. Иванова"),
        ("Алиев Гейдар Алирза оглы", GEN, True, "Г. А. Алиева"),
        ("Эрдниев Баатр", Case.DAT, True, "Б. Эрдниеву"),
        ("Дзю", GEN, True, "Дзю"),
        ("", GEN, True, ""),
    ],
)
def test_short_names(full: str, case: Case, first: bool, short: str) -> None:  # noqa: FBT001
    assert plain.short_name(full, case, initials_first=first) == short.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("full", "sex"),
    [
        ("Абрамович Инна Львовна", Sex.FEMALE),
        ("Абрамович Лев Львович", Sex.MALE),
        ("Ким Герел", Sex.FEMALE),
        ("Ким Церен", Sex.MALE),
        ("Манджиева С. Б.", Sex.FEMALE),
        ("С.Б. Манджиев", Sex.MALE),
        ("Дзю Алия Рашид-кызы", Sex.FEMALE),
        ("Санджиевна", Sex.FEMALE),
        ("Дзю С. Б.", None),
        ("Ким Саша", None),
        ("", None),
    ],
)
def test_the_sex_a_name_tells(full: str, sex: Sex | None) -> None:
    assert sex_of(full) is sex


def test_what_is_corrected_once_stays_corrected() -> None:
    """The correction is found under any spacing, in that case and kind only, and gives the short name its surname."""
    full = "Заяц Пётр Ильич"
    corrected = Declension({(Kind.FULL, full, GEN): "Заяца Петра Ильича"})
    assert corrected.decline(Kind.FULL, " Заяц  Пётр Ильич ", GEN) == "Заяца Петра Ильича"
    assert corrected.decline(Kind.FULL, full, Case.DAT) == "Зайцу Петру Ильичу"
    assert corrected.decline(Kind.POST, full, GEN) != "Заяца Петра Ильича"
    assert corrected.short_name(full, GEN) == "П.\u00a0И.\u00a0Заяца"


def test_guesses_are_marked_and_knowledge_is_not() -> None:
    """The window marks the forms to look at: all marked, or none, would help nobody."""
    assert plain.sure(Kind.POST, "директор школы")
    assert plain.sure(Kind.FULL, "Манджиева Светлана Бадмаевна")
    assert plain.sure(Kind.SCHOOL, "МБОУ «Аршанская СОШ»")
    assert not plain.sure(Kind.SURNAME, "Заяц", Sex.MALE)
    assert not plain.sure(Kind.POST, "тьютор")
    assert not plain.sure(Kind.FULL, "Ким С. Б.")
    assert Declension({(Kind.POST, "тьютор", GEN): "тьютора"}).sure(Kind.POST, "тьютор")


@given(st.sampled_from(Kind), texts, st.sampled_from(Case), st.sampled_from([None, *Sex]))
@example(Kind.SURNAME, "ец", GEN, Sex.MALE)
@example(Kind.PLACE, "-", GEN, None)
@example(Kind.FULL, ". .", GEN, None)
@example(Kind.PHRASE, "1-я", GEN, None)
@example(Kind.FIRST, "İь", GEN, None)
@example(Kind.FIRST, "\U00017000", GEN, None)
def test_any_text_has_its_forms(kind: Kind, text: str, case: Case, sex: Sex | None) -> None:
    """A strange cell of a table must not stop the printing of the whole pack."""
    form = plain.decline(kind, text, case, sex)
    spaced = " ".join(text.split())
    assert form == " ".join(form.split())
    assert form == plain.decline(kind, spaced, case, sex)
    assert len(form) <= len(spaced) + 3 * len(re.findall(r"\w+", spaced))
    assert plain.decline(kind, text, Case.NOM, sex) == spaced
    assert isinstance(plain.sure(kind, text, sex), bool)


@given(texts, st.sampled_from(Case), st.booleans())
@example("ИЙ", GEN, True)  # noqa: FBT003
def test_any_text_has_a_short_name(text: str, case: Case, initials_first: bool) -> None:  # noqa: FBT001
    short = plain.short_name(text, case, initials_first=initials_first)
    assert short == short.strip()
    assert sex_of(text) in {None, *Sex}


@given(st.sampled_from(Kind), texts, st.sampled_from(Case), st.text(max_size=20))
def test_corrections_win(kind: Kind, text: str, case: Case, form: str) -> None:
    key = " ".join(text.split())
    assert Declension({(kind, key, case): form}).decline(kind, text, case) == form


def test_a_long_text_is_left_alone() -> None:
    """A whole regulation pasted into the field of a post is nobody's post."""
    text = "старший " * 500
    assert plain.decline(Kind.POST, text, GEN) == text.strip()


def test_the_dictionary_is_loaded_with_the_first_word_only() -> None:
    """Its quarter of a second would be added to every start of the program."""
    code = "import sys, setvzaim.text.declension as d; d.Declension(); assert 'pymorphy3' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_name_met_again_costs_nothing() -> None:
    forms.cache_clear()
    for _ in range(3):
        plain.decline(Kind.FULL, "Манджиева Светлана Бадмаевна", GEN)
    assert (forms.cache_info().misses, forms.cache_info().hits) == (1, 2)


class TestBenchmark:
    """Lists from elsewhere are measured, whatever program wrote them."""

    header = "kind\tgender\tnominative\tcase\tform"

    def run(self, path: Path, content: bytes) -> subprocess.CompletedProcess[str]:
        path.write_bytes(content)
        command = [sys.executable, "-X", "utf8", str(HERE / "benchmarks" / "declension.py"), str(path)]
        return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

    def test_a_list_with_a_mark_and_windows_line_ends(self, tmp_path: Path) -> None:
        lines = [
            self.header,
            "surname\tf\tШмидт\tdat\tШмидт",
            "surname\tm\tЗаяц\tgen\tЗаяца",
            "post\t\tДиректор  школы\tGEN\tдиректора школы",
            "first\tm\tСемен\tgen\tСемёна",
            'school\t\t"МБОУ ""Лицей"""\tgen\tМБОУ "Лицей"',
            "",
            "fish\tm\tкарп\tgen\tкарпа",
        ]
        done = self.run(tmp_path / "list.tsv", "\r\n".join(lines).encode("utf-8-sig"))
        assert done.returncode == 0, done.stderr
        found = [re.split(r" {2,}| (?=\d)", line.strip()) for line in done.stdout.splitlines()]
        assert ["surname", "all", "1/2", "50.00%", "1/2", "50.00%"] in found
        assert ["first", "gen", "0/1", "0.00%", "1/1", "100.00%"] in found
        assert ["post", "gen", "1/1", "100.00%", "1/1", "100.00%"] in found
        assert ["school", "gen", "1/1", "100.00%", "1/1", "100.00%"] in found
        assert "wrong forms: 2" in done.stdout
        assert "surname gen m: Заяц -> Зайца, right: Заяца" in done.stdout
        assert done.stdout.splitlines()[-1].endswith("list.tsv, line 8: unknown kind «fish»")
        assert "first gen m: Семен -> Семена, right: Семёна  (only ё)" in done.stdout

    @pytest.mark.parametrize(
        "content",
        [b"", b"\xff\xfe\x00", b"kind\tcase\n", (header + "\nfish\tm\tx\tgen\ty\n").encode(), header.encode()],
    )
    def test_what_cannot_be_read_is_one_plain_line(self, tmp_path: Path, content: bytes) -> None:
        done = self.run(tmp_path / "list.tsv", content)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "list.tsv" in done.stderr
        assert not done.stdout
