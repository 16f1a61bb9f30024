"""How safe the library is, by numbers too large for the test suite: `python tests/benchmarks/bench_survival.py [TIMES]`.

Strikes every call of every writer that changes a file, in every manner that `support.faults` knows; alters 5 × TIMES
packs; pairs entries over 5 × TIMES random edits. Prints a line each, and ends with 1 where anything was lost.
"""

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefdeck.library.diff import diff
from briefdeck.library.lookup import Refused
from briefdeck.library.pack import pack, verify
from briefdeck.library.pairing import paired
from support.briefings import decode, random_raw
from support.editing import edited
from support.faults import WORKS, compiled, examined
from support.shelves import briefing_text, shelve

TIMES = 200


def report(name: str, value: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{name:<46} {value}\n")
    sys.stdout.flush()


def strike() -> bool:
    """Strike each call of each piece of work, and look after each."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        library = compiled(Path(name))
        if library is None:
            report("calls struck", "none: that takes Linux and a C compiler")
            return False
        for work in WORKS:
            (found,) = examined(library, Path(name), works=(work.name,))
            outcome = f"{found.struck} strikes, {len(found.faults)} faults"
            report(f"{work.name}: {found.calls} calls", outcome)
            faults += found.faults
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return not faults


def alter(times: int) -> bool:
    """Change bits, bytes and lengths of a pack; each must be refused."""
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        paths = [shelve(root, f"b{number}", briefing_text(f"B {number}")) for number in range(5)]
        pack([str(path) for path in paths], root / "pack")
        raw = (root / "pack").read_bytes()
        refused = 0
        for _ in range(times):
            changed = altered(raw, dice)
            (root / "changed").write_bytes(changed)
            refused += changed != raw and isinstance(verify(root / "changed"), Refused)
    report("altered packs refused", f"{refused} of {times}")
    return refused == times


def altered(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with one bit, byte, run or length changed."""
    at = dice.randrange(len(raw))
    match dice.randrange(5):
        case 0:
            return raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]
        case 1:
            return raw[:at] + raw[at + 1 :]
        case 2:
            return raw[:at] + dice.randbytes(1) + raw[at:]
        case 3:
            return raw[:at]
        case _:
            return raw[:at] + dice.randbytes(20) + raw[at + 20 :]


def pair(times: int) -> bool:
    """Rename, reword, reorder: how many entries are paired rightly, and whether reordering alone is silent."""
    right = total = loud = 0
    for seed in range(times):
        raw = random_raw(seed, 6)
        new, renamed = edited(raw, random.Random(seed))
        pairs, _, _ = paired(decode(raw), decode(new))
        found = {old.id: now.id for old, now in pairs}
        wanted = {old.id: renamed.get(old.id, old.id) for old in decode(raw).entries()}
        total += len(wanted)
        right += sum(found.get(old) == now for old, now in wanted.items())
        same, _ = edited(raw, random.Random(seed), share=0)
        if "key_points" in raw:  # their order says something
            same["key_points"] = raw["key_points"]
        loud += bool(diff(decode(raw), decode(same)))
    report(
        "entries paired rightly",
        f"{right} of {total}, {100 * right / total:.2f}% over {times} edits",
    )
    report("reordered briefings reported as changed", f"{loud} of {times}")
    return right / total >= 0.99 and not loud


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    sound = [strike(), alter(5 * count), pair(5 * count)]
    sys.exit(0 if all(sound) else 1)
