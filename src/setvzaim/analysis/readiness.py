"""How far a network is what the regulation wants, clause by clause: what is there, what is missing, who must do it.

Only numbers are judged, always with what they are out of. What no register can tell (whether lessons are part of a
programme, 4.1) is said to be unknown, with what there is to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from setvzaim.text.format import format_number, format_share


class State(Enum):
    """How a demand of the regulation stands."""

    THERE = "there"
    PARTLY = "partly"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """Registers cannot tell."""


class Who(Enum):
    """Who has to do what is missing."""

    METHODIST = "методист"
    SCHOOLS = "руководители школ"
    OFFICE = "начальник отдела"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What there is in a network in a school year, in numbers. Members and papers are those in force on the day."""

    members: int = 0
    low: int = 0
    """Members that have low results or adverse conditions in the school year."""
    headed: int = 0
    """Members with a known head."""
    coordinator: bool = False
    centers: int = 0
    centers_ordered: int = 0
    """Centers with the order that made them."""
    centers_stable: int = 0
    """Centers on a school with stable results in the school year."""
    centers_equipped: int = 0
    """Centers whose school has resources in the registers."""
    regulations: int = 0
    """Regulations on the network."""
    center_regulations: int = 0
    papers: int = 0
    """Legal documents of the network."""
    papers_filed: int = 0
    """Those with their file."""
    other_papers: int = 0
    """Those that are neither regulations nor plans."""
    agreed: int = 0
    """Members that are a party to an agreement."""
    network_agreements: int = 0
    """Agreements on the network form of educational programmes."""
    movements: int = 0
    movements_grounded: int = 0
    taught: int = 0
    """Low members at which a teacher of another school teaches."""
    plans: int = 0
    plan_approved: bool = False
    measures: int = 0
    joint: int = 0
    """Measures of two schools or more."""
    moded: int = 0
    """Measures whose mode is known."""
    remote: int = 0
    """Measures that are remote or on a platform."""
    grouped: int = 0
    """Measures for which a group was formed."""
    answers: int = 0
    """Answers that are waited for, in the newest version of each plan."""
    answered: int = 0
    """Answers that agree, with remarks or without."""
    connected: int = 0
    """Members whose speed of the internet is known."""
    with_staff: int = 0
    with_methods: int = 0
    with_equipment: int = 0
    with_needs: int = 0
    giving: int = 0
    """Members that have something to give to others."""
    needs: int = 0
    needs_covered: int = 0
    groups: int = 0
    groups_ordered: int = 0
    programmes: int = 0
    """Programmes among the methodical resources."""
    indicators: int = 0
    indicators_known: int = 0
    """Indicators whose fact is known."""
    with_results: int = 0
    """Members with results of assessments."""
    recommendations: int = 0
    recommendations_termed: int = 0
    """Those with a term."""
    advised: int = 0
    """Low members with a recommendation."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number behind a finding; `whole` is what it is out of, `None` where it is out of nothing."""

    label: str
    part: int
    whole: int | None = None

    @property
    def words(self) -> str:
        """«школ с договором: 12 из 14 (86 %)»."""
        number = format_number(self.part) if self.whole is None else format_share(self.part, self.whole)
        return f"{self.label}: {number}"

    @property
    def state(self) -> State:
        """How this number alone stands: of nothing nothing can be there."""
        if self.part == 0:
            return State.MISSING
        return State.THERE if self.whole is None or self.part >= self.whole else State.PARTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the regulation wants in one place, and how it stands."""

    clause: str
    """«5.2»."""
    demand: str
    state: State
    facts: tuple[Fact, ...]
    todo: str
    """What to do next, in a sentence; empty when nothing is missing."""
    who: Who
    where: str
    """Key of the register in which it is mended."""


def readiness(counted: Counted) -> tuple[Finding, ...]:
    """Return the findings in the order of the clauses."""
    return tuple(finding for rule in _RULES for finding in rule(counted))


def summary(findings: Iterable[Finding]) -> dict[State, int]:
    """Return how many findings stand how."""
    found = dict.fromkeys(State, 0)
    for finding in findings:
        found[finding.state] += 1
    return found


def _found(clause: str, demand: str, facts: Iterable[Fact], todo: str, who: Who, where: str) -> Finding:
    """Return a finding whose state follows from its facts: there when all are, missing when none is."""
    kept = tuple(facts)
    states = {fact.state for fact in kept}
    state = states.pop() if len(states) == 1 else State.PARTLY
    return Finding(
        clause=clause, demand=demand, state=state, facts=kept, todo="" if state is State.THERE else todo, who=who,
        where=where,
    )  # fmt: skip


def _centers(n: Counted) -> Iterable[Finding]:
    yield _found(
        "1.3",
        "Центры сетевого взаимодействия созданы на базе школ со стабильными результатами",
        [Fact("центров", n.centers), Fact("на школах со статусом «стабильная»", n.centers_stable, n.centers),
         Fact("с приказом о создании", n.centers_ordered, n.centers)],
        "Назовите школу-центр, укажите приказ и проверьте статус школы в этом учебном году.",
        Who.OFFICE, "centers",
    )  # fmt: skip


def _conditions(n: Counted) -> Iterable[Finding]:
    yield _found(
        "1.4",
        "Есть нормативная база отношений участников",
        [Fact("школ с действующим договором или соглашением", n.agreed, n.members),
         Fact("положений о сети", n.regulations)],
        "Заключите договоры со школами, у которых их нет, и внесите их в реестр документов.",
        Who.SCHOOLS, "documents",
    )  # fmt: skip
    yield _found(
        "1.4",
        "Ученики и учителя могут учиться и работать в другой школе",
        [Fact("перемещений в этом учебном году", n.movements),
         Fact("с документом-основанием", n.movements_grounded, n.movements)],
        "Внесите перемещения и назовите приказ или договор, на котором стоит каждое.",
        Who.METHODIST, "movements",
    )  # fmt: skip
    yield _found(
        "1.4",
        "Школы могут вместе вести образовательную деятельность",
        [Fact("мероприятий плана для двух школ и более", n.joint, n.measures)],
        "Назовите в мероприятиях плана школы-участники или отметьте «все школы сети».",
        Who.METHODIST, "measures",
    )  # fmt: skip
    yield _found(
        "1.4",
        "Используются дистанционные форматы",
        [Fact("мероприятий дистанционно или на платформе", n.remote),
         Fact("школ с известной скоростью интернета", n.connected, n.members)],
        "Запланируйте дистанционные мероприятия и соберите со школ скорость интернета.",
        Who.METHODIST, "measures",
    )  # fmt: skip


def _papers(n: Counted) -> Iterable[Finding]:
    todo = "Утвердите положение, внесите его в реестр и приложите скан."
    yield _found("3.2", "Положение о сетевом взаимодействии", [Fact("действует", n.regulations)], todo, Who.OFFICE,
                 "documents")  # fmt: skip
    yield _found("3.2", "Положение о центре сетевого взаимодействия", [Fact("действует", n.center_regulations)], todo,
                 Who.OFFICE, "documents")  # fmt: skip
    yield _found(
        "3.2",
        "Совместный план деятельности участников",
        [Fact("планов на учебный год", n.plans), Fact("мероприятий", n.measures)],
        "Составьте план на учебный год: за основу можно взять прошлогодний.",
        Who.METHODIST, "measures",
    )  # fmt: skip
    yield _found(
        "3.2",
        "Иные документы: приказы, договоры, протоколы — и файл каждого документа",
        [Fact("документов", n.other_papers), Fact("документов с приложенным файлом", n.papers_filed, n.papers)],
        "Приложите сканы к документам, у которых файла нет.",
        Who.METHODIST, "documents",
    )  # fmt: skip


def _activity(n: Counted) -> Iterable[Finding]:
    yield Finding(
        clause="4.1",
        demand="Школы работают в рамках образовательных программ общего и дополнительного образования",
        state=State.UNKNOWN,
        facts=(Fact("договоров о сетевой форме", n.network_agreements),
               Fact("программ среди методических ресурсов", n.programmes)),
        todo="По реестрам этого не узнать: сверьте договоры и программы школ.",
        who=Who.SCHOOLS,
        where="documents",
    )  # fmt: skip
    yield _found(
        "4.2",
        "Для каждого мероприятия выбрана форма: очно, дистанционно или на платформе",
        [Fact("мероприятий с формой", n.moded, n.measures)],
        "Укажите форму в мероприятиях, где её нет.",
        Who.METHODIST, "measures",
    )  # fmt: skip
    yield _found(
        "4.2",
        "Форма выбирается по ресурсам центра: они известны",
        [Fact("центров с внесёнными ресурсами", n.centers_equipped, n.centers)],
        "Внесите педагогов, методику и технику школ-центров.",
        Who.SCHOOLS, "equipment",
    )  # fmt: skip
    yield _found(
        "4.3",
        "Школы обмениваются ресурсами",
        [Fact("школ, которым есть что дать", n.giving, n.members),
         Fact("покрыто потребностей", n.needs_covered, n.needs)],
        "Спросите школы, что они могут дать, и отметьте покрытые потребности.",
        Who.SCHOOLS, "needs",
    )  # fmt: skip
    help_wanted = "В школах с низкими результатами и в неблагоприятных условиях работают учителя других школ сети"
    if n.low:
        yield _found(
            "4.4",
            help_wanted,
            [Fact("таких школ с приезжающим учителем", n.taught, n.low)],
            "Договоритесь с центрами о занятиях для этих школ и внесите перемещения учителей.",
            Who.METHODIST, "movements",
        )  # fmt: skip
    else:
        yield Finding(
            clause="4.4",
            demand=help_wanted,
            state=State.UNKNOWN,
            facts=(Fact("школ со статусом ШНОР или ШНСУ в этом учебном году", 0),),
            todo="Внесите статусы школ за этот учебный год: без них не видно, кому нужна помощь.",
            who=Who.METHODIST,
            where="statuses",
        )


def _steering(n: Counted) -> Iterable[Finding]:
    yield _found(
        "5.1",
        "Сеть регулируют муниципальная методическая служба и руководители школ",
        [Fact("координаторов названо", int(n.coordinator)),
         Fact("школ с известным руководителем", n.headed, n.members)],
        "Назовите координатора сети и руководителей школ.",
        Who.METHODIST, "networks" if not n.coordinator else "schools",
    )  # fmt: skip
    yield _found(
        "5.2",
        "Проанализированы кадровые, методические и материально-технические ресурсы",
        [Fact("школ с педагогами в реестре", n.with_staff, n.members),
         Fact("с методическими ресурсами", n.with_methods, n.members),
         Fact("с материальными ресурсами", n.with_equipment, n.members),
         Fact("с потребностями", n.with_needs, n.members)],
        "Соберите недостающие реестры со школ.",
        Who.SCHOOLS, "staff" if n.with_staff < n.members else "needs",
    )  # fmt: skip
    yield _found(
        "5.2",
        "План согласован со школами сети и утверждён",
        [Fact("ответов школ о согласии", n.answered, n.answers), Fact("планов утверждено", int(n.plan_approved))],
        "Отправьте план на согласование, дождитесь ответов и утвердите его.",
        Who.SCHOOLS, "approvals" if n.answers else "plans",
    )  # fmt: skip
    yield _found(
        "5.2",
        "Сформированы группы для мероприятий плана",
        [Fact("групп", n.groups), Fact("с приказом", n.groups_ordered, n.groups),
         Fact("мероприятий, для которых есть группа", n.grouped, n.measures)],
        "Создайте группы для остальных мероприятий и укажите приказы.",
        Who.METHODIST, "groups",
    )  # fmt: skip
    yield _found(
        "5.2",
        "Проанализирована эффективность",
        [Fact("показателей с фактом", n.indicators_known, n.indicators),
         Fact("школ с результатами процедур", n.with_results, n.members)],
        "Внесите факт по показателям и результаты оценочных процедур.",
        Who.METHODIST, "indicators",
    )  # fmt: skip
    yield _found(
        "5.2",
        "Выработаны предложения и рекомендации",
        [Fact("рекомендаций", n.recommendations), Fact("со сроком", n.recommendations_termed, n.recommendations),
         *([Fact("школ ШНОР и ШНСУ, которым что-то рекомендовано", n.advised, n.low)] if n.low else [])],
        "Дайте рекомендации школам, у которых их нет, и назначьте сроки.",
        Who.METHODIST, "recommendations",
    )  # fmt: skip


_RULES: tuple[Callable[[Counted], Iterable[Finding]], ...] = (_centers, _conditions, _papers, _activity, _steering)
