"""A made-up report printed as Ofsted prints them: as a PDF, and as the text it should give."""

import io
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

PAGE = (595, 842)
MARGIN, INDENT = 72, 99
FOOTER = ("Inspection of Vale of Westmarsh local authority children’s services", "1 to 2 May 1999")

ROWS = (
    ("The impact of leaders on social work practice with children and families", "Good"),
    (
        "The experiences and progress of children who need help and protection",
        "Requires improvement to be good",
    ),
    ("The experiences and progress of children in care", "Outstanding"),
    ("The experiences and progress of care leavers", "Inadequate"),
    ("Overall effectiveness", "Good"),
)
SUMMARY = (
    "Services have become better since 2019. Leaders know them well, and most of what they do is "
    "good.",
    "However, care leavers wait too long for a home of their own.",
)
IMPROVEMENTS = (
    "The timeliness of visits to children. (outcome 3, national framework)",
    "The recording of decisions, which should show who made them and why.",
)
SECTIONS = (
    (
        "The experiences and progress of children who need help and protection",
        "requires improvement to be good",
        (
            "Help comes late for some. Families wait for an assessment even where a child is only "
            "16. That is too long, and the multi-agency team knows that the quality of its work "
            "is not yet good.",
            "The front door is well run, and its managers know every case. They meet each day.",
            "16- and 17-year-olds who are homeless are not told of their rights in time by those "
            "who should tell them, and this is not good",
        ),
    ),
    (
        "The experiences and progress of children in care",
        "outstanding",
        (
            "Children in care do well. Their carers are ‘like family’, and children’s lives are "
            "richly recorded in the books that carers make with them.",
            "Brothers and sisters live together wherever that is right for them.",
        ),
    ),
)
NOTE = "A note about the front door that runs on over the end of its first line of small print."


@dataclass
class Printer:
    """Prints lines down a page, and goes on with the next at its end."""

    lines_a_page: int
    canvas: Canvas = None
    data: io.BytesIO = field(default_factory=io.BytesIO)
    height: float = 770.0
    page: int = 1
    left_on_page: int = 0

    def __post_init__(self):
        self.canvas = Canvas(self.data, pagesize=PAGE)
        self.left_on_page = self.lines_a_page

    def line(self, text, left=MARGIN, size=12, bold=False, drop=14.5):
        if not self.left_on_page:
            self.turn()
        self.left_on_page -= 1
        self.height -= drop
        self.put(text, left, self.height, size, bold)

    def put(self, text, left, height, size=12, bold=False):
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(left, height, text)

    def turn(self):
        if self.page > 1:
            self.put(FOOTER[0], MARGIN, 40, 8, bold=True)
            self.put(f"{FOOTER[1]} {self.page}", MARGIN, 30, 8)
        self.canvas.showPage()
        self.page += 1
        self.height = 770.0
        self.left_on_page = self.lines_a_page

    def wrapped(self, text, left=MARGIN, width=78, **look):
        """Lines of at most ``width`` letters; hyphenated words break after their hyphen."""
        gap = look.pop("drop", 20.5)
        for line in wrap(text, width):
            self.line(line, left, drop=gap, **look)
            gap = 14.5 if look.get("size", 12) < 14 else 19.6


def wrap(text, width):
    lines = [""]
    for piece in text.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if len((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def printed(lines_a_page=40, hanging=True):
    """The report as a PDF of some pages; its footers carry another date than its cover."""
    out = Printer(lines_a_page)
    out.line("Inspection of Vale of Westmarsh local", size=26, drop=30)
    out.line("authority children’s services", size=26, drop=30)
    out.line("Inspection dates: 28 November to 9 December 2022", drop=29)
    out.line("Lead inspector: Name of Inspector, His Majesty’s Inspector", drop=26)
    _table(out)
    for paragraph in SUMMARY:
        out.wrapped(paragraph)
    out.line("What needs to improve?", size=14, bold=True, drop=33)
    for item in IMPROVEMENTS:
        first, *rest = wrap(item, 60)
        out.line(f"• {first}", drop=19.5)
        for line in rest:
            out.line(line, left=89)
    number = 0
    for title, grade, paragraphs in SECTIONS:
        out.wrapped(f"{title}: {grade}", width=52, size=14, bold=True, drop=33)
        for text in paragraphs:
            number += 1
            _paragraph(out, number, text, hanging=hanging)
    _closing(out)
    out.turn()
    out.canvas.save()
    return out.data.getvalue()


def _table(out):
    out.line("Judgement", left=76, bold=True, drop=39)
    out.put("Grade", 304, out.height, bold=True)
    for label, grade in ROWS:
        first, *rest = wrap(label, 38)
        out.line(first, left=76, drop=27)
        # A cell stands in the middle of its row.
        out.put(grade, 304, out.height - 7 * len(rest))
        for line in rest:
            out.line(line, left=76)


def _paragraph(out, number, text, *, hanging):
    # Wrapped where "16." begins a line, as it did in print.
    first, *rest = text.replace("only 16. ", "only\n16. ").split("\n")
    lines = [*wrap(first, 76), *(line for more in rest for line in wrap(more, 76))]
    for at, line in enumerate(lines):
        if at == 0:
            # From ten on, and here from two on, the number stands tight to the words.
            out.line(f"{number}. {line}" if number != 2 else f"{number}.{line}", drop=20.5)
        else:
            out.line(line, left=INDENT if hanging else MARGIN)
        if number == 2 and at == 0:
            _footnote(out)


def _footnote(out):
    """At the foot of the page, in the middle of paragraph 2."""
    first, second = wrap(NOTE, 70)
    out.put("1", MARGIN, 76, 6.5)
    out.put(first, 79, 72, 10)
    out.put(second, MARGIN, 60, 10)
    out.turn()


def _closing(out):
    out.turn()
    out.line("The Office for Standards in Education, Children’s Services and Skills (Ofsted)")
    out.line("regulates and inspects.")
    out.line("© Crown copyright 2023", drop=30)


def as_text():
    """The same report as a text file would hold it."""
    lines = ["Inspection of Vale of Westmarsh local authority children’s services", ""]
    lines += ["Inspection dates: 28 November to 9 December 2022", ""]
    lines += ["Lead inspector: Name of Inspector, His Majesty’s Inspector", "", "Judgement\tGrade"]
    lines += [f"{label}\t{grade}" for label, grade in ROWS]
    for paragraph in SUMMARY:
        lines += ["", paragraph]
    lines += ["", "What needs to improve?", "", *(f"- {item}" for item in IMPROVEMENTS)]
    number = 0
    for title, grade, paragraphs in SECTIONS:
        lines += ["", f"{title}: {grade}", ""]
        for text in paragraphs:
            number += 1
            lines.append(f"{number}. {text}")
    lines += ["", f"¹ {NOTE}", ""]
    lines += [
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted)",
        "regulates and inspects.",
        "© Crown copyright 2023",
    ]
    return "\n".join(lines)
