"""PDF 的页 The pages of a PDF as lines and tables. Run in a process of its own, with limits on its time and memory.

``python -m anzhi.auditor.readers.pdf_pages SECONDS`` reads a PDF from standard input and writes JSON: for each page its
``["line", text, left, right, top, size]`` and ``["table", cells]`` in reading order, its width, and how many pictures.
"""

import io
import json
import resource
import sys
from typing import Any

MEMORY = 1 << 30
"""Bytes that the process may use."""
FIRST = 5
"""Seconds of the processor for a file; every page adds one, up to what the caller grants."""
_NEAR = 3


def main() -> None:
    """Read, write, and say in one word what went wrong."""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (FIRST, seconds))
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    data = sys.stdin.buffer.read()
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            granted = min(FIRST + len(file.pages), seconds - 1)
            resource.setrlimit(resource.RLIMIT_CPU, (granted, seconds))
            pages = []
            for page in file.pages:
                pages.append({"width": float(page.width), "items": items(page), "images": len(page.images)})
                page.close()
    except Exception as error:
        locked = isinstance(error, PDFPasswordIncorrect) or isinstance(
            error.args[:1] and error.args[0], PDFPasswordIncorrect
        )
        print(json.dumps({"error": "password" if locked else "damaged"}))
        return
    print(json.dumps({"pages": pages}, ensure_ascii=False))


def items(page: Any) -> list[list[object]]:
    """Lines and tables of a page from top to bottom."""
    tables = page.find_tables() if len(page.edges) > _NEAR else []
    tables = [table for table in tables if len(table.rows) > 1 or len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    placed: list[tuple[float, list[object]]] = [(table.bbox[1], ["table", grid(table)]) for table in tables]

    def outside(thing: Any) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    rest = page.filter(outside) if boxes else page
    for line in rest.extract_text_lines(strip=True, return_chars=True, x_tolerance=2):
        size = max((char["size"] for char in line["chars"]), default=0)
        placed.append((line["top"], ["line", line["text"], line["x0"], line["x1"], line["top"], size]))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def grid(table: Any) -> list[list[object]]:
    """Cells of a table as ``[text, row, column, rows, columns]``, found from the rules between them."""
    boxes = [cell for row in table.rows for cell in row.cells if cell]
    lefts, tops = _marks(box[0] for box in boxes), _marks(box[1] for box in boxes)
    texts = table.extract(x_tolerance=2)
    found: list[list[object]] = []
    for row, line in zip(table.rows, texts, strict=True):
        for box, text in zip(row.cells, line, strict=True):
            if box:
                left, top = _at(lefts, box[0]), _at(tops, box[1])
                columns, rows = _at(lefts, box[2]) - left, _at(tops, box[3]) - top
                found.append([text or "", top, left, max(rows, 1), max(columns, 1)])
    return found


def _marks(values: Any) -> list[float]:
    marks: list[float] = []
    for value in sorted(values):
        if not marks or value - marks[-1] > _NEAR:
            marks.append(value)
    return marks


def _at(marks: list[float], value: float) -> int:
    """How many rules lie clearly before a position."""
    return sum(mark < value - _NEAR for mark in marks)


if __name__ == "__main__":
    main()
