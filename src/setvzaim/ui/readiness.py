"""How far the network is what the regulation wants, clause by clause, each with the way to where it is mended."""

from __future__ import annotations

from datetime import date

from setvzaim.analysis.readiness import Finding, State, summary
from setvzaim.documents.readiness import STATES
from setvzaim.queries.readiness import ready
from setvzaim.registers import register
from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.page.lines_view import Heading, Line, LinesView
from setvzaim.ui.page.segments import Segments

_SIGNS = {State.THERE: "●", State.PARTLY: "◐", State.MISSING: "○", State.UNKNOWN: "?"}
_HEADINGS = (Heading("Пункт", 9), Heading("Чего требует Положение"), Heading("Как обстоит", 17),
             Heading("Что есть"), Heading("Кто делает", 21))  # fmt: skip


class ReadinessView(LinesView):
    """The page «Готовность»."""

    paper = "readiness"

    def __init__(self, office: Office, desk: Desk, segments: Segments) -> None:
        super().__init__(office, desk, segments, "Готовность по пунктам Положения", _HEADINGS, 2)

    def ask(self) -> None:
        """Judge the chosen network in the chosen school year."""
        context, today = self.office.context, date.today()  # noqa: DTZ011 - the office's own calendar
        self.office.ask(lambda connection: ready(connection, context, today), self._show, key=f"readiness:{id(self)}")

    def _show(self, findings: tuple[Finding, ...]) -> None:
        counts = summary(findings)
        said = [f"{_SIGNS[state]} {STATES[state]}: {count}" for state, count in counts.items() if count]
        self.summary.setText("    ".join(said))
        self.show_lines([self._line(finding) for finding in findings])

    def _line(self, finding: Finding) -> Line:
        of = register(finding.where)
        state = f"{_SIGNS[finding.state]} {STATES[finding.state]}"
        facts = "\n".join(fact.words for fact in finding.facts)
        return Line(
            (finding.clause, finding.demand, state, facts, finding.who.value),
            finding.state.value,
            finding.todo or "Всё, что видно по реестрам, есть.",
            f"Открыть: {of.title}",
            lambda: self.desk.show_register(of.key),
        )
