"""不是数量的数 Digits that are no amount: dates, document and list numbers, codes, telephone numbers, ordinals, names.

They are blanked out before numbers are looked for; positions stay.
"""

import re

BLANK = "\x00"
_NUMERAL = "零〇一二两三四五六七八九十百千"
_PATTERNS = (
    # the numbers of documents: 〔2022〕1号, 第103号令, 60号文
    r"[〔\[［【（](?:19|20)\d{2}[〕\]］】）]\s*(?:第)?\s*\d*\s*号?",
    r"第?\s*\d+(?:[-—]\d+)*\s*[号#](?:令|文件|文|公告|线|楼|地块|院|宗地|通知|栋)?",
    # dates, years and spans of them
    r"(?:19|20)\d{2}\s*[-—–~至到]\s*(?:(?:19|20)?\d{2})\s*年(?:度)?",
    r"(?:19|20)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?(?!\d)",
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*[-—–~至到]\s*\d{1,2}\s*月",
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月",
    r"(?:19|20)\d{2}\s*(?:年度|年)",
    r"\d{1,2}\s*(?:月)?\s*[-—–~至到]\s*\d{1,2}\s*月(?:份)?",
    r"\d{1,2}\s*月\s*\d{1,2}\s*日?(?:\s*[-—–~至到]\s*(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)?",
    r"(?<!\d)\d{1,2}\s*月(?:份|底|初|末|中旬|上旬|下旬)?",
    r"\d{1,2}：\d{2}(?:：\d{2})?(?!\d)",
    # numbers of lists, indicators, tables and sections
    r"(?:^|(?<=[。；：\n\t！]))\s*(?:\d{1,2}\s*[、.．](?!\d)|（\d{1,2}）)",
    r"[①-⑳⑴-⒇⒈-⒛]",
    r"(?:指标|附件|附表|附图|表格?|图|问题|目标|任务|标段|类型|注|栏次|项目|公式|步骤|内容)\s*\d{1,2}(?=[：、\s）〕\]]|[.．](?!\d)|$)",
    rf"第\s*[\d{_NUMERAL}]+\s*(?:届|次|批|季度|条|期|名|位|个|项|款|轮|章|节|号|类|步|标段|阶段|产业|三方)?",
    rf"[{_NUMERAL}]+(?:届|次)(?:[{_NUMERAL}]+(?:届|次|中))?(?:全会|代表大会|党代会|历次全会)",
    rf"[{_NUMERAL}]+届[{_NUMERAL}历]+[中次](?:全会)?",
    # telephone numbers and hot lines
    r"(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)",
    r"[“\"「『‘']\s*\d{2,6}\s*[”\"」』’']",
    r"(?<!\d)1[12]\d{1,3}(?=(?:政务|便民|市民|服务|热线|平台|工单|举报|投诉))",
    # codes: G107, COVID-19, 4S店, 5G, 3D
    r"[A-Za-z]+[-_]?\d[A-Za-z\d_-]*",
    r"(?<![\d.])\d{1,3}(?:[ABDFGHSX](?![A-Za-z])|[A-Z]{2,})",
    r"(?<![\d.])\d{9,}(?![\d.,]*\s*[万亿]?元)(?!\.\d)",
    r"(?<![\d.])(?:2\d{2}|2\d{4}|2\d{6}|30[1-9]\d{0,2}|31[0-3]\d{0,2}|399\d{0,2})(?=[^\d.,，、。；：）%万亿千百余多元\s人户个项件条家次亩平公立米吨辆台套座栋处所间分倍名位])(?=[\u4e00-\u9fff]{2,})",
    r"(?<=[（])(?:类|款|项|科目|代码|编码)?\d{3,7}(?=[）])",
    # ratios, and words that only look like numbers
    r"\d+\s*：\s*\d+(?=[^\d.])",
    r"十[一二三四五六七八九]?五(?=规划|期间|时期|末|以来|”)",
    r"(?:一|十)次性|一户一\w{1,2}|一批|一些|一类|一项|一次|一个|一家|一场|一件|一条|一处|一套|一人|一名|一位|一部|一种|一宗",
    r"两(?:会|委|型|新|端|岸|侧|地)|三(?:公|农|会|重一大|资)|四(?:好|风|大)|八项规定|百(?:年|姓)|千(?:方|家万)|万(?:众|方)",
)  # fmt: skip
_EXCLUDED = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.MULTILINE)
_QUOTED_NUMERAL = re.compile(rf"[“「『][^”」』\d]{{0,12}}[{_NUMERAL}][^”」』\d]{{0,12}}[”」』]")


def blanked(text: str) -> str:
    """The text with everything that is no amount blanked out, character by character."""
    text = _EXCLUDED.sub(lambda found: BLANK * len(found[0]), text)
    return _QUOTED_NUMERAL.sub(lambda found: BLANK * len(found[0]), text)
