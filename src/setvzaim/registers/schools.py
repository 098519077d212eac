"""The register of schools, as offices keep it after form ОО-1."""

from __future__ import annotations

from setvzaim.registers.choices import STATUS
from setvzaim.registers.common import count, flag, note, personal, text
from setvzaim.registers.derived import Aggregate, Gathered, Presence
from setvzaim.registers.kinds import Link, Number
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

_CONTACTS, _BUILDING, _HEAD = "Связь", "Здание", "Руководитель"

SCHOOLS = Register(
    key="schools",
    title="Школы",
    noun=Noun("школа", "школы", "школ"),
    accusative="школу",
    label="name",
    identity=(("number",), ("municipality", "name")),
    order=("municipality", "name"),
    school="id",
    purpose=(
        "Здесь все школы, между которыми идёт обмен ресурсами (п. 1.2 Положения). Начните с файла Excel, в котором "
        "отдел уже ведёт список школ."
    ),
    columns=(
        text("name", "Школа", "Название школы", "Наименование школы", "Наименование ОО", "Наименование организации",
             "Образовательная организация", "Образовательная организация (школа)", "Краткое наименование", "ОО",
             "school_name", width=40, required=True),
        Column("municipality", "Район", Link("municipalities", grows=True),
               ("Муниципалитет", "Муниципальное образование", "Муниципальный район", "МО", "district"), width=22,
               required=True),
        Column("status", "Статус", Gathered("statuses", "school", "category", STATUS), width=22),
        count("pupils", "Учеников", "Количество обучающихся", "Обучающихся", "Контингент", "Число учащихся",
              "student_count"),
        count("teachers", "Педагогов", "Количество педработников", "Педагогических работников", "edu_employee_count"),
        count("employees", "Работников", "Количество работников", "employee_count", shown=False),
        Column("internet", "Интернет", Aggregate("max", "equipment", "school", "speed"), unit="Мбит/с", width=15),
        text("settlement", "Населённый пункт", "Село", "Посёлок", width=20, shown=False),
        text("address", "Адрес", "adress", "Юридический адрес", "Фактический адрес", width=34, most=500,
             part=_CONTACTS),
        text("number", "Номер в реестре", "Реестровый номер", "Код школы", "Код ОО", width=16, shown=False,
             hint="По этому номеру школа узнаётся при повторном импорте"),
        text("full_name", "Полное наименование", "Полное имя", width=50, most=1000, lines=2, shown=False),
        text("head_post", "Должность руководителя", width=18, shown=False, part=_HEAD),
        personal(text("head_name", "Руководитель", "ФИО руководителя", "Директор", width=26, shown=False, part=_HEAD)),
        text("phone", "Телефон", width=18, shown=False, part=_CONTACTS),
        text("email", "Электронная почта", "E-mail", "Эл. почта", width=24, shown=False, part=_CONTACTS),
        text("site", "Сайт", "Ссылка на сайт", "page_link", width=30, most=500, shown=False, part=_CONTACTS),
        Column("latitude", "Широта", Number(41, 82, 6, grouped=False), ("latitude",), "°", 12, shown=False,
               part=_CONTACTS),
        Column("longitude", "Долгота", Number(19, 180, 6, grouped=False), ("longitude",), "°", 12, shown=False,
               part=_CONTACTS),
        count("shifts", "Смен", "Сменность", "shift_count", width=8, shown=False, part=_BUILDING),
        count("capacity", "Мощность", "Проектная мощность", "power", unit="мест", shown=False, part=_BUILDING),
        count("second_shift", "Учатся во 2 смену", "Обуч. во 2 смену", shown=False, part=_BUILDING),
        count("buildings", "Зданий", "Инфраструктура (количество зданий)", width=8, shown=False, part=_BUILDING),
        text("repaired", "Отремонтирована", shown=False, width=16, part=_BUILDING),
        text("needs_repair", "Требует ремонта", shown=False, width=16, part=_BUILDING),
        text("emergency", "Аварийное состояние", shown=False, width=16, part=_BUILDING),
        text("construction", "Строится", shown=False, width=16, part=_BUILDING),
        text("requisites", "Реквизиты", width=40, most=2000, lines=4, shown=False,
             hint="ИНН, КПП, счёт — для договоров; как напечатать"),
        flag("state", "Государственная", "is_state", shown=False, width=16),
        flag("religious", "Религиозная", "is_religional", shown=False, width=12),
        flag("rural", "Сельская", shown=False),
        Column("low_results", "ШНОР", Presence("statuses", "school", (("category", "low_results"),)), (), width=8,
               shown=False, part="Статус в учебном году"),
        Column("adverse_conditions", "ШНСУ", Presence("statuses", "school", (("category", "adverse_conditions"),)), (),
               width=8, shown=False, part="Статус в учебном году"),
        flag("biased", "Школа с необъективностью", "Необъективность", "С необъективностью", width=16, shown=False,
             part="Статус в учебном году"),
        Column("staff_count", "Педагогов в реестре", Aggregate("count", "staff", "school"), width=12, shown=False),
        Column("needs_count", "Потребностей", Aggregate("count", "needs", "school"), width=12, shown=False),
        note(),
    ),
)  # fmt: skip
