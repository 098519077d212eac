"""The tabs of the window and what stands under each: registers and views; a tab opens with the first."""

from __future__ import annotations

from dataclasses import dataclass

from setvzaim.registers import register


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its key in the preferences, its title, and its registers and views with the words on their buttons."""

    key: str
    title: str
    segments: tuple[tuple[str, str], ...]


TABS = (
    Tab("overview", "Обзор", (("overview", "Обзор"),)),
    Tab("schools", "Школы", (
        ("schools", "Школы"), ("statuses", "Статусы"), ("centers", "Центры"), ("networks", "Сети"),
        ("memberships", "Участники"), ("distances", "Расстояния"),
    )),
    Tab("resources", "Ресурсы", (
        ("staff", "Педагоги"), ("methods", "Методика"), ("equipment", "Техника"), ("needs", "Потребности"),
        ("deficits", "Дефициты"), ("resource_uses", "Обмен"),
    )),
    Tab("plan", "План", (
        ("measures", "Мероприятия"), ("sections", "Разделы"), ("plans", "Планы"),
        ("approvals", "Согласования"), ("plan_versions", "Версии"),
    )),
    Tab("groups", "Группы", (
        ("groups", "Группы"), ("members", "Состав"), ("meetings", "Заседания"), ("movements", "Перемещения"),
    )),
    Tab("effect", "Эффективность", (
        ("indicators", "Показатели"), ("results", "Результаты"), ("indicator_definitions", "Описания показателей"),
        ("context_values", "Контекст"),
    )),
    Tab("recommendations", "Рекомендации", (("recommendations", "Рекомендации"),)),
    Tab("documents", "Документы", (
        ("documents", "Документы"), ("readiness", "Готовность"), ("warnings", "Предупреждения"),
    )),
    Tab("settings", "Настройки", (
        ("settings", "Расчёты"), ("status_rules", "Правила статусов"), ("mode_rules", "Правила формы"),
        ("pair_rules", "Условия пар"), ("context_indicators", "Показатели контекста"),
        ("municipalities", "Районы"), ("subjects", "Предметы"),
    )),
)  # fmt: skip

VIEWS = {
    "overview": "Обзор",
    "readiness": "Готовность по пунктам Положения",
    "warnings": "Предупреждения",
    "settings": "Настройки расчётов",
}
"""What is not a register, by its key, as the menu calls it; `window/views.py` has the widgets."""


def title_of(key: str) -> str:
    """Return what the menu calls a register or a view."""
    return VIEWS.get(key) or register(key).title


def place_of(register: str) -> int:
    """Return which tab a register or a view stands under; raises `KeyError` for one that has none."""
    for at, tab in enumerate(TABS):
        if register in dict(tab.segments):
            return at
    raise KeyError(register)
