"""摘要 SM3 of plain values: what binds a signature to what was signed."""

import json

from anzhi.values.digest import sm3


def sm3_of(content: object) -> str:
    """The digest of plain values (lists, texts, numbers), the same wherever it is computed."""
    return sm3(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
