"""Languages as lists of references name them, by their tags (BCP 47)."""

from typing import Final

from briefdeck.text.pattern import pattern

_TAG: Final = pattern(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*")
_NAMES: Final = {
    "en": "english eng anglais", "en-US": "american usenglish", "en-GB": "british ukenglish",
    "en-AU": "australian", "en-CA": "canadian", "de": "german ngerman ger deu deutsch",
    "de-AT": "austrian naustrian", "de-CH": "swissgerman nswissgerman", "la": "latin lat",
    "fr": "french francais français frenchb fre fra", "fr-CA": "canadien acadian",
    "es": "spanish spa español", "it": "italian ita italiano", "pt": "portuguese portuges por",
    "pt-BR": "brazilian brazil", "nl": "dutch dut nld", "sv": "swedish swe", "da": "danish dan",
    "nb": "norsk bokmål", "nn": "nynorsk", "no": "norwegian nor", "fi": "finnish fin",
    "is": "icelandic", "pl": "polish pol", "cs": "czech cze ces", "sk": "slovak",
    "sl": "slovene slovenian", "hr": "croatian hrv", "sr": "serbian", "ru": "russian rus",
    "uk": "ukrainian ukr", "bg": "bulgarian", "el": "greek gre ell", "grc": "polutonikogreek",
    "tr": "turkish tur", "hu": "hungarian magyar hun", "ro": "romanian", "et": "estonian",
    "lv": "latvian", "lt": "lithuanian", "ca": "catalan", "eu": "basque", "gl": "galician",
    "he": "hebrew heb", "ar": "arabic ara", "fa": "persian", "hi": "hindi", "ja": "japanese jpn",
    "zh": "chinese chi zho", "ko": "korean kor", "vi": "vietnamese", "id": "indonesian",
}  # fmt: skip
_BY_NAME: Final = {name: tag for tag, names in _NAMES.items() for name in names.split()}


def language_tag(name: str) -> str:
    """Return a language's tag; empty for what is not known to name one."""
    if _TAG.fullmatch(name):
        return name.replace("_", "-")
    return _BY_NAME.get(name.casefold().strip(), "")
