"""Pictures in a Word file: their parts, and the paragraph that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from setvzaim.rendering.docx.xml import words
from setvzaim.rendering.figures import Picture

_EMU = 36_000
"""Units of a millimetre."""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_PNG = '<Default Extension="png" ContentType="image/png"/>'


def add_pictures(parts: dict[str, str], pictures: Sequence[Picture]) -> dict[str, bytes]:
    """Name pictures among the parts of the file; return their own parts."""
    if not pictures:
        return {}
    links = "".join(
        f'<Relationship Id="{_link(at)}" Type="{_RELATION}" Target="media/figure{at}.png"/>'
        for at in range(1, len(pictures) + 1)
    )
    parts[_RELATIONS] = parts[_RELATIONS].replace("</Relationships>", f"{links}</Relationships>")
    if 'Extension="png"' not in parts[_TYPES]:
        at = parts[_TYPES].index("<Default")
        parts[_TYPES] = parts[_TYPES][:at] + _PNG + parts[_TYPES][at:]
    return {f"word/media/figure{at}.png": picture.png for at, picture in enumerate(pictures, 1)}


def picture_xml(picture: Picture, at: int) -> str:
    """Write the run that shows a picture, the `at`-th of the file; what it shows is said to who cannot see it."""
    size = f'cx="{round(picture.width * _EMU)}" cy="{round(picture.height * _EMU)}"'
    said = quoteattr(words(picture.text))
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{at}" name="Рисунок {at}" descr={said}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{at}" name="Рисунок {at}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_link(at)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _link(at: int) -> str:
    return f"rIdFigure{at}"
