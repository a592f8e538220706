"""What stands beside an article, or is called as a page's frame is, and is part of it."""

import pytest
from listings import read

from pipeline.errors import SourceError

PROSE = (
    "<p>The river rose in the night, and by the morning the lower meadow stood under water.</p>"
    "<p>Nobody had expected it so early in the year, and the sheep had to be fetched by boat.</p>"
    "<p>In the village the shop opened an hour late, since its keeper had no dry boots left.</p>"
)
LEAD = "A night of rain, and the whole valley had to change its plans."
VERSE = "Rain on the roof and rain on the road<br>a lamp in the window a boat on the lea<br>" * 5


def texts(html, **options):
    return [block.text for block in read(html, "a.html", **options).blocks]


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Rain</h1><section><header><p>{LEAD}</p></header>{PROSE * 4}</section>",
        f"<h1>Rain</h1><div class=story-header-dek>{LEAD}</div><div>{PROSE}</div>",
        (
            f"<div class=post><div class=post-title-top><h2>Rain</h2><p>{LEAD}</p></div>"
            f"<div>{PROSE}</div></div>"
        ),
        f"<div class=layout-with-rail><h1>Rain</h1><p>{LEAD}</p></div><div>{PROSE}</div>",
        (
            f"<h1>Rain</h1><div class='elementor-widget elementor-widget-text'><p>{LEAD}</p></div>"
            f"<div>{PROSE}</div>"
        ),
    ],
)
def test_a_lead_between_the_title_and_the_text_stays(page):
    assert LEAD in texts(page)


def test_what_stands_in_a_widget_of_a_kit_is_text():
    widget = "<div class='elementor-widget elementor-widget-text-editor'>{}</div>"
    one, two, three = PROSE.replace("</p>", "</p>|").split("|")[:3]
    page = f"<h1>Rain</h1>{widget.format(one)}{widget.format(two)}<div>{three}</div>"
    assert len(texts(page)) == 3


def test_bloggers_own_widget_is_the_text():
    aside = (
        "<div class='widget HTML' id=HTML5><p>We thank all who have given us a little.</p></div>"
    )
    blog = f"<div class='widget Blog' id=Blog1><div class=post-body>{VERSE}</div></div>"
    assert texts(f"<body>{blog}{aside}")[0].startswith("Rain on the roof")


def test_verse_and_scripts_without_full_stops_are_text():
    thanks = "<p>We thank all who have given us a little, and whoever will do so yet.</p>" * 2
    shop = "<p>In our shop you find the songs of last year, printed on the best of papers.</p>"
    page = f"<div><div>{VERSE}</div></div><div><div>{thanks}{shop}</div></div>"
    assert texts(page)[0].startswith("Rain on the roof")
    burmese = "မိုးရွာလို့ မြစ်ရေ တက်လာပါတယ်။ လူတွေ လှေနဲ့ သွားကြရတယ်။ "
    text = (burmese * 3).strip()
    assert texts(f"<div><p>{text}</p></div><div><div>{thanks}</div></div>")[0] == text


def test_a_section_that_also_has_an_advert_keeps_its_sentences():
    section = f"<section class=report-section--ads><h2>The boats</h2><p>{LEAD}</p></section>"
    assert LEAD in texts(f"<article><h1>Rain</h1>{PROSE * 4}{section}{PROSE * 4}</article>")


def test_an_essay_about_cookies_is_no_cookie_notice():
    essay = "<div role=dialog><p>We began to bake cookies when the flood had gone.</p></div>"
    assert "We began to bake cookies when the flood had gone." in texts(
        f"<article><h1>Rain</h1>{PROSE}{essay}{PROSE.replace('The', 'This')}</article>"
    )


def test_notes_beside_the_article_stay_with_their_heading():
    mark = "<p>The gauge told it first.<a href=#n1 id=r1>1</a></p>"
    note = "<p id=n1><a href=#r1>1</a> The gauge at the upper bridge.</p>"
    more = "<div class=more><p>Read on: <a href=/b>How we bake</a></p></div>"
    page = (
        f"<div id=page><div class=top><h1>Rain</h1><div>{PROSE}{mark}</div></div>{more}"
        f"<div class=wide><div class=notes><h2>Notes</h2>{note}</div></div></div>"
    )
    assert texts(page)[-2:] == ["Notes", "1 The gauge at the upper bridge."]


@pytest.mark.parametrize(
    "line",
    ["Ours is the wettest village of 2023!", "A talk at the weather fair 2019", LEAD],
)
def test_a_line_with_a_year_in_it_is_no_date(line):
    assert line in texts(f"<article><h1>Rain</h1><div>{line}</div><div>{PROSE}</div></article>")


@pytest.mark.parametrize("line", ["May 2023", "3 May 2023", "Published in 2023", "3.5.2023, Bonn"])
def test_a_line_that_dates_the_article_is_left_out(line):
    page = f"<article><h1>Rain</h1><div>{line}</div><div>{PROSE}</div></article>"
    assert line not in texts(page)


def test_when_and_where_an_event_is_stays():
    meta = "<dl class=event-meta><dt>Begins:</dt><dd>3 May 2023, 11:00</dd></dl>"
    page = f"<article><h1>Rain</h1>{meta}<div>{PROSE}</div></article>"
    assert "3 May 2023, 11:00" in " ".join(texts(page))


def test_a_title_in_what_looks_like_a_side_column_is_found():
    page = (
        "<title>The great rain | The Valley</title><div class=sidebar><h1>The great rain</h1>"
        f"</div><div class=b>{PROSE}</div>"
    )
    article = read(page, "a.html")
    assert (article.title, len(article.blocks)) == ("The great rain", 3)


def test_labels_above_the_text_do_not_come_with_its_lead():
    labels = "".join(f"<div>Film {number}</div><div>Now playing</div>" for number in range(60))
    text = PROSE + PROSE.replace("the", "that") + PROSE.replace("the", "a")
    page = f"<article><h1>Rain</h1><div><p>{LEAD}</p>{labels}</div><div>{text}</div></article>"
    assert texts(page) == [LEAD, *texts(f"<div>{text}</div>")]


def test_an_element_of_a_foreign_kind_is_read():
    page = f"<h1>Rain</h1><fb:like>{PROSE}</fb:like><g:plusone>{LEAD}</g:plusone>"
    assert LEAD in " ".join(texts(page))


def test_a_page_with_much_text_beside_the_article_asks():
    places = ("mill", "church", "school", "harbour", "station", "bridge")
    said = [
        f"The water stood at the {one} until noon, and then it went as it had come."
        for one in places
    ]
    page = f"<article><h1>Rain</h1>{PROSE}{PROSE.replace('the', 'that')}</article>{{}}"
    with pytest.raises(SourceError) as failed:
        read(page.format("".join(f"<div class=sidebar>{one}</div>" for one in said)), "a.html")
    assert failed.value.message.startswith(
        "the article found has 102 words, and 96 more stand in sentences beside it:\n"
        "       16  outside-article: The water stood at the mill until noon"
    )
    assert failed.value.hint.startswith("build with --keep outside-article to keep")
    assert len(texts(page.format(f"<div class=sidebar>{said[0]}</div>"))) == 6


def test_a_tag_with_a_damaged_name_is_no_text():
    assert texts(f'<div>{PROSE}<script="async" type="a/b"></div>') == texts(PROSE)


def test_a_video_that_is_never_closed_hides_nothing():
    page = f"<article><h1>Of hens</h1><p>{PROSE}</p><video src=a.mp4><p>{PROSE}</p></article>"
    assert "hidden" not in {one.rule for one in read(page, "a.html").removals}
