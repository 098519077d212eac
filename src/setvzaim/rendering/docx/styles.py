"""The styles of the Word file in the look of the profile, and the small parts beside the text.

Built-in styles keep their English names, by which Word knows them and shows them in Russian; our own are in Russian.
Elements stand in the order of the schema (ECMA-376, part 1), which Word insists on.
"""

from __future__ import annotations

from setvzaim.documents.tree import Document, Heading, PageRules
from setvzaim.rendering.docx.xml import DECLARATION, NAMESPACE, mm_twips, twips
from setvzaim.rendering.pdf.columns import PAD_X
from setvzaim.rendering.pdf.grid import PAD_Y
from setvzaim.rendering.printable import escaped, legal, printable

FONT = "Times New Roman"
"""The name of the serif every office has; the PDF embeds one of the same widths."""
NOTE_SIZE = 10.0
NUMBER_SIZE = 12.0
_USUAL_LEVELS = 3
_MOST_LEVELS = 9
_LINE = 240
"""Single spacing, as Word counts it."""

BODY, STAMP, NOTE, SIGNATURE, HEADER = "BodyText", "Stamp", "Note", "SignatureText", "Header"
TABLE_HEADER, TABLE_SECTION = "TableHeader", "TableSection"
_TWO = '<w:spacing w:before="{0}" w:after="{1}"/>'


def heading_style(level: int) -> str:
    """Name the style of a heading."""
    return f"Heading{min(max(level, 1), _MOST_LEVELS)}"


def table_style(role: str, size: float) -> str:
    """Name the style of text in a table set in `size` points; `role` is «Table», «TableHeader» or «TableSection»."""
    return f"{role}{round(size * 2)}"


def styles_xml(document: Document, table_sizes: set[float]) -> str:
    """Write the part of the styles."""
    rules = document.page
    levels = {block.level for block in document.blocks if isinstance(block, Heading)}
    headings = sorted({min(max(level, 1), _MOST_LEVELS) for level in levels} | set(range(1, _USUAL_LEVELS + 1)))
    styles = [
        _defaults(rules),
        _usual(rules),
        *(_heading(level) for level in headings),
        _paragraph(BODY, "Body Text", _indent(rules) + _jc("both"), quick=True),
        _paragraph(STAMP, "Гриф", _single()),
        _paragraph(NOTE, "Примечание", _TWO.format(80, 0), _size(NOTE_SIZE)),
        _paragraph(SIGNATURE, "Подпись под текстом", f"<w:keepLines/>{_single()}"),
        _paragraph(HEADER, "header", _single() + _jc("center"), _size(NUMBER_SIZE)),
        *(style for size in sorted(table_sizes) for style in _table_texts(size)),
        _tables(),
    ]
    return f"{DECLARATION}<w:styles {NAMESPACE}>{''.join(styles)}</w:styles>"


def _defaults(rules: PageRules) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(rules.text_size)}{language}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>"
    )


def _usual(rules: PageRules) -> str:
    spacing = f'<w:spacing w:line="{round(_LINE * rules.line_spacing)}" w:lineRule="auto"/>'
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{spacing}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{cell_margins(0, 0)}</w:tblPr></w:style>"
    )


def _heading(level: int) -> str:
    before = 200 if level == 1 else 120
    rest = f"<w:keepNext/><w:keepLines/>{_TWO.format(before, 120)}{_jc('center')}"
    return _paragraph(
        heading_style(level),
        f"heading {level}",
        f'{rest}<w:outlineLvl w:val="{level - 1}"/>',
        "<w:b/><w:bCs/>",
        quick=True,
        following=BODY,
    )


def _table_texts(size: float) -> list[str]:
    """Write the styles of text in tables of one size; the size stands in the name, an office may have several."""
    shown = f"{size:g}".replace(".", ",")
    return [
        _paragraph(table_style("Table", size), f"Таблица {shown}", _single(), _size(size)),
        _paragraph(
            table_style(TABLE_HEADER, size),
            f"Таблица {shown} шапка",
            f"<w:keepNext/>{_single()}{_jc('center')}",
            f"<w:b/><w:bCs/>{_size(size)}",
        ),
        _paragraph(
            table_style(TABLE_SECTION, size),
            f"Таблица {shown} раздел",
            f"<w:keepNext/>{_single()}{_jc('center')}",
            f"<w:b/><w:bCs/>{_size(size)}",
        ),
    ]


def _tables() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{cell_margins(twips(PAD_Y), twips(PAD_X))}</w:tblPr></w:style>"
    )


def _paragraph(
    key: str, name: str, paragraph: str, run: str = "", *, quick: bool = False, following: str | None = None
) -> str:
    """Write a style of paragraphs; `following` is the style of the paragraph typed after it."""
    after = f'<w:next w:val="{following}"/>' if following else ""
    shown = "<w:qFormat/>" if quick else ""
    face = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{after}{shown}<w:pPr>{paragraph}</w:pPr>{face}</w:style>"
    )


def cell_margins(across: int, along: int) -> str:
    """Write the space between the line of a cell and its text, twips: above and below, left and right."""
    sides = (("top", across), ("left", along), ("bottom", across), ("right", along))
    spaces = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in sides)
    return f"<w:tblCellMar>{spaces}</w:tblCellMar>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _single() -> str:
    return f'<w:spacing w:line="{_LINE}" w:lineRule="auto"/>'


def _indent(rules: PageRules) -> str:
    return f'<w:ind w:firstLine="{mm_twips(rules.profile.indent)}"/>'


def _jc(value: str) -> str:
    return f'<w:jc w:val="{value}"/>'


def settings_xml() -> str:
    """Write the settings: today's rules of layout, and lines ended by hand are not stretched."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def header_xml() -> str:
    """Write the header of the pages: their number, as a field."""
    return (
        f'{DECLARATION}<w:hdr {NAMESPACE}><w:p><w:pPr><w:pStyle w:val="{HEADER}"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
    )


def properties_xml(title: str) -> str:
    """Write the properties of the file: its title and language."""
    words = escaped(legal(printable(title)).replace("\n", " "))
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{words}</dc:title><dc:creator>setvzaim</dc:creator><dc:language>ru-RU</dc:language>"
        "</cp:coreProperties>"
    )
