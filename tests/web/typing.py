"""Forms as a browser without scripts sees them: what stands in the controls is what is sent."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Controls of the entry form of a page, and the messages beside them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.messages: dict[str, str] = {}
        self._inside = False
        self._select = self._area = self._message = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and "entry" in given.get("class", ""):
            self._inside = True
        if not self._inside:
            return
        if self._message:
            self._depth += tag == "div"
        elif given.get("id", "").endswith("_error"):
            self._message, self._depth = given["id"].removeprefix("id_").removesuffix("_error"), 1
        if "name" in given:
            self._control(tag, given)
        if tag == "option" and ("selected" in given or self._select not in self.sent):
            self.sent[self._select] = given.get("value", "")

    def _control(self, tag, given):
        if tag == "select":
            self._select = given["name"]
        elif tag == "textarea":
            self._area = given["name"]
            self.sent[self._area] = ""
        elif tag == "input" and given.get("type") != "checkbox":
            self.sent[given["name"]] = given.get("value", "")
        elif tag == "input" and "checked" in given:
            self.sent[given["name"]] = given.get("value", "on")

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data.removeprefix("\n")
        if self._message:
            self.messages[self._message] = self.messages.get(self._message, "") + data.strip()

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = ""
        if self._message and tag == "div":
            self._depth -= 1
            if not self._depth:
                self._message = ""


def read(response) -> Page:
    """The page of a response."""
    return Page(response.content.decode())


def opened(client, address: str) -> dict[str, str]:
    """What a browser would send if nothing were typed."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return read(response).sent
