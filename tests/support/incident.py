"""An incident of one day whose file is not in order, with times in two offsets: what times of day are tried on."""

from datetime import datetime, timedelta

TITLES = (
    "First alarms", "Incident declared", "Support page fails", "Cause narrowed to DNS", "Automation switched off",
    "First mitigation", "Temporary fix rolled out", "Lookups answer again", "Queues drain", "Starts still fail",
    "Balancers lose targets", "Starts throttled", "Network manager falls behind", "Health checks disabled",
    "Customers told", "Throttling relaxed", "Backlog cleared", "All services answer", "Report promised", "Incident closed",
)  # fmt: skip
START = datetime(2025, 10, 20, 6, 48)  # noqa: DTZ001 - written with an offset
STEP = timedelta(minutes=9)
HEAD = """\
format = 1
[briefing]
title = "An incident"
bluf = "A record went missing [@s]."
as_of = "2025-10-24"
[[sources]]
id = "s"
type = "report"
title = "S"
author = [{ literal = "A" }]
issued = "2025-10-24"
"""


def incident(zone: str = "Z") -> str:
    """Twenty events over three hours, the last first, and three eras that meet."""
    times = [(START + STEP * number).isoformat(timespec="minutes") for number in range(20)]
    spans = ((0, 6), (6, 13), (13, 19))
    eras = [
        f'[[eras]]\nid = "era-{number}"\ntitle = "Phase {number}"\ntext = "x"\n'
        f'span = "{times[first]}{zone}/{times[last]}{zone}"\n'
        for number, (first, last) in enumerate(spans, 1)
    ]
    events = [
        f'[[events]]\nid = "e{number}"\ntitle = "{title}"\ndate = "{time}{zone}"\ncites = ["s"]\n'
        for number, (title, time) in enumerate(zip(TITLES, times, strict=True))
    ]
    return HEAD + "".join(eras + events[::-1])


OUT_OF_ORDER = f"""{HEAD}
[[events]]
id = "late"
title = "At eleven at night"
date = "2025-10-21T23:00:00Z"
cites = ["s"]
[[events]]
id = "early"
title = "At two in the morning"
date = "2025-10-21T02:00:00Z"
cites = ["s"]
[[events]]
id = "before"
title = "In truth the evening before"
date = "2025-10-21T00:30:00+02:00"
cites = ["s"]
[[events]]
id = "local"
title = "At noon somewhere"
date = 2025-10-21T12:00:00
cites = ["s"]
[[events]]
id = "day"
title = "Some time that day"
date = 2025-10-21
cites = ["s"]
"""
IN_ORDER = ("before", "day", "early", "local", "late")
