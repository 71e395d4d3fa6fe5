"""人员 Posts and officers."""

from collections.abc import Sequence

from anzhi.office.actions import events
from anzhi.office.models import Officer, Post


def authorise(posts: Sequence[Post], *, by: Officer) -> list[Post]:
    """Add authorised posts to the establishment."""
    return events.add(posts, verb="post.authorise", by=by)


def appoint(officers: Sequence[Officer], *, by: Officer) -> list[Officer]:
    """Add officers to their organisations and posts."""
    return events.add(officers, verb="officer.appoint", by=by)


def assign_post(officer: Officer, post: Post, *, by: Officer) -> Officer:
    """Give an officer of the establishment the post he or she holds."""
    return events.change({officer: {"post": post}}, verb="officer.assign_post", by=by)[0]
