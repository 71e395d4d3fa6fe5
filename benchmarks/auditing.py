"""Auditing reports from .docx: how many a second one core reads and checks.

``python -m benchmarks.auditing [REPORTS]`` writes an invented self-evaluation of about eight pages, with a table of
money, a table of indicators and a report of many figures, audits it so many times (200), and prints reports a second of
one core's time, by reading and by checking.
"""

import io
import sys
import time

from docx import Document

from anzhi.auditor import read
from anzhi.auditor.auditing import audit_document

SECTIONS = 12


def main() -> None:
    """Write, audit, print."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    data = report()
    found = audit_document(read(data, "report.docx"))
    print(f"{len(data) / 1024:.0f} KiB, {len(found.document.blocks)} blocks, {len(found.relations)} relations a report")
    documents, reading = timed(lambda: read(data, "report.docx"), reports)
    _, checking = timed(lambda: audit_document(documents[0]), reports)
    print(
        f"reading {reading / reports * 1000:.1f} ms, checking {checking / reports * 1000:.1f} ms of one core a report"
    )
    print(f"{reports / (reading + checking):.1f} reports a second a core")


def timed(work, times: int) -> tuple[list, float]:
    """Results, and the seconds of processor that they took."""
    started = time.process_time()
    return [work() for _ in range(times)], time.process_time() - started


def report() -> bytes:
    """The invented report."""
    document = Document()
    document.add_heading("2021年度示例市示例区示例中心部门整体支出绩效自评报告", 1)
    for number in range(1, SECTIONS + 1):
        wages, goods, project = 200 + number, 90 + number, 120 + number
        basic, total = wages + goods, wages + goods + project
        document.add_heading(f"（{number}）第{number}类支出", 2)
        document.add_paragraph(
            f"2021年第{number}类总支出{total}.00万元，其中：基本支出{basic}.00万元，项目支出{project}.00万元。基本支出"
            f"{basic}.00万元，包括工资福利支出{wages}.00万元、商品和服务支出{goods}.00万元；比预算{basic + 10}.00万元"
            f"减少10.00万元。全年办结第{number}类工单{number + 20}条，按时办结{number + 20}条，按时办结率100%。"
        )
        document.add_paragraph(
            "工作按照年初计划推进，各项制度健全，资金使用规范，群众反映良好，没有发生违规情况。" * 14
        )
    money = document.add_table(0, 3, style="Table Grid")
    for line in [
        ("项目", "预算数（万元）", "决算数（万元）"),
        ("合计", "300", "290"),
        ("甲", "200", "195"),
        ("乙", "100", "95"),
    ]:
        for cell, text in zip(money.add_row().cells, line, strict=True):
            cell.text = text
    document.add_paragraph()
    table = document.add_table(0, 7, style="Table Grid")
    rows = [("一级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因分析及改进措施")]
    rows += [("产出指标", f"第{n}类工单", f"≥{n + 15}条", f"{n + 20}条", "5", "5", "") for n in range(1, 21)]
    for line in [*rows, ("总分", "", "", "", "100", "100", "")]:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
