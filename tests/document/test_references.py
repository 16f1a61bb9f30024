"""References in Chicago's author-date style: one source a case, compared with the manual's CSL style (18th edition)."""

import pytest
from msgspec import convert

from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import ShortForms, with_locator
from briefdeck.model.briefing import Source
from briefdeck.model.codec import dec_hook
from briefdeck.model.csl import csl_key
from briefdeck.model.nodes import Text, WebLink


def source(**fields: object) -> Source:
    """A source from CSL's variables."""
    named = {csl_key(name): value for name, value in fields.items()}
    return convert(
        {"id": "x", "type": "report", "title": "Title", **named}, Source, dec_hook=dec_hook
    )


def text(of: Source, letter: str = "") -> str:
    """A reference in one string, italics between asterisks."""
    words = []
    for inline in full_reference(of, letter):
        assert isinstance(inline, Text | WebLink)
        words.append(
            f"*{inline.text}*" if isinstance(inline, Text) and inline.emphasis else inline.text
        )
    return "".join(words)


def one(family: str, given: str | None = None, **more: str | bool) -> dict[str, str | bool]:
    return {
        "family": family,
        **({"given": given} if given else {}),
        **{k.replace("_", "-"): v for k, v in more.items()},
    }


def org(name: str) -> dict[str, str]:
    return {"literal": name}


SEELKE = [one("Seelke", "Clare Ribando"), one("Finklea", "Kristin")]
CASES = {
    "report, two authors, numeric number": (
        source(title="The Mérida Initiative", author=SEELKE, issued="2017-06-29", publisher="Congressional Research Service", number="R41349", URL="https://x.gov/a"),
        "Seelke, Clare Ribando, and Kristin Finklea. 2017. *The Mérida Initiative*. No. R41349. Congressional Research Service. https://x.gov/a.",
    ),
    "report, number with two letters": (
        source(title="The Mérida Initiative", author=SEELKE, issued="2009", publisher="Congressional Research Service", number="RS22837"),
        "Seelke, Clare Ribando, and Kristin Finklea. 2009. *The Mérida Initiative*. No. RS22837. Congressional Research Service.",
    ),
    "report, office, genre and number, no stop after U.S. twice": (
        source(title="Drug Control: Update on U.S.", author=[org("U.S. General Accounting Office")], issued="1999", genre="Testimony", number="GAO/T-NSIAD-99-98", publisher="U.S. General Accounting Office"),
        "U.S. General Accounting Office. 1999. *Drug Control: Update on U.S.* Testimony GAO/T-NSIAD-99-98. U.S. General Accounting Office.",
    ),
    "report, number that is a name": (
        source(author=[org("GAO")], issued="2010", number="GAO-10-837"),
        "GAO. 2010. *Title*. GAO-10-837.",
    ),
    "report, no author": (source(title="The State of Things", issued="2001-05", publisher="The Institute"), "*The State of Things*. 2001. The Institute."),
    "report, nothing but a title": (source(title="Alone"), "*Alone*. n.d."),
    "report in a series": (source(author=[one("Doe", "Jane")], issued="2018", container_title="Wilson Papers", publisher="RAND"), "Doe, Jane. 2018. *Title*. Wilson Papers. RAND."),
    "newspaper": (
        source(type="article-newspaper", title="Mexico’s New President", author=[one("Ahmed", "Azam")], issued="2018-07-02", container_title="New York Times", URL="https://nyt.com/a"),
        "Ahmed, Azam. 2018. “Mexico’s New President.” *New York Times*, July 2. https://nyt.com/a.",
    ),
    "newspaper, page left out": (
        source(type="article-newspaper", author=[one("Foo", "Bar")], issued="2018-07-02", container_title="Los Angeles Times", page="A1"),
        "Foo, Bar. 2018. “Title.” *Los Angeles Times*, July 2.",
    ),
    "newspaper, no author": (
        source(type="article-newspaper", title="Drugs and Things", issued="2018-07-02", container_title="Los Angeles Times"),
        "*Los Angeles Times*. 2018. “Drugs and Things.” July 2.",
    ),
    "newspaper, title ends in a stop": (
        source(type="article-newspaper", title="It Ends with a Dot.", author=[one("Poe", "E. A.")], issued="1998", container_title="Paper"),
        "Poe, E. A. 1998. “It Ends with a Dot.” *Paper*.",
    ),
    "newspaper, title with quotation marks": (
        source(type="article-newspaper", title="The “War” on ‘Drugs’", author=[one("Poe", "E. A.")], issued="1998-01-02", container_title="Paper"),
        "Poe, E. A. 1998. “The ‘War’ on ‘Drugs.’” *Paper*, January 2.",
    ),
    "newspaper, straight quotation marks": (
        source(type="article-newspaper", title='The "War" on Drugs', author=[one("Poe")], issued="1998", container_title="Paper"),
        "Poe. 1998. “The ‘War’ on Drugs.” *Paper*.",
    ),
    "newspaper, question": (
        source(type="article-newspaper", title="Who Pays?", author=[one("Poe")], issued="1998-01", container_title="Paper"),
        "Poe. 1998. “Who Pays?” *Paper*, January.",
    ),
    "magazine with pages": (
        source(type="article-magazine", title="The Prophet", author=[one("Mead", "Rebecca")], issued="2017-04-17", container_title="The New Yorker", page="12-15"),
        "Mead, Rebecca. 2017. “The Prophet.” *The New Yorker*, April 17, 12–15.",
    ),
    "journal, three authors": (
        source(type="article-journal", title="Getting Beyond", author=[one("Smith", "John A."), one("Doe", "Ann"), one("Poe", "Edgar")], issued="2011", container_title="Journal of Things", volume="12", issue="3", page="351-368", DOI="10.1000/xyz"),
        "Smith, John A., Ann Doe, and Edgar Poe. 2011. “Getting Beyond.” *Journal of Things* 12 (3): 351–68. https://doi.org/10.1000/xyz.",
    ),
    "journal, month instead of issue": (
        source(type="article-journal", title="What Is It?", author=[one("Smith", "John")], issued="2011-03", container_title="Journal of Things", volume=12, page="1101–1108"),
        "Smith, John. 2011. “What Is It?” *Journal of Things* 12 (March): 1101–8.",
    ),
    "journal, issue alone": (
        source(type="article-journal", author=[one("A", "X")], issued="2011", container_title="Journal", issue=4, page=9),
        "A, X. 2011. “Title.” *Journal*, no. 4: 9.",
    ),
    "journal, season": (
        source(type="article-journal", author=[one("A", "X")], issued="2011-23", container_title="Journal", volume=4),
        "A, X. 2011. “Title.” *Journal* 4 (Fall).",
    ),
    "journal, seven authors": (
        source(type="article-journal", author=[one(name, "X") for name in "ABCDEFG"], issued="2011", container_title="Journal", volume=4),
        "A, X, X B, X C, et al. 2011. “Title.” *Journal* 4.",
    ),
    "journal, six authors": (
        source(type="article-journal", author=[one(name, "X") for name in "ABCDEF"], issued="2011", container_title="Journal", volume=4),
        "A, X, X B, X C, X D, X E, and X F. 2011. “Title.” *Journal* 4.",
    ),
    "journal, DOI given as an address": (
        source(type="article-journal", author=[one("A")], issued="2011", container_title="J", volume=1, DOI="https://doi.org/10.1/x", URL="https://other"),
        "A. 2011. “Title.” *J* 1. https://doi.org/10.1/x.",
    ),
    "chapter": (
        source(type="chapter", title="The Chapter", author=[one("Doe", "Ann")], editor=[one("Ed", "First"), one("Itor", "Second")], container_title="The Big Book", publisher="Oxford University Press", issued="2005", page="10-25"),
        "Doe, Ann. 2005. “The Chapter.” In *The Big Book*, edited by First Ed and Second Itor. Oxford University Press.",
    ),
    "chapter, edition and volume": (
        source(type="chapter", author=[one("Doe", "Ann")], container_title="The Big Book", edition=3, volume=2, issued="2005"),
        "Doe, Ann. 2005. “Title.” In *The Big Book*, 3rd ed., vol. 2.",
    ),
    "chapter, editor beside edition and volume": (
        source(type="chapter", author=[one("Doe", "Ann")], editor=[one("Bo", "Mi")], container_title="The Big Book", edition=3, volume=2, issued="2005"),
        "Doe, Ann. 2005. “Title.” In *The Big Book*, 3rd ed., edited by Mi Bo, vol. 2.",
    ),
    "chapter of a book without a title": (
        source(type="chapter", author=[one("Doe", "Ann")], edition=3, volume=2, publisher="B", issued="2005"),
        "Doe, Ann. 2005. “Title.” 3rd ed. Vol. 2. B.",
    ),
    "paper, editors alone": (
        source(type="paper-conference", editor=[one("Bo", "Mi")], container_title="Proceedings", publisher="ACM", issued="2005"),
        "Bo, Mi, ed. 2005. “Title.” In *Proceedings*. ACM.",
    ),
    "book": (
        source(type="book", title="Narco: A History", author=[one("Grillo", "Ioan")], publisher="Bloomsbury", publisher_place="New York", issued="2011"),
        "Grillo, Ioan. 2011. *Narco: A History*. Bloomsbury.",
    ),
    "book, edition and volume": (
        source(type="book", title="Narco", author=[one("Grillo", "Ioan")], publisher="Bloomsbury", edition="2", volume=3, issued="2011"),
        "Grillo, Ioan. 2011. *Narco*. 2nd ed. Vol. 3. Bloomsbury.",
    ),
    "book, eleventh edition": (source(type="book", author=[one("G")], edition=11, issued="2011"), "G. 2011. *Title*. 11th ed."),
    "book, edition in words": (source(type="book", author=[one("G")], edition="rev. ed.", issued="2011"), "G. 2011. *Title*. Rev. ed."),
    "book, one editor": (source(type="book", title="Collected", editor=[one("Grillo", "Ioan")], publisher="B", issued="2011"), "Grillo, Ioan, ed. 2011. *Collected*. B."),
    "book, two editors": (
        source(type="book", title="Collected", editor=[one("Grillo", "Ioan"), one("Bo", "Mi")], publisher="B", issued="2011"),
        "Grillo, Ioan, and Mi Bo, eds. 2011. *Collected*. B.",
    ),
    "book, author and editor": (
        source(type="book", title="Works", author=[one("Poe", "E. A.")], editor=[one("Grillo", "Ioan")], publisher="B", issued="2011"),
        "Poe, E. A. 2011. *Works*. Edited by Ioan Grillo. B.",
    ),
    "book, editor beside edition": (
        source(type="book", author=[one("Poe", "E. A.")], editor=[one("Bo", "Mi")], edition=2, issued="2011"),
        "Poe, E. A. 2011. *Title*. 2nd ed. Edited by Mi Bo.",
    ),
    "book, place without a publisher": (source(type="book", author=[one("Poe")], publisher_place="Bergen", issued="2011"), "Poe. 2011. *Title*. Bergen."),
    "report, author and editor": (
        source(author=[one("Poe")], editor=[one("Bo", "Mi")], publisher="B", issued="2011"),
        "Poe. 2011. *Title*. Edited by Mi Bo. B.",
    ),
    "software, no author": (
        source(type="software", publisher="Tide Lab", version="1.4", issued="2011"),
        "Tide Lab. 2011. *Title*. Version 1.4.",
    ),
    "newspaper, editor alone": (
        source(type="article-newspaper", editor=[one("Bo", "Mi")], container_title="The Times", issued="2011-05-04"),
        "Bo, Mi, ed. 2011. “Title.” *The Times*, May 4.",
    ),
    "journal, two months": (
        source(type="article-journal", author=[one("Poe")], container_title="J", volume=3, issued="2011-05/2011-06", page="1-2"),
        "Poe. 2011. “Title.” *J* 3 (May–June): 1–2.",
    ),
    "data with a DOI, no day of access": (
        source(type="dataset", author=[one("Poe")], DOI="10.1/x", accessed="2020-04-02"),
        "Poe. n.d. “Title.” https://doi.org/10.1/x.",
    ),
    "rule, bare number": (
        source(type="regulation", title="Clean Water Rule", number="85", container_title="Fed. Reg.", issued="2011"),
        "Clean Water Rule, No. 85, Fed. Reg. (2011).",
    ),
    "book, no date": (source(type="book", author=[one("Poe", "E. A.")], publisher="B"), "Poe, E. A. n.d. *Title*. B."),
    "book, approximate": (source(type="book", author=[one("Poe", "E. A.")], issued="1998~"), "Poe, E. A. [ca. 1998]. *Title*."),
    "book, uncertain": (source(type="book", author=[one("Poe", "E. A.")], issued="1998?"), "Poe, E. A. [1998?]. *Title*."),
    "book, both": (source(type="book", author=[one("Poe", "E. A.")], issued="1998%"), "Poe, E. A. [ca. 1998?]. *Title*."),
    "book, decade": (source(type="book", author=[one("Poe", "E. A.")], issued="199X"), "Poe, E. A. [1990s]. *Title*."),
    "book, years": (source(type="book", author=[one("Poe", "E. A.")], issued="1998/2001"), "Poe, E. A. 1998–2001. *Title*."),
    "book, still coming out": (source(type="book", author=[one("Poe", "E. A.")], issued="1998/.."), "Poe, E. A. 1998–. *Title*."),
    "book, before our era": (source(type="book", author=[one("Caesar")], issued="-0049"), "Caesar. 50 BC. *Title*."),
    "particle": (source(type="book", author=[one("Berg", "Piet", non_dropping_particle="van der")], issued="1998"), "Berg, Piet van der. 1998. *Title*."),
    "suffixes": (
        source(type="book", author=[one("King", "Martin Luther", suffix="Jr."), one("Doe", "Al", suffix="III")], issued="1998"),
        "King, Martin Luther, Jr., and Al Doe III. 1998. *Title*.",
    ),
    "two offices": (source(author=[org("FBI"), org("DEA")], issued="1998"), "FBI and DEA. 1998. *Title*."),
    "title is a question": (source(type="book", title="Who Is It?", author=[one("Poe", "E. A.")], publisher="B", issued="1998"), "Poe, E. A. 1998. *Who Is It?* B."),
    "capitals untouched": (source(type="book", title="on the iPhone and NATO", author=[one("Poe")], issued="1998"), "Poe. 1998. *on the iPhone and NATO*."),
    "page on the web": (
        source(type="webpage", title="Crime Statistics", author=[org("FBI")], container_title="FBI.gov", issued="2019-10", URL="https://fbi.gov/x", accessed="2020-04-02"),
        "FBI. 2019. “Crime Statistics.” FBI.gov, October. https://fbi.gov/x.",
    ),
    "page without a date": (
        source(type="webpage", title="About Us", author=[org("FBI")], publisher="Federal Bureau", URL="https://fbi.gov/x", accessed="2020-04-02"),
        "FBI. n.d. “About Us.” Federal Bureau. Accessed April 2, 2020. https://fbi.gov/x.",
    ),
    "page without an author": (
        source(type="webpage", title="About Us", container_title="Site", issued="2019", URL="https://fbi.gov/x"),
        "Site. 2019. “About Us.” https://fbi.gov/x.",
    ),
    "page alone": (source(type="webpage", title="Just a Page", URL="https://z.org"), "“Just a Page.” n.d. https://z.org."),
    "dataset": (
        source(type="dataset", title="Apprehensions", author=[org("U.S. Border Patrol")], publisher="CBP", issued="2020-01", version="2", URL="https://cbp.gov/d"),
        "U.S. Border Patrol. 2020. “Apprehensions.” Version 2. CBP, January. https://cbp.gov/d.",
    ),
    "speech": (
        source(type="speech", title="Remarks", author=[one("Fox", "Vicente")], genre="Address to Congress", issued="2001-09-06", publisher="The White House", publisher_place="Washington, DC"),
        "Fox, Vicente. 2001. “Remarks.” Address to Congress. The White House, Washington, DC, September 6.",
    ),
    "standard": (
        source(type="standard", title="Internet Protocol, Version 6 (IPv6) Specification", author=[one("Deering", "S."), one("Hinden", "R.")], number="RFC 8200", publisher="RFC Editor", issued="2017-07", DOI="10.17487/RFC8200"),
        "Deering, S., and R. Hinden. 2017. *Internet Protocol, Version 6 (IPv6) Specification*. RFC 8200. RFC Editor, July. https://doi.org/10.17487/RFC8200.",
    ),
    "law": (
        source(type="legislation", title="Supplemental Appropriations Act, 2008", number="110-252", issued="2008-06-30", container_title="Stat.", volume="122", page="2323", URL="https://c.gov/l"),
        "Supplemental Appropriations Act, 2008, Pub. L. No. 110-252, 122 Stat. 2323 (2008). https://c.gov/l.",
    ),
    "law, nothing but its year": (source(type="legislation", title="Homeland Security Act of 2002", issued="2002"), "Homeland Security Act of 2002 (2002)."),
    "bill": (
        source(type="bill", title="Secure Fence Act of 2006", number="H.R. 6061", container_title="109th Cong.", author=[org("U.S. Congress")], issued="2006-09-13"),
        "Secure Fence Act of 2006, H.R. 6061, 109th Cong. (2006).",
    ),
    "regulation": (
        source(type="regulation", title="Migrant Protection Protocols", container_title="Fed. Reg.", issued="2019-01-25", volume="84", page="33"),
        "Migrant Protection Protocols, 84 Fed. Reg. 33 (2019).",
    ),
    "treaty": (
        source(type="treaty", title="Extradition Treaty", issued="1978-05-04", volume="31", container_title="U.S.T.", page="5059"),
        "Extradition Treaty, May 4, 1978, 31 U.S.T. 5059.",
    ),
    "document": (
        source(type="document", title="Joint Statement", author=[org("U.S. Department of State")], issued="2007-10-22", publisher="U.S. Department of State", URL="https://s.gov"),
        "U.S. Department of State. 2007. “Joint Statement.” U.S. Department of State, October 22. https://s.gov.",
    ),
    "hearing": (
        source(type="hearing", title="Obligations", author=[org("House Committee on Foreign Affairs")], issued="2008-02-07", number="110-139"),
        "House Committee on Foreign Affairs. 2008. *Obligations*. Hearing 110-139. February 7.",
    ),
    "interview": (
        source(type="interview", title="Interview with Carlos", author=[one("Pascual", "Carlos")], issued="2011-03-01", container_title="NPR"),
        "Pascual, Carlos. 2011. “Interview with Carlos.” *NPR*, March 1.",
    ),
    "paper in proceedings": (
        source(type="paper-conference", title="A Paper", author=[one("Doe", "Ann")], container_title="Proceedings of X", publisher="ACM", issued="2011"),
        "Doe, Ann. 2011. “A Paper.” In *Proceedings of X*. ACM.",
    ),
    "letter": (
        source(type="personal_communication", title="Letter", author=[one("Doe", "Ann")], issued="2011-02-03"),
        "Doe, Ann. 2011. “Letter.” Personal communication, February 3.",
    ),
    "post": (
        source(type="post", title="Thread on fences", author=[one("Trump", "Donald J.")], container_title="Twitter", issued="2019-05-30", URL="https://t.co/1"),
        "Trump, Donald J. 2019. “Thread on fences.” Twitter, May 30. https://t.co/1.",
    ),
    "blog": (
        source(type="post-weblog", title="My Thoughts", author=[one("Doe", "Ann")], container_title="The Blog", issued="2011-02-03/2011-02-05"),
        "Doe, Ann. 2011. “My Thoughts.” *The Blog*, February 3–5.",
    ),
    "software": (
        source(type="software", title="briefdeck", author=[one("Doe", "Ann")], version="1.2", publisher="PyPI", issued="2024"),
        "Doe, Ann. 2024. *briefdeck*. Version 1.2. PyPI.",
    ),
    "thesis": (
        source(type="thesis", title="On Fences", author=[one("Doe", "Ann")], genre="PhD diss.", publisher="University of Texas", issued="2011"),
        "Doe, Ann. 2011. “On Fences.” PhD diss., University of Texas.",
    ),
    "preprint": (
        source(type="article", title="Tides", author=[one("Doe", "Ann")], publisher="arXiv", number="2210.10852", issued="2011-05-04"),
        "Doe, Ann. 2011. “Tides.” Preprint 2210.10852. arXiv, May 4.",
    ),
    "episode": (
        source(type="broadcast", title="Ebb", container_title="The Tide Show", number=12, director=[one("Bo", "Mi")], publisher="NPR", issued="2011-05-04"),
        "*The Tide Show*. 2011. Episode 12, “Ebb,” directed by Mi Bo. Aired May 4, on NPR.",
    ),
    "podcast": (
        source(type="broadcast", title="Who Pays?", container_title="The Tide Show", number="season 2", host=[one("Bo", "Mi")], guest=[one("Fox", "Gil")], publisher="NPR", medium="podcast", dimensions="91 min.", issued="2011-05-04"),
        "Fox, Gil, guest. 2011. *The Tide Show*. Season 2, “Who Pays?” hosted by Mi Bo. NPR, May 4. Podcast, 91 min.",
    ),
    "program": (source(type="broadcast", title="News", publisher="NPR", issued="2011-05-04"), "*News*. 2011. Aired May 4, on NPR."),
    "classic": (
        source(type="classic", title="Metaphysics", author=[one("Aristotle")], translator=[one("Bo", "Mi")], publisher="B", issued="1933"),
        "Aristotle. 1933. *Metaphysics*. Translated by Mi Bo. B.",
    ),
    "collection in an archive": (
        source(type="collection", title="Papers", author=[one("Doe", "Ann")], archive="City Archive", archive_place="Bergen", archive_location="box 7", archive_collection="Port", issued="1998"),
        "Doe, Ann. 1998. Papers. Box 7, Port. City Archive, Bergen.",
    ),
    "entry, unsigned": (
        source(type="entry-encyclopedia", title="Ebb", container_title="Encyclopedia of Tides", publisher="B", edition=2, issued="2011"),
        "*Encyclopedia of Tides*. 2011. “Ebb.” 2nd ed. B.",
    ),
    "entry, signed": (
        source(type="entry-encyclopedia", title="Ebb", author=[one("Doe", "Ann")], editor=[one("Bo", "Mi")], container_title="Encyclopedia of Tides", volume=2, publisher="B", issued="2011"),
        "Doe, Ann. 2011. “Ebb.” In *Encyclopedia of Tides*, edited by Mi Bo, vol. 2. B.",
    ),
    "exhibition": (
        source(type="event", title="Tides", curator=[one("Bo", "Mi")], genre="exhibition", event_title="Tide Days", event_place="Bergen", issued="2011-05-04"),
        "Bo, Mi, cur. 2011. *Tides*. Exhibition. Tide Days, Bergen, May 4.",
    ),
    "figure": (
        source(type="figure", title="Ebb", author=[one("Doe")], container_title="Atlas", number=3, publisher="B", medium="photograph", issued="2011"),
        "Doe. 2011. “Ebb.” In *Atlas*, no. 3. B. Photograph.",
    ),
    "painting": (
        source(type="graphic", title="Ebb", author=[one("Doe")], medium="oil on canvas", dimensions="2 × 3 m", archive="Tide Museum", issued="2011"),
        "Doe. 2011. *Ebb*. Oil on canvas, 2 × 3 m. Tide Museum.",
    ),
    "case in a reporter": (
        source(type="legal_case", title="Doe v. Bo", container_title="F.3d", volume=12, page=310, authority="9th Cir.", number="08-205", issued="2011-05-04"),
        "Doe v. Bo, 12 F.3d 310 (9th Cir. 2011).",
    ),
    "case on a docket": (
        source(type="legal_case", title="Doe v. Bo", authority="9th Cir.", number="08-205", issued="2011-05-04", references="affirmed, 1 U.S. 2"),
        "Doe v. Bo, No. 08-205 (9th Cir. May 4, 2011). Affirmed, 1 U.S. 2.",
    ),
    "section of a code": (
        source(type="legislation", title="Civil Rights Act", container_title="U.S.C.", volume=42, section=1983, issued="2011"),
        "Civil Rights Act, 42 U.S.C. § 1983 (2011).",
    ),
    "manuscript": (source(type="manuscript", title="Ebb", author=[one("Doe")], issued="2011"), "Doe. 2011. “Ebb.” Unpublished manuscript."),
    "map": (
        source(type="map", title="Coast", author=[one("Doe")], publisher="B", collection_title="Sheets", collection_number=4, scale="1:25,000", issued="2011"),
        "Doe. 2011. *Coast*. Sheets 4. B. 1:25,000.",
    ),
    "film": (
        source(type="motion_picture", title="Ebb", director=[one("Bo", "Mi")], script_writer=[one("Fox", "Gil")], publisher="B", medium="DVD", dimensions="91 min.", issued="2011"),
        "Bo, Mi, dir. 2011. *Ebb*. Written by Gil Fox. B. DVD, 91 min.",
    ),
    "score": (
        source(type="musical_score", title="Ebb", composer=[one("Bo", "Mi")], editor=[one("Fox", "Gil")], genre="Sonata", number="no. 2", publisher="B", issued="2011"),
        "Bo, Mi. 2011. *Ebb*. Sonata no. 2. Edited by Gil Fox. B.",
    ),
    "pamphlet": (source(type="pamphlet", title="Ebb", author=[one("Doe")], publisher="B", issued="2011"), "Doe. 2011. *Ebb*. B."),
    "patent": (
        source(type="patent", title="Tide gate", author=[one("Doe")], jurisdiction="US", number="4321", submitted="2009-03-02", issued="2011-05-04"),
        "Doe. 2011. Tide gate. US Patent 4321, filed March 2, 2009, and issued May 4, 2011.",
    ),
    "performance": (
        source(type="performance", title="Ebb", director=[one("Bo", "Mi")], publisher="B", publisher_place="Oslo", issued="2011-05-04"),
        "*Ebb*. 2011. Directed by Mi Bo. B, May 4.",
    ),
    "special issue": (
        source(type="periodical", title="Ebb", editor=[one("Bo", "Mi")], container_title="J", volume=12, issue=3, issued="2011"),
        "Bo, Mi, ed. 2011. “Ebb.” Special issue, *J* 12 (3).",
    ),
    "review": (
        source(type="review-book", title="Wet Feet", author=[one("Doe")], container_title="J", volume=12, page="351-368", reviewed_title="Ebb", reviewed_author=[one("Bo", "Mi")], issued="2011"),
        "Doe. 2011. “Wet Feet.” Review of *Ebb*, by Mi Bo. *J* 12: 351–68.",
    ),
    "review, unsigned, without a title": (
        source(type="review", title="Ebb", container_title="J", reviewed_genre="film", issued="2011-05-04"),
        "*J*. 2011. Unsigned review of film *Ebb*. May 4.",
    ),
    "track": (
        source(type="song", title="Ebb", performer=[one("Bo", "Mi")], container_title="All Tides", chapter_number=3, publisher="B", number="TR 7", medium="CD", issued="2011"),
        "Bo, Mi, performer. 2011. “Ebb.” Track 3 on *All Tides*. B TR 7. CD.",
    ),
    "reprint in translation": (
        source(type="book", author=[one("Doe", "Ann")], translator=[one("Bo", "Mi")], original_date="1865", original_title="Titel", original_publisher="Alt", publisher="B", issued="2011"),
        "Doe, Ann. (1865) 2011. *Title*. Translated by Mi Bo. B. Originally published as *Titel* (Alt).",
    ),
    "several parts by one": (
        source(type="book", author=[one("Doe")], editor=[one("Bo", "Mi")], translator=[one("Bo", "Mi")], narrator=[one("Bo", "Mi")], contributor=[one("Bo", "Mi")], illustrator=[one("Fox", "Al")], publisher="B", issued="2011"),
        "Doe. 2011. *Title*. Edited, translated, and narrated by Mi Bo. With Mi Bo. Illustrated by Al Fox. B.",
    ),
    "volumes": (source(type="book", author=[one("Doe")], number_of_volumes=3, publisher="B", issued="2011"), "Doe. 2011. *Title*. 3 vols. B."),
    "volume with a title, in a series": (
        source(type="book", author=[one("Doe")], volume=3, volume_title="Ebb", part_number=1, collection_title="Sea Studies", collection_number=7, publisher="B", issued="2011"),
        "Doe. 2011. *Title*. Vol. 3, *Ebb*, pt. 1. Sea Studies 7. B.",
    ),
    "numbered chapter of another's book": (
        source(type="chapter", author=[one("Doe")], container_author=[one("Bo", "Mi")], container_title="Sea", chapter_number=4, publisher="B", issued="2011"),
        "Doe. 2011. “Title.” Chap. 4 in *Sea*, by Mi Bo. B.",
    ),
    "article of a special issue": (
        source(type="article-journal", author=[one("Doe")], container_title="J", volume=3, issue=2, volume_title="Ebb", collection_title="2nd ser.", issued="2011"),
        "Doe. 2011. “Title.” In “Ebb.” Special issue, *J*, 2nd ser., 3 (2).",
    ),
    "newspaper, section": (
        source(type="article-newspaper", author=[one("Doe")], container_title="The Times", section="B", edition="late", issued="2011-05-04"),
        "Doe. 2011. “Title.” *The Times*, May 4, sec. B. Late ed.",
    ),
    "interviewer": (
        source(type="interview", author=[one("Doe", "Ann")], interviewer=[one("Bo", "Mi")], container_title="The Show", issued="2011-05-04"),
        "Doe, Ann. 2011. “Title.” Interview by Mi Bo. *The Show*, May 4.",
    ),
    "letter to somebody": (
        source(type="personal_communication", author=[one("Doe", "Ann")], recipient=[one("Bo", "Mi")], archive="City Archive", issued="2011-05-04"),
        "Doe, Ann. 2011. “Title.” Letter to Mi Bo, May 4. City Archive.",
    ),
    "thesis in a database": (
        source(type="thesis", author=[one("Doe")], genre="PhD diss.", publisher="U", archive="ProQuest", archive_location="1234", issued="2011"),
        "Doe. 2011. “Title.” PhD diss., U. ProQuest (1234).",
    ),
    "talk at a conference": (
        source(type="speech", author=[one("Doe")], genre="Keynote", event_title="Tide Days", event_place="Bergen", event_date="2010-11-03", publisher="B", issued="2011"),
        "Doe. 2011. “Title.” Keynote. Tide Days, Bergen, November 3, 2010. B.",
    ),
    "forthcoming": (source(type="book", author=[one("Doe")], status="forthcoming", publisher="B"), "Doe. Forthcoming. *Title*. B."),
    "particles": (
        source(type="book", author=[one("Humboldt", "Alexander", dropping_particle="von"), one("Hakim", "Tawfiq", non_dropping_particle="al-")], issued="1998"),
        "Humboldt, Alexander von, and Tawfiq al-Hakim. 1998. *Title*.",
    ),
    "comma before a suffix": (
        source(type="book", author=[one("Doe"), one("King", "M. L.", suffix="Jr.", comma_suffix=True)], issued="1998"),
        "Doe and M. L. King, Jr. 1998. *Title*.",
    ),
    "family name first": (source(type="book", author=[one("Mao", "Zedong", static_ordering=True)], issued="1998"), "Mao Zedong. 1998. *Title*."),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reference_reads_as_the_style_has_it(name: str) -> None:
    given, expected = CASES[name]
    assert text(given) == expected


@pytest.mark.parametrize("name", CASES)
def test_no_reference_invents_punctuation(name: str) -> None:
    words = text(CASES[name][0]).replace("*", "")
    for wrong in ("..", ",.", ". .", ",,", " ,", " .", "  ", "?.", "““", "None"):
        assert wrong not in words


def test_letters_and_initials_tell_sources_apart() -> None:
    given = [
        source(id="b", title="The Beta", author=[one("Doe", "Ann")], issued="2011"),
        source(id="a", title="Alpha", author=[one("Doe", "Ann")], issued="2011"),
        source(id="c", title="Gamma", author=[one("Doe", "John R.")], issued="2011"),
        source(id="d", title="Delta", author=[one("Doe", "Ann")], issued="2012"),
        source(id="e", title="Beta", author=[org("FBI")]),
        source(id="f", title="Alpha", author=[org("FBI")]),
    ]
    forms = ShortForms(given)
    assert [forms.short(each) for each in given] == [
        "A. Doe 2011b", "A. Doe 2011a", "J. R. Doe 2011", "Doe 2012", "FBI, n.d.-b", "FBI, n.d.-a",
    ]  # fmt: skip
    assert text(given[0], forms.letter(given[0])) == "Doe, Ann. 2011b. *The Beta*."


@pytest.mark.parametrize(
    ("given", "short"),
    [
        (source(author=SEELKE, issued="2017"), "Seelke and Finklea 2017"),
        (source(author=[*SEELKE, one("Gracia")], issued="2017"), "Seelke et al. 2017"),
        (
            source(author=[one("Berg", "Piet", non_dropping_particle="van der")], issued="1998~"),
            "van der Berg [ca. 1998]",
        ),
        (source(type="webpage", title="Just a Page"), "“Just a Page,” n.d."),
        (source(type="article-newspaper", issued="2018", container_title="Paper"), "Paper 2018"),
        (source(type="legislation", title="Act of 2002", issued="2002"), "Act of 2002"),
        (
            source(type="treaty", title="Extradition Treaty", issued="1978"),
            "Extradition Treaty 1978",
        ),
        (source(title="Report on X", issued="1978"), "Report on X 1978"),
    ],
)
def test_short_form(given: Source, short: str) -> None:
    assert ShortForms([given]).short(given) == short


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (None, "Doe 2011"),
        ("p. 9", "Doe 2011, 9"),
        ("pp. 9–10", "Doe 2011, 9–10"),
        ("table 2", "Doe 2011, table 2"),
        ("§3", "Doe 2011, §3"),
        ("p. A1", "Doe 2011, A1"),
    ],
)
def test_place_follows_the_short_form(at: str | None, expected: str) -> None:
    assert with_locator("Doe 2011", at) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("351-368", "351–68"),
        ("1101-1108", "1101–8"),
        ("71-72", "71–72"),
        ("100-104", "100–104"),
        ("321-28", "321–28"),
        ("1496-1504", "1496–504"),
        ("9", "9"),
        ("A1-A4", "A1–A4"),
        ("284--293", "284–93"),
        ("284 — 293", "284–93"),
        ("284 - 293", "284–93"),
        ("284-293, 301", "284–93, 301"),
        ("e12-e19", "e12–e19"),
        ("S1–S5", "S1–S5"),
        ("A-12", "A-12"),
        ("12-1–12-9", "12-1–12-9"),
        ("xii-xiv", "xii–xiv"),
        ("10–25, 30", "10–25, 30"),
        ("808-833", "808–33"),
        ("600-613", "600–613"),
    ],
)
def test_pages_are_shortened_as_the_manual_has_it(pages: str, expected: str) -> None:
    given = source(
        type="article-magazine", author=[one("A")], issued="2011", container_title="M", page=pages
    )
    assert text(given) == f"A. 2011. “Title.” *M*, {expected}."
