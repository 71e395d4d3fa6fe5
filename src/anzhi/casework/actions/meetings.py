"""会议 Recording a meeting that decides collectively."""

from collections.abc import Collection

from django.db import transaction

from anzhi.casework.models import Attendance, Meeting
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused


@transaction.atomic
def hold(meeting: Meeting, attendees: Collection[Officer], *, by: Officer) -> Meeting:
    """Record a meeting with those who attended and its minutes.

    Raises:
        Refused: nobody attended, somebody is named twice, or there are no minutes.
    """
    if not attendees:
        raise Refused("会议“{meeting}”没有参会人员", meeting=meeting).at("attendees")
    if not meeting.minutes.strip():
        raise Refused("会议“{meeting}”没有纪要", meeting=meeting).at("minutes")
    events.add([meeting], verb="meeting.hold", by=by)
    present = [Attendance(meeting=meeting, officer=officer) for officer in attendees]
    events.add(present, verb="meeting.attend", by=by)
    return meeting
