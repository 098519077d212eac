"""The files of a record in its card: attached by button, by dragging, from the clipboard; opened, saved, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication, QImage, QImageWriter, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import WorldError
from setvzaim.operations.attachments import Attached, NewFile, attach, detach, rename
from setvzaim.queries.attachments import AttachedFile, content_of
from setvzaim.registers import Register
from setvzaim.rendering.files import whole_file
from setvzaim.text.file_names import only_shown, suffix_of
from setvzaim.text.plural import Noun
from setvzaim.ui.card.file_list import FileList
from setvzaim.ui.card.viewing import VIEWING
from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.saving import ask_to_save

_FILE = Noun("файл", "файла", "файлов")
_HINT = "Перетащите файл на карточку или вставьте снимок экрана."
_WARY = (
    "Файл «{}» отсюда не открывается: программы и файлы неизвестного вида могут навредить. Если вы ему доверяете, "
    "сохраните его и откройте сами."
)


class Files(QWidget):
    """What is kept with one record. `told` brings a sentence to be shown, `done` one about what can be undone."""

    told = Signal(str)
    done = Signal(str)

    def __init__(self, of: Register, office: Office) -> None:
        super().__init__()
        self._of = of
        self._office = office
        self._record = ""
        self.list = FileList(writable=not office.read_only)
        self.attach_button = QPushButton(icon("paperclip"), "Приложить…")
        self.paste_button = QToolButton()
        self.open_button = QPushButton("Открыть")
        self.save_button = QPushButton("Сохранить как…")
        self.remove_button = QPushButton("Убрать")
        self._hint = QLabel(_HINT)
        self._build()
        self._connect()
        self.hide()

    @property
    def record(self) -> str:
        """The record whose files are shown; empty for none."""
        return self._record

    def show_files(self, record: str, files: Sequence[AttachedFile]) -> None:
        """Show the files of a record."""
        self._record = record
        self.list.show_files(files)
        for button in (self.open_button, self.save_button):
            button.setVisible(bool(files))
        self.remove_button.setVisible(bool(files) and not self._office.read_only)
        self._hint.setVisible(not files and not self._office.read_only)
        if (quiet := colour("quiet")) is not None:
            self._hint.setStyleSheet(f"color: {quiet.name()}")
        self.setVisible(bool(files) or not self._office.read_only)
        self._choose()

    def clear(self) -> None:
        """Show none: several records are chosen, or one that is not kept yet."""
        self._record = ""
        self.hide()

    def take_drops(self, card: QWidget) -> None:
        """Let files be dropped anywhere on a card, its fields included."""
        card.setAcceptDrops(True)
        for widget in (card, *card.findChildren(QWidget)):
            if widget.acceptDrops():
                widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take files that are dragged over the card; leave everything else to the fields."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return False
        paths = _paths(event.mimeData())
        if not paths or not self._record or self._office.read_only:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.attach(paths)
        return True

    def attach(self, files: Sequence[Path | NewFile]) -> None:
        """Keep files with the record."""
        if files and self._record:
            self._office.do(
                attach, self._attached, label="Файлы прикладываются", of=self._of, record=self._record, files=files
            )

    def paste(self) -> None:
        """Attach what is on the clipboard: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if paths := _paths(data):
            self.attach(paths)
        elif data.hasImage():
            now = datetime.now()  # noqa: DTZ005 - the office's own clock
            self.attach([NewFile(f"снимок {now:%Y-%m-%d %H-%M}.png", _png(QGuiApplication.clipboard().image()))])
        else:
            self.told.emit("В буфере обмена нет ни файла, ни снимка: скопируйте их и вставьте снова.")

    def _build(self) -> None:
        heading = QLabel("Файлы")
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.paste_button.setIcon(icon("clipboard"))
        self.paste_button.setToolTip("Вставить файл или снимок из буфера обмена (Ctrl+V в списке файлов)")
        self.paste_button.setAccessibleName("Вставить файл из буфера обмена")
        self.attach_button.setToolTip("Приложить к записи файлы: скан приказа, подписанный лист")
        self._hint.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self.paste_button)
        top.addWidget(self.attach_button)
        under = QGridLayout()
        under.setHorizontalSpacing(4)
        for at, button in enumerate((self.open_button, self.save_button, self.remove_button)):
            button.setAutoDefault(False)
            under.addWidget(button, 0, at)
        under.setColumnStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._hint)
        layout.addWidget(self.list)
        layout.addLayout(under)
        for widget in (self.attach_button, self.paste_button):
            widget.setVisible(not self._office.read_only)

    def _connect(self) -> None:
        self.attach_button.clicked.connect(self._ask_for_files)
        self.paste_button.clicked.connect(self.paste)
        self.open_button.clicked.connect(self.list.open_chosen)
        self.save_button.clicked.connect(self._save)
        self.remove_button.clicked.connect(self._remove)
        self.list.opened.connect(self._open)
        self.list.renamed.connect(self._rename)
        self.list.removed.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._choose)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(
            lambda at: self.menu().popup(self.list.viewport().mapToGlobal(at))
        )  # fmt: skip
        if not self._office.read_only:
            keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self.paste)

    def menu(self) -> QMenu:
        """Return what can be done with the chosen files."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = len(self.list.chosen()) == 1
        actions: list[tuple[str, Callable[[], object], bool]] = [
            ("Открыть", self.list.open_chosen, one),
            ("Сохранить как…", self._save, one),
        ]
        if not self._office.read_only:
            actions += [("Переименовать", self.list.rename_chosen, one), ("Убрать", self._remove, True)]
        for words, do, usable in actions:
            menu.addAction(words, do).setEnabled(usable)
        return menu

    def _choose(self) -> None:
        count = len(self.list.chosen())
        self.open_button.setEnabled(count == 1)
        self.save_button.setEnabled(count == 1)
        self.remove_button.setEnabled(count > 0)

    def _ask_for_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Приложить файлы")
        self.attach([Path(name) for name in names])

    def _attached(self, done: Attached) -> None:
        said = []
        if done.names:
            what = f"файл «{done.names[0]}»" if len(done.names) == 1 else _FILE.counted(len(done.names))
            said.append(f"Приложено: {what}.")
        if done.doubles:
            said.append(f"Уже приложено раньше: {', '.join(f'«{name}»' for name in done.doubles)}.")
        if done.elsewhere:
            said.append(f"Такой же файл есть и у других записей: {'; '.join(done.elsewhere[:3])}.")
        (self.done if done.names else self.told).emit(" ".join(said))

    def _open(self, file: AttachedFile) -> None:
        if not only_shown(file.name):
            self._fail(WorldError(_WARY.format(file.name)))
            return

        def copied(connection: Any) -> Path:  # noqa: ANN401 - a connection, which the window does not know
            name, content = content_of(connection, file.id)
            return VIEWING.put(name, file.digest, content)

        def show(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._fail(WorldError(
                    f"На этом компьютере нет программы для файла «{file.name}». Сохраните его и откройте на другом."
                ))  # fmt: skip

        self._office.ask(copied, show, label="Файл открывается")

    def _save(self) -> None:
        chosen = self.list.chosen()
        if len(chosen) != 1:
            return
        file, kind = chosen[0], suffix_of(chosen[0].name)
        kinds = {f"Файлы {kind.upper()} (*.{kind})": f".{kind}"} if kind else {"Все файлы (*)": ""}
        path = ask_to_save(self, "Сохранить файл", kinds, Path.home() / file.name)
        if path is None:
            return

        def write(connection: Any) -> None:  # noqa: ANN401 - a connection, which the window does not know
            _, content = content_of(connection, file.id)
            with whole_file(path) as stream:
                stream.write(content)

        self._office.ask(write, lambda _: self.told.emit(f"Сохранено: {path.name}."), label="Файл пишется")

    def _rename(self, file: str, name: str) -> None:
        self._office.do(rename, file=file, name=name)

    def _remove(self) -> None:
        chosen = self.list.chosen()
        if not chosen or self._office.read_only:
            return
        what = f"файл «{chosen[0].name}»" if len(chosen) == 1 else _FILE.counted(len(chosen))
        self._office.do(detach, lambda _: self.done.emit(f"Убрано: {what}."), files=[one.id for one in chosen])

    def _fail(self, error: WorldError) -> None:
        self._office.failed.emit(error)


def _paths(data: QMimeData) -> list[Path]:
    """Return the files on this computer that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
