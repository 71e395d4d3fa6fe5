"""拒绝 How anzhi says no: one sentence that names what is wrong, where, and what to do."""


class Refused(Exception):
    """Input or a request that cannot be accepted. Nothing was changed.

    The sentence is a template and its parameters, so that a shell can print it in the reader's language.
    ``field`` names the fact of the record that is wrong, so that a form can put the sentence beside it; empty when the
    whole record is meant.
    """

    field = ""

    def __init__(self, template: str, **parameters: object) -> None:
        self.template = template
        self.parameters = parameters
        super().__init__(template.format(**parameters))

    def __reduce__(self) -> tuple[object, ...]:
        """Another process gets the sentence as a template and its parameters too."""
        return _again, (type(self), self.template, self.parameters, self.field)

    def at(self, field: str) -> "Refused":
        """This refusal, said of one field."""
        self.field = field
        return self


def _again(kind: "type[Refused]", template: str, parameters: dict[str, object], field: str) -> "Refused":
    return kind(template, **parameters).at(field)


class Missing(Refused):
    """A fact, figure or parameter that is needed and not there. Never answered with zero."""
