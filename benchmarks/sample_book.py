"""A workbook of schools as an office of a large region would keep it: invented schools and people, of any length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

HEADER = (
    "№ п/п", "Наименование ОО", "Муниципальный район", "Реестровый номер", "Количество обучающихся",
    "Количество педработников", "Адрес", "Телефон", "Эл. почта", "Директор", "latitude", "longitude", "Сельская",
    "ШНОР",
)  # fmt: skip
_PLACES = ("Троицкое", "Аршань", "Вознесеновка", "Хар-Булук", "Верхний Яшкуль", "Оваты", "Чагорта", "Ялмта")
_SURNAMES = ("Манджиева", "Петренко", "Бадмаев", "Әрнҗәнова", "Лиджи-Горяева", "Очирова", "Санджиев")
_STREETS = ("Ленина", "Школьная", "Мира", "им. Б. Городовикова", "Степная")
DISTRICT = 200
"""Schools of a district; each begins with a row of its sums."""


def make_book(path: Path, schools: int) -> int:
    """Write the workbook; return how many rows stand below its header."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Реестр")
    sheet.append(["Реестр общеобразовательных организаций области"])
    sheet.append([])
    sheet.append(list(HEADER))
    count = 0
    for row in rows(schools):
        sheet.append(row)
        count += 1
    book.save(path)
    return count


def rows(schools: int) -> Iterator[list[object]]:
    """Give the rows below the header: schools by districts, each district under its sums."""
    for start in range(0, schools, DISTRICT):
        numbers = range(start, min(start + DISTRICT, schools))
        pupils, teachers = sum(map(_pupils, numbers)), sum(map(_teachers, numbers))
        district = f"{_PLACES[start // DISTRICT % len(_PLACES)]} район {start // DISTRICT + 1}"
        yield [None, district, None, None, pupils, teachers]
        yield from (_school(number, district) for number in numbers)


def _pupils(number: int) -> int:
    return 20 + number * 37 % 900


def _teachers(number: int) -> int:
    return 4 + number * 13 % 60


def _school(number: int, district: str) -> list[object]:
    place = _PLACES[number % len(_PLACES)]
    surname = _SURNAMES[number % len(_SURNAMES)]
    return [
        number + 1,
        f"МБОУ «{place.replace(' ', '')}нская СОШ № {number + 1}»",
        district,
        f"{300_000_000 + number}",
        _pupils(number),
        _teachers(number),
        f"3{number % 60_000:05d}, с. {place}, ул. {_STREETS[number % len(_STREETS)]}, д. {1 + number % 140}",
        f"8 (847) 4{number % 10}-{number % 90 + 10}-{number % 89 + 11}",
        f"school{number}@example.org",
        f"{surname} {'АБВГДЕ'[number % 6]}. {'ИКЛМН'[number % 5]}.",
        45.5 + number % 4000 / 1000,
        f"{43.9 + number % 3000 / 1000:.4f}",
        "да" if number % 3 else "нет",
        "да" if number % 8 == 0 else None,
    ]
