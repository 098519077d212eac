"""Proposals without the window: the bound for a machine, the reasons for a person, and accepting is one step."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.calls import Answer, Command
from setvzaim.operations.approval import approve_plan
from setvzaim.operations.history import undo
from setvzaim.operations.records import change
from setvzaim.registers import register
from setvzaim.storage import Base
from support import NOWHERE, dump, rows_of

Propose = Callable[..., Answer]


@pytest.fixture
def demo(example_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "база.setvzaim"
    path.write_bytes(example_file.read_bytes())
    return path


@pytest.fixture
def propose(command: Command, demo: Path) -> Propose:
    """Calls `propose` over the example, in its school year."""
    return lambda kind, *more: command("propose", kind, "--from", demo, "--school-year", "2026/27", *more)


def said(answer: Answer) -> dict[str, Any]:
    assert (answer.status, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert isinstance(found, dict)
    return found


def test_partners_for_a_machine(propose: Propose) -> None:
    found = said(propose("partners", "--json"))
    levels = {"coverage", "travel", "network"}
    assert set(found["objective"]) == set(found["bound"]) == set(found["gap"]) == levels
    assert set(found["gap"].values()) == {0.0}
    assert found["objective"] == pytest.approx(found["bound"])
    for pair in found["pairs"]:
        assert pair["reasons"][0].startswith("Покрывает: ")
        assert {line["mode"] for line in pair["lines"]} <= {"очно", "дистанционно", "на платформе"}
    assert sum(pair["travel"] for pair in found["pairs"]) == pytest.approx(found["objective"]["travel"])
    assert {one["cause"] for one in found["uncovered"]} <= {"nobody", "too_far", "days", "barred", "given", "limit"}
    assert all(one["reasons"] for one in found["uncovered"])
    assert any("педагогов" in note for note in found["notes"])
    assert "without" not in found["pairs"][0]


def test_reasons_solve_anew_for_each_pair(propose: Propose) -> None:
    """Near and few, so that it is quick; what does not come in time is said not to be proven."""
    found = said(propose("partners", "--json", "--reasons", "--minutes", "5", "--partners", "1", "--seconds", "2"))
    for pair in found["pairs"]:
        assert set(pair["without"]) == {"coverage", "travel", "network", "next_givers", "proven"}
        assert pair["reasons"][-1].startswith("Без этой пары")
    assert all(len(one["reasons"]) > 1 for one in found["uncovered"])
    loosened = [each for one in found["uncovered"] for each in one["would_cover"] or ()]
    assert {"limit", "now", "to"} <= set.intersection(*map(set, loosened))
    assert "partners" in {each["limit"] for each in loosened}


def test_the_mode_said_is_the_mode_of_the_rule_and_the_switch_lets_the_rules_go(propose: Propose) -> None:
    modes = {rule: set[str]() for rule in ("очно", "дистанционно", "на платформе")}
    ruled = [line for pair in said(propose("partners", "--json"))["pairs"] for line in pair["lines"] if line["rule"]]
    for line in ruled:
        modes[line["mode"]].add(line["rule"])
    assert ruled
    assert sum(map(len, modes.values())) == len(set.union(*modes.values())), "a rule says one mode only"
    free = said(propose("partners", "--json", "--any-mode"))
    assert {line["rule"] for pair in free["pairs"] for line in pair["lines"]} == {None}
    assert free["objective"]["travel"] <= said(propose("partners", "--json"))["objective"]["travel"]


def test_partners_for_a_person(propose: Propose) -> None:
    answer = propose("partners", "--minutes", "40")
    assert answer.out.startswith("Предложено: ")
    assert "Доказано: лучше нельзя." in answer.out
    assert " → " in answer.out
    assert "Не покрыто: " in answer.out


def test_accepted_pairs_are_written_and_can_be_undone(propose: Propose, demo: Path) -> None:
    with Base.open(demo) as base:
        before = dump(base)
    found = said(propose("partners", "--accept", "--json"))
    with Base.open(demo) as base:
        assert len(rows_of(base, "resource_uses")) == found["accepted"] + len(before["resource_uses"])
        assert len(rows_of(base, "measures")) > len(before["measures"])
        undo(base)
        assert dump(base) == before


def test_an_approved_plan_refuses_but_pairs_can_do_without_measures(propose: Propose, demo: Path) -> None:
    with Base.open(demo) as base:
        plan = rows_of(base, "plans")[0]
        approve_plan(base, plan=plan.id, approved_on=rows_of(base, "plan_versions")[0]["sent_on"], reason="срок")  # type: ignore[arg-type]
    answer = propose("partners", "--accept", "--plan", str(plan["title"]))
    assert answer.status == 2
    assert "утверждён" in answer.err
    assert propose("partners", "--accept", "--plan", "-").status == 0


def test_centers_carry_bound_curve_and_reasons(propose: Propose) -> None:
    found = said(propose("centers", "--count", "3", "--curve", "4", "--json"))
    assert found["gap"] == 0
    assert len(found["centers"]) == 3
    assert [point["count"] for point in found["curve"]] == [1, 2, 3, 4]
    assert all(point["saved"] >= 0 for point in found["curve"][1:])
    assert found["curve"][2]["objective"] == pytest.approx(found["objective"])
    answer = propose("centers", "--curve", "3")
    assert "3 центра: " in answer.out
    assert ", меньше на " in answer.out


def test_schools_are_fixed_and_forbidden_and_the_choice_is_appointed(propose: Propose, demo: Path) -> None:
    wish = ("--fix", "ветровская", "--forbid", "степнояровская", "--json")
    names = {center["school"] for center in said(propose("centers", *wish))["centers"]}
    assert "МБОУ «Ветровская СОШ»" in names
    assert "МБОУ «Степнояровская СОШ»" not in names
    refused = propose("centers", "--accept")
    assert refused.status == 2
    assert "--network" in refused.err
    with Base.open(demo) as base:
        network, before = str(rows_of(base, "networks")[0]["name"]), len(rows_of(base, "centers"))
    found = said(propose("centers", *wish, "--accept", "--network", network))
    assert found["appointed"] == sum(not center["center_now"] for center in found["centers"]) > 0
    with Base.open(demo) as base:
        assert len(rows_of(base, "centers")) == before + found["appointed"]


def test_centers_by_needs_within_their_capacity_and_what_is_lost_without_each(propose: Propose) -> None:
    wish = ("--count", "3", "--weight", "needs", "--capacity", "schools", "--most", "4")
    found = said(propose("centers", *wish, "--reasons", "--json"))
    assert (found["weight"], found["capacity"], found["gap"]) == ("needs", "schools", 0)
    for center in found["centers"]:
        assert center["taken"] == len(center["served"]) <= center["capacity"] == 4
        assert center["without"]["lost"] >= 0
        assert center["without"]["gap"] == 0
        assert len(center["reasons"]) == 3
        other = said(propose("centers", *wish, "--forbid", center["school"], "--json"))
        assert other["objective"] - found["objective"] == pytest.approx(center["without"]["lost"])
    assert {one["school"] for one in found["not_eligible"]}.isdisjoint(center["school"] for center in found["centers"])
    assert all(one["reasons"] for one in found["not_eligible"])
    assert found["required"][0] == "стабильные результаты (п. 1.3)"
    words = propose("centers", *wish, "--reasons").out
    assert "Школ занято: 4 из 4" in words
    assert "Центру нужно: стабильные результаты" in words
    refused = propose("centers", "--count", "3", "--capacity", "places")
    assert refused.status == 2
    assert "Не хватает мест" in refused.err


def test_why_there_are_no_centers_is_said(propose: Propose) -> None:
    answer = propose("centers", "--count", "100")
    assert answer.status == 2
    assert "Центром может быть только" in answer.err


def test_the_mode_names_its_rule_and_fills_only_what_is_open(propose: Propose, demo: Path) -> None:
    """A mode that a person has chosen stays."""
    with Base.open(demo) as base:
        measure = next(row for row in rows_of(base, "measures") if len(row["participants"] or ()) > 1)  # type: ignore[arg-type]
        change(base, of=register("measures"), record=measure.id, values={"mode": None}, context=NOWHERE)
        before = {row.id: row["mode"] for row in rows_of(base, "measures")}
    found = said(propose("mode", "--json", "--accept"))
    mine = next(one for one in found["modes"] if one["now"] is None)
    assert mine["rule"]
    assert found["accepted"] == sum(one["now"] is None and one["mode"] is not None for one in found["modes"])
    with Base.open(demo) as base:
        after = {row.id: row["mode"] for row in rows_of(base, "measures")}
    assert after[measure.id] is not None
    assert {key: mode for key, mode in after.items() if before[key]} == {k: m for k, m in before.items() if m}
    assert "Правило: «" in propose("mode").out


def test_what_is_no_number_is_refused_in_russian(propose: Propose) -> None:
    for key, words in (("--minutes", "не число"), ("--partners", "не целое число"), ("--seconds", "не число")):
        answer = propose("partners", key, "много")
        assert answer.status == 2
        assert answer.err.startswith(f"setvzaim propose: {key}: «много» — {words}")
