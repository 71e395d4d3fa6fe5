"""姓名 Names of people as a public list may show them."""


def masked(name: str) -> str:
    """First and last character, the rest hidden: 张小明 is 张*明; of two characters only the first, 李*."""
    name = name.strip()
    if len(name) < 3:
        return name[:1] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]
