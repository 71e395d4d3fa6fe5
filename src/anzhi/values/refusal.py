"""拒绝 How anzhi says no: one sentence that names what is wrong, where, and what to do."""


class Refused(Exception):
    """Input or a request that cannot be accepted. Nothing was changed.

    The sentence is a template and its parameters, so that a shell can print it in the reader's language.
    """

    def __init__(self, template: str, **parameters: object) -> None:
        self.template = template
        self.parameters = parameters
        super().__init__(template.format(**parameters))


class Missing(Refused):
    """A fact, figure or parameter that is needed and not there. Never answered with zero."""
