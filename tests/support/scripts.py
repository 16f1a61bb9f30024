"""Texts in all scripts, and a briefing that has them in every kind of place."""

TEXTS = (
    "Plain words that fill the line " + "X" * 60,
    "कार्यक्रम की राशि हिन्दी मिस्र इज़राइल समझौते पर हस्ताक्षर",
    "⚠️ ☎️ 1️⃣ 👋🏽 👩‍👩‍👧 🇲🇽🇺🇸 ✈︎ signs",
    "বাংলা তথ্য মাস, தமிழ் மாரம் கொடி",
    "ข้อตกลงที่ประเทศไทยลงนาม, ប្រទេសកម្ពុជា, မြန်မာနိုင်ငံ",
    "بلغت القيمة 1.6 مليار, הֶסְכֵּם ראשון",
    "日本語の長い題名 ガス ｶﾞｽ 한국의 대한민국",
    "Plain again",
)


def toml_in_all_scripts() -> str:
    """A briefing with each text in lists, on pages, in a timeline, a chart and a table."""
    lines = ['format = 1\n[briefing]\ntitle = "Widths"\nbluf = "B."\nas_of = "2026-01"\n']
    for number, text in enumerate(TEXTS):
        lines.append(f'[[key_points]]\nid = "k{number}"\ntext = "{text}"\nkind = "assumption"\n')
        lines.append(f'[[events]]\nid = "e{number}"\ntitle = "{text}"\ndate = "20{number + 10}"\n')
    points = ", ".join(f'{{ category = "{text[:14]}", value = {len(text)} }}' for text in TEXTS)
    lines.append(f'[[series]]\nid = "s"\ntitle = "Values"\nunit = "x"\npoints = [{points}]\n')
    rows = ", ".join(f'["{text[:20]}", 5]' for text in TEXTS)
    lines.append(f'[[tables]]\nid = "t"\ntitle = "Rows"\ncolumns = ["A", "B"]\nrows = [{rows}]\n')
    return "\n".join(lines)
