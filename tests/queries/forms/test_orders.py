"""Orders, minutes, regulations, the passport and the analysis: what the base knows, and nothing else.

Lost when this fails: an order with last year's members, a passport with a zero nobody counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from queries.forms.papers import TODAY, made, words_of
from setvzaim.operations.records import add, change
from setvzaim.queries import Context, Row
from setvzaim.queries.forms import Wanted, form, subjects
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from support import rows_of

Read = Callable[..., str]
"""Form, label of the record, what is wanted: all words."""


@pytest.fixture
def paper(example: Base, context: Context) -> Read:
    """The words of a form about a record named by a part of its label, or about the network."""

    def read(key: str, label: str = "", wanted: Wanted = Wanted()) -> str:  # noqa: B008
        with example.read() as connection:
            record = ""
            if label:
                record = next(link.id for link in subjects(connection, form(key), context) if label in link.label)
            return words_of(made(connection, form(key), context, record, wanted).document)

    return read


def of(base: Base, key: str, column: str, label: str, context: Context = Context()) -> list[Row]:  # noqa: B008
    """Return the rows of a register that lead to a record."""
    return [row for row in rows_of(base, key, context) if label in row.text(column)]


class TestOrderOnCenters:
    def test_it_names_the_coordinator_the_members_and_the_centers(self, paper: Read, example: Base) -> None:
        words = paper("order-centers")
        assert "Назначить координатором сети «Сеть школ Тюльпанного района» Очирова Дольгана Цереновича." in words
        assert all(row.text("school") in words for row in rows_of(example, "memberships"))
        assert all(row.text("name") in words and row.text("head_name").split()[0] in words
                   for row in rows_of(example, "centers"))  # fmt: skip

    def test_without_centers_it_says_so_and_has_no_second_annex(self, paper: Read, example: Base) -> None:
        with example.write() as connection:
            connection.exec_driver_sql("DELETE FROM centers")
        words = paper("order-centers")
        assert "4. Центры сетевого взаимодействия в 2026/27 учебном году не создавать." in words
        assert "5. Руководителям школ — участников сети:" in words, "no hole in the numbers"
        assert "Приложение № 2" not in words


class TestOrderOnAGroup:
    def test_the_members_are_those_of_the_day(self, paper: Read, example: Base, context: Context) -> None:
        members = of(example, "members", "group", "Группа наставников")
        gone, come = members[-1], members[-2]
        change(example, of=register("members"), record=gone.id, values={"until": date(2026, 10, 1)}, context=context)
        change(example, of=register("members"), record=come.id, values={"since": date(2027, 1, 10)}, context=context)
        for day, absent in ((TODAY, {gone.id, come.id}), (date(2026, 9, 20), {come.id}), (date(2027, 2, 1), {gone.id})):
            words = paper("order-group", "наставников", Wanted(day=day)).partition("Приложение")[2]
            for row in members:
                assert (row.text("name") in words) is (row.id not in absent), (day, row.text("name"))

    def test_it_says_for_which_measures_the_group_is_formed(self, paper: Read, example: Base, context: Context) -> None:
        group = next(row for row in rows_of(example, "groups") if row["name"] == "Группа наставников")
        assert "5.1. Закрепление наставнических пар учителей (срок: октябрь)." in paper("order-group", "наставников")
        change(example, of=register("groups"), record=group.id, values={"measures": ()}, context=context)
        assert "5. Поручить группе мероприятия совместного плана: ____" in paper("order-group", "наставников")


class TestOrderOnAMovement:
    def test_pupils_are_a_number(self, paper: Read) -> None:
        words = paper("order-movement-pupils", "робототехникой")
        assert "Организовать занятия учеников школы (всего 9 учеников) на базе МБОУ «Хартолгинская СОШ»." in words
        assert "с 10 октября 2026 г. по 15 мая 2027 г." in words
        assert "Основание: Соглашение директоров" in words

    def test_a_teacher_stands_in_the_accusative(self, paper: Read) -> None:
        words = paper("order-movement-teacher", "Уроки химии")
        assert "Направить учителя Наранову Ольгу Сергеевну в МКОУ «Дальнехудукская ООШ»." in words
        assert "Нагрузка: 4 часа в неделю." in words

    def test_the_other_school_agrees_by_a_stamp_if_it_is_wanted(self, paper: Read) -> None:
        assert "СОГЛАСОВАНО Директор МКОУ «Дальнехудукская ООШ» Э. М. Наранов" in paper(
            "order-movement-teacher", "Уроки химии"
        )
        assert "СОГЛАСОВАНО" not in paper("order-movement-teacher", "Уроки химии", Wanted(agreed=False))
        assert "Наранов" not in paper("order-movement-teacher", "Уроки химии", Wanted(without_names=True))

    def test_the_ground_of_the_register_stands_before_the_written_one(
        self, paper: Read, example: Base, context: Context
    ) -> None:
        move = next(row for row in rows_of(example, "movements") if row["what"] == "Уроки химии")
        document = next(row for row in rows_of(example, "documents") if row["title"] == "Договор о сотрудничестве № 1")
        ground = LinkTo(document.id, "")
        change(example, of=register("movements"), record=move.id, values={"ground": ground}, context=context)
        found = re.search(r"Основание: (.*)", paper("order-movement-teacher", "Уроки химии"))
        assert found is not None
        assert found.group(1).startswith(f"Договор о сотрудничестве № 1 от {document.text('issued_on')}")
        assert found.group(1).endswith("; Приказ от 15.09.2026 № 109")


class TestMinutes:
    def test_what_was_decided_is_numbered_line_by_line(self, paper: Read, example: Base, context: Context) -> None:
        meeting = of(example, "meetings", "group", "Группа наставников")[0]
        values = {"decided": "1) Закрепить пары;\n2. Посетить уроки.\n\n- отчитаться", "agenda": None}
        change(example, of=register("meetings"), record=meeting.id, values=values, context=context)
        words = paper("minutes", "наставников")
        assert "ПРОТОКОЛ № 1\nзаседания группы взаимодействия «Группа наставников»\n6 октября 2026 г." in words
        assert "РЕШИЛИ\n1. Закрепить пары.\n2. Посетить уроки.\n3. отчитаться.\nСрок: 15 октября" in words
        assert re.search(r"ПОВЕСТКА ДНЯ\n1\. _+\n", words), "the secretary writes it in"
        assert words.endswith("Председатель Л. Э. Дорджиева\nСекретарь В. С. Эрендженова")

    def test_its_name_tells_it_from_others(self, example: Base, context: Context) -> None:
        """Every group has a protocol № 1."""
        with example.read() as connection:
            labels = [link.label for link in subjects(connection, form("minutes"), context)]
        assert "Группа наставников, 1, 06.10.2026" in labels
        assert len(set(labels)) == len(labels)


class TestRegulations:
    def test_the_stamp_agrees_with_the_word_and_can_be_left_out(self, paper: Read) -> None:
        words = paper("regulation-network")
        assert words.startswith("УТВЕРЖДЕНО приказом Отдела образования администрации Тюльпанного района от «")
        assert paper("regulation-network", wanted=Wanted(approved=False)).startswith("ПОЛОЖЕНИЕ\n")
        dated = paper("regulation-network", wanted=Wanted(day=date(2026, 9, 7)))
        assert "района от 07.09.2026 № ____" in dated.partition("\n")[0]

    @pytest.mark.parametrize(("key", "label"), [("regulation-network", ""), ("regulation-center", "«Тюльпан»")])
    def test_chapters_and_clauses_are_numbered_without_holes(self, key: str, label: str, paper: Read) -> None:
        words = paper(key, label)
        chapters = [int(number) for number in re.findall(r"^(\d+)\. ", words, re.MULTILINE)]
        assert chapters == list(range(1, len(chapters) + 1))
        assert len(chapters) >= 9
        clauses = [(int(a), int(b)) for a, b in re.findall(r"^(\d+)\.(\d+)\. ", words, re.MULTILINE)]
        for chapter in chapters:
            own = [second for first, second in clauses if first == chapter]
            assert own == list(range(1, len(own) + 1))
            assert own

    def test_a_center_has_its_school_in_the_genitive_and_both_stamps(self, paper: Read) -> None:
        words = paper("regulation-center", "«Тюльпан»")
        assert words.startswith("СОГЛАСОВАНО Директор МБОУ «Тюльпанновская СОШ № 1 имени О. Д. Городовикова»")
        assert "УТВЕРЖДЕНО" in words.partition("\n")[0], "level with each other"
        assert "на базе Муниципального бюджетного общеобразовательного учреждения «Тюльпанновская" in words
        assert "1) математика, физика, информатика;\n2) наставничество;\n3) дистанционные уроки." in words


class TestPassport:
    def test_what_nobody_knows_is_said(self, paper: Read, example: Base, context: Context) -> None:
        """A zero would be reported upwards as a fact."""
        school = next(row for row in rows_of(example, "schools") if "Шарнурская" in row.text("name"))
        values = dict.fromkeys(("pupils", "teachers", "phone"))
        change(example, of=register("schools"), record=school.id, values=values, context=context)
        words = paper("passport", "Шарнурская")
        for label in ("Учеников", "Педагогов", "Телефон", "Зданий", "Готовы дать открытые уроки"):
            assert f"{label} | нет сведений" in words
        assert "5. Методические ресурсы\nНет сведений." in words
        assert "В реестре педагогов школы: 9, всего педагогов: нет сведений." in words

    def test_its_numbers_are_those_of_the_registers(self, paper: Read, example: Base) -> None:
        words = paper("passport", "Тюльпанновская")
        staff = of(example, "staff", "school", "Тюльпанновская")
        highest = sum(row["category"] == "highest" for row in staff)
        assert f"Всего по школе | {len(staff)} | высшая — {highest}, " in words
        math = [row for row in staff if "Математика" in row.text("subjects")]
        assert f"\nМатематика | {len(math)} | " in words
        able = [row["free_hours"] for row in staff if row["free_hours"]]
        assert f"{sum(able):.0f} ч в неделю у {len(able)} из " in words  # type: ignore[arg-type]
        for row in of(example, "equipment", "school", "Тюльпанновская"):
            if row["category"] != "internet":
                assert f"{row['name']} | {row.text('quantity')} | ".replace("\u202f", " ") in words
        for row in of(example, "statuses", "school", "Тюльпанновская"):
            assert f"{row.text('school_year')} | {row.text('category')}" in words

    def test_small_samples_are_marked_and_shares_have_their_numbers(self, paper: Read, example: Base) -> None:
        words = paper("passport", "Шарнурская").replace("\u00a0", " ")
        results = of(example, "results", "school", "Шарнурская")
        assert len({row["school_year"] for row in results}) > 1, "all years"
        for row in results:
            small = " · малая выборка" if row["participants"] < 10 else " |"  # type: ignore[operator]
            assert f" | {row['below']} из {row['participants']} (" in words
            assert f"{row['participants']} ({100 * row['below'] / row['participants']:.0f} %){small}" in words  # type: ignore[operator]

    def test_a_vacancy_of_a_subject_nobody_teaches_has_its_line(self, paper: Read) -> None:
        assert "\nФизика | нет | — | 1\n" in paper("passport", "Шарнурская")

    def test_it_tells_where_the_school_takes_part(self, paper: Read) -> None:
        words = paper("passport", "Тюльпанновская").partition("Участие в сетевом")[2]
        for part in ("Сеть | ", "Центр на базе школы | ", "Группа на базе школы | ", "Договор | ",
                     "Перемещение в другую школу | Уроки физики"):  # fmt: skip
            assert part in words
        assert "\nГруппа | Группа наставников | членов от школы: 1\n" in paper("passport", "Шарнурская")


class TestResources:
    def test_its_numbers_are_those_of_the_registers(self, paper: Read, example: Base, context: Context) -> None:
        words = paper("resources")
        needs = [row for row in rows_of(example, "needs", context) if row.text("subject") == "Математика"]
        hours = [row for row in needs if row["resource"] == "staff"]
        schools = {row.text("school") for row in hours}
        free = sum(
            row["free_hours"] or 0  # type: ignore[misc]
            for row in rows_of(example, "staff", context)
            if "Математика" in row.text("subjects") and row.text("school") not in schools
        )
        needed = sum(row["amount"] for row in hours)  # type: ignore[misc]
        said = (
            f"Математика | {needed:.0f} ч/нед ({len(schools)} школ) | {free:.0f} ч/нед | {needed - free:.0f} ч/нед | "
        )
        assert said in words

    def test_what_cannot_be_known_is_no_number(self, paper: Read) -> None:
        words = paper("resources")
        assert "Наставник для молодого учителя | 6 чел. (6 школ) | по реестру не установить" in words
        assert "Ноутбуки для класса | 11 шт. (2 школы) | в сети не найдено | 11 шт. | " in words
        assert "Лабораторные по физике на оборудовании | 8 занятий (1 школа) | 5 шт. | сравнить нельзя" in words

    def test_a_covered_need_is_counted_as_covered(self, paper: Read, example: Base, context: Context) -> None:
        need = next(row for row in rows_of(example, "needs") if row["title"] == "Набор робототехники")
        assert "Материальный | 0 из 9 (0 %)" in paper("resources")
        change(example, of=register("needs"), record=need.id, values={"covered_on": TODAY}, context=context)
        words = paper("resources")
        assert "Материальный | 1 из 9 (11 %)" in words
        assert "\nНабор робототехники |" not in words

    def test_a_school_that_only_joined_has_its_line(self, paper: Read, example: Base, context: Context) -> None:
        district = rows_of(example, "municipalities")[0].id
        values = {"name": "МКОУ «Новая ООШ»", "municipality": LinkTo(district, "")}
        school = add(example, of=register("schools"), values=values, context=context).value
        network = LinkTo(str(context.network), "")
        values = {"network": network, "school": LinkTo(school, "")}
        add(example, of=register("memberships"), values=values, context=context)
        unknown = " | ".join(["нет сведений"] * 5)
        assert f"| МКОУ «Новая ООШ» | {unknown}" in paper("resources")
