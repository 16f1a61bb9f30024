"""Eight people write on one shelf at once, and all of them are killed again and again: nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

from support import desk_writers
from support.desk import Desk, ferry

KILLS = 200
PUBLISH = (
    "select outcome from briefdeck.publish(%s, %s, null, 1, %s, sha256(%s), 'T',"
    " array[''], array['briefing'], array['T'], array['x'], array['x'])"
)

SLOWLY = """
create function public.slowly() returns trigger language plpgsql as
$$ begin perform pg_sleep(random() * 0.08); return null; end $$;
grant execute on function public.slowly() to public;
create trigger slowly after insert on briefdeck.revision execute function public.slowly();
"""
"""Publications take a while, so that they overlap."""


def test_a_mark_waits_for_whoever_began_to_write_before(desk: Desk) -> None:
    slow, fast = desk.person("slow", policy="editor"), desk.person("fast", policy="editor")
    reader = desk.person("reader", policy="reader")
    fast.write("first", ferry())
    assert fast.run("publish", "first", "--state", "published").code == 0
    with desk.database.connect(slow.role) as connection, connection.transaction():
        text = ferry().encode()
        said = connection.execute(PUBLISH, ["policy", "late", text, text]).fetchone()
        assert said == ("published",)
        fast.write("second", ferry())
        assert fast.run("publish", "second", "--state", "published").code == 0
        assert reader.run("pull").code == 0
        assert reader.names == ["first", "second"]
        mark = reader.mirror.mark
    assert reader.run("pull").out == "policy: 3 briefings\n  new: late\n"
    assert int(reader.mirror.mark) > int(mark)


def test_no_change_is_lost_to_kills(desk: Desk, tmp_path: Path) -> None:
    for number in range(desk_writers.WRITERS):
        desk.person(f"w{number}", policy="editor")
    for number in range(desk_writers.READERS):
        desk.person(f"r{number}", policy="reader")
    desk.sql(SLOWLY)
    home = tmp_path / "writers"
    home.mkdir()
    ran = subprocess.run(
        [sys.executable, desk_writers.__file__, home, str(KILLS), "1"],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PGHOST": str(desk.database.server.folder),
            "PGDATABASE": desk.database.name,
            "PGUSER": "postgres",
            "DESK_ROLES": f"_{desk.database.name}",
        },
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert sum(told["killed"].values()) >= KILLS
    assert (told["lost"], told["missed"], told["wrong_mirrors"], told["fell"]) == (0, 0, [], []), (
        told
    )
    assert min(told["acknowledged"], told["pulls"]) > 10, told
    # Of each revision that is seen the server searches the entries, and of no other.
    stale = desk.sql(
        "select count(*) from briefdeck.entry e join briefdeck.revision r on r.id = e.revision"
        " where r.level >= r.until"
    )
    missing = desk.sql(
        "select count(*) from briefdeck.revision r where r.level < r.until"
        " and not exists (select from briefdeck.entry e where e.revision = r.id)"
    )
    assert (stale, missing) == ([(0,)], [(0,)])
