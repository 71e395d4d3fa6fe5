import re

from tests.architecture.files import ROOT, name, texts

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NOBODYS_REGION = "439999"
PRINTED_IN_THE_STANDARD = {"11010519491231002X", "440524188001010014"}
"""The two examples of GB 11643, on which every reader of these numbers is tried."""
HOMES = ("work", "root", "home", "tmp", "Users", "mnt", "srv", "media")
PUBLIC = {"schemas.openxmlformats.org", "schemas.microsoft.com", "www.w3.org", "purl.oclc.org"}
"""Names of XML formats look like addresses and are none."""
LOCK_LINE = re.compile(
    r"#.*"
    r"|[a-z0-9._-]+(\[[a-z,]+\])?==[^\s/@]+ \\"
    r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
    r"|    # via( [\w.-]+( \([\w.]+\))?)?"
    r"|    #   [\w.-]+( \([\w.]+\))?"
    r"|"
)


def is_identity_number(text: str) -> bool:
    """By the standard's own arithmetic."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, text, strict=False))
    return "10X98765432"[total % 11] == text[17]


def has_check_digit(text: str) -> bool:
    """ISO/IEC 7812: the digit that cards end with."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(text)))
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0


def found(pattern: str) -> set[tuple[str, str]]:
    return {(name(path), match[0]) for path, text in texts() for match in re.finditer(pattern, text)}


def test_no_identity_number_in_the_repository_can_be_somebodys():
    numbers = {(path, number.upper()) for path, number in found(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")}
    real = {(path, number) for path, number in numbers if is_identity_number(number)}
    assert {p for p in real if not p[1].startswith(NOBODYS_REGION) and p[1] not in PRINTED_IN_THE_STANDARD} == set()


def test_no_telephone_number_in_the_repository_can_be_somebodys():
    mobiles = found(r"(?<![0-9A-Za-z])(?:\+86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])")
    landlines = found(r"(?<![0-9A-Za-z-])\(?0(?:10|2\d|[3-9]\d\d)\)?[- ]?[2-8]\d{6,7}(?![0-9A-Za-z-])")
    assert mobiles | landlines == set()


def test_no_card_number_in_the_repository_can_be_somebodys():
    cards = found(r"(?<![0-9A-Za-z.])[3-6]\d{3}(?:[- ]?\d{4}){2}[- ]?\d{4,7}(?![0-9A-Za-z])")
    valid = {(path, card) for path, card in cards if has_check_digit(re.sub(r"\D", "", card))}
    assert {(path, card) for path, card in valid if card not in PRINTED_IN_THE_STANDARD} == set()


def test_no_file_knows_a_folder_of_somebodys_machine():
    assert found(rf"(?<![\w.~$}}*)])/({'|'.join(HOMES)})(?=[/\"'`\s]|$)") == set()


def test_no_file_names_a_host_on_the_network():
    hosts = found(r"(?<=://)(?:[\w.-]+@)?[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+(?:com|org|net|internal|corp|lan)\b")
    assert {(path, host) for path, host in hosts if host not in PUBLIC and not host.endswith("127.0.0.1")} == set()


def test_a_lock_file_says_what_to_install_and_never_from_where():
    lines = [(path.name, line) for path in ROOT.glob("*.lock") for line in path.read_text().splitlines()]
    assert lines
    assert [line for line in lines if not LOCK_LINE.fullmatch(line[1])] == []
    assert [line for line in lines if re.search(r"--(extra-)?index-url|--find-links|--trusted-host", line[1])] == []
