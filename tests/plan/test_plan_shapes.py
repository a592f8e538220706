"""Articles of many shapes: where an editor would break them."""

import pytest
from passages import paragraph, passage, sections
from plans import planned, read

from pipeline.words import count

SUBJECTS = ("bread", "garden", "sea")
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def parts(text, number=None):
    """Of each part the kind of its first block, the line that it begins on, its words."""
    series = planned(read(text), number)
    return [(one.blocks[0].kind, one.blocks[0].lines.first, one.words) for one in series.parts]


def lines(text, number=None):
    return [first for _, first, _ in parts(text, number)]


def openings(text, number=None):
    return [one.blocks[0].text.split(".")[0] for one in planned(read(text), number).parts]


def test_without_headings_it_breaks_where_the_subject_shifts():
    text = "\n\n".join(passage(subject) for subject in SUBJECTS)
    assert [first for _, first, _ in parts(text)] == [1, 11, 21]


def test_uneven_subjects_are_found_too():
    lengths = {"bread": 180, "garden": 360, "sea": 240}
    text = "\n\n".join(passage(subject, words) for subject, words in lengths.items())
    assert lines(text) == [1, 7, 19]


def test_the_lowest_headings_serve_where_there_are_no_others():
    text = "# Title\n\n" + sections(
        *((f"On {subject}", passage(subject, 180)) for subject in SUBJECTS), level=4
    )
    assert openings(text) == ["On bread", "On garden", "On sea"]


def test_a_giant_section_breaks_where_its_subject_shifts():
    whole = "\n\n".join(passage(subject, 360) for subject in SUBJECTS)
    text = f"# Title\n\nA word before.\n\n## The only section\n\n{whole}"
    assert lines(text) == [3, 19, 31]


def test_tiny_sections_join():
    text = "# Title\n\n" + sections(
        *((f"Tip {word}", paragraph("sea", 30, seed)) for seed, word in enumerate(WORDS * 2))
    )
    found = parts(text)
    assert [kind for kind, _, _ in found] == ["heading"] * len(found)
    assert all(150 <= words <= 450 for _, _, words in found)


def test_questions_and_answers_break_before_a_question():
    subjects = [*SUBJECTS, *SUBJECTS, *SUBJECTS]
    text = "# Title\n\n" + sections(
        *((f"What of {at}?", paragraph(one, 70, at)) for at, one in enumerate(subjects)), level=3
    )
    assert openings(text) == ["What of 0?", "What of 3?", "What of 6?"]


def test_an_interview_breaks_before_a_question_in_bold():
    subjects = [*SUBJECTS, *SUBJECTS]
    text = "# Talk\n\nWe met by the sea.\n\n" + "\n\n".join(
        f"**What of {at}?**\n\n{passage(one, 120)}" for at, one in enumerate(subjects)
    )
    series = planned(read(text))
    assert [part.title for part in series.parts] == ["Talk", "What of 2?", "What of 4?"]
    assert [part.titled for part in series.parts] == [False, True, True]


def test_a_section_over_the_maximum_breaks_at_its_sub_headings():
    text = "# Title\n\n" + sections(
        *(
            (
                f"Top {subject}",
                paragraph(subject, 40, 9)
                + "\n\n"
                + sections(
                    (f"{subject} one", passage(subject, 240)),
                    (f"{subject} two", passage(subject, 240)),
                    level=3,
                ),
            )
            for subject in SUBJECTS
        )
    )
    assert openings(text) == [
        *("Top bread", "bread two", "Top garden", "garden two", "Top sea", "sea two")
    ]


def test_sections_that_fit_stay_whole_although_they_have_sub_headings():
    text = "# Title\n\n" + sections(
        *(
            (f"Top {one}", sections(("A", passage(one, 120)), ("B", passage(one, 120)), level=3))
            for one in SUBJECTS
        )
    )
    assert openings(text) == ["Top bread", "Top garden", "Top sea"]


def test_a_short_introduction_and_a_short_conclusion_are_never_alone():
    middle = sections(*((f"On {subject}", passage(subject, 360)) for subject in SUBJECTS))
    end = f"## In conclusion\n\n{paragraph('sea', 40)}"
    found = openings(f"# Title\n\n{paragraph('sea', 60)}\n\n{middle}\n\n{end}")
    assert len(found) == 3
    assert found[1:] == ["On garden", "On sea"]


def test_a_short_introduction_stays_with_its_first_sub_section():
    before = f"## Before\n\n{passage('bread', 300)}"
    after = f"## On the sea\n\n{paragraph('sea', 60)}\n\n### Tides\n\n{passage('sea', 300)}"
    assert openings(f"# Title\n\n{before}\n\n{after}") == ["Before", "On the sea"]


@pytest.mark.parametrize("number", [None, 2, 3, 5])
def test_an_image_stays_with_what_leads_to_it_and_with_its_caption(number):
    text = "# Title\n\n" + "\n\n".join(
        f"{paragraph(subject, 80, at)}\n\n![a view](p{at}.png)\n\n*View number {at}*"
        for at, subject in enumerate([*SUBJECTS, *SUBJECTS])
    )
    for part in planned(read(text), number).parts:
        kinds = ["image" if one.kind == "image" else one.words for one in part.blocks]
        assert kinds[0] not in ("image", 3)
        assert kinds[-1] == 3


def test_what_leads_in_stays_with_its_list():
    items = "\n".join(f"- {paragraph('garden', 50, at)}" for at in range(6))
    text = f"{passage('bread', 300)}\n\nBring these along:\n\n{items}\n\n{passage('sea', 300)}"
    found = planned(read(text))
    holding = [part for part in found.parts if any(one.kind == "list" for one in part.blocks)]
    kinds = [one.kind for one in holding[0].blocks]
    assert holding[0].blocks[kinds.index("list") - 1].text == "Bring these along:"


def test_a_divider_ends_a_part():
    text = "\n\n***\n\n".join(passage(subject, 240) for subject in SUBJECTS)
    series = planned(read(text))
    assert [part.blocks[0].kind for part in series.parts] == ["paragraph"] * 3
    assert [part.blocks[-1].kind for part in series.parts] == ["divider", "divider", "paragraph"]


def test_one_long_paragraph_stays_whole():
    assert len(parts(paragraph("sea", 900))) == 1


SCRIPTS = {
    "Chinese": (
        "花园在冬天休息，我们不需要做很多事情。土壤需要堆肥，种子等待春天的到来。",
        "面包师每天清晨揉面团，烤箱慢慢变热。酵母让面团发酵，外皮变得金黄。",
    ),
    "Japanese": (
        "庭は冬に休みます。土に堆肥を入れて、春を待ちます。種をまく季節です。",
        "パン屋は毎朝生地をこねます。オーブンは熱くなり、酵母が働きます。",
    ),
    "Thai": (
        "สวนพักผ่อนในฤดูหนาว เราเตรียมดินและปุ๋ยหมัก เพื่อรอฤดูใบไม้ผลิ ",
        "คนทำขนมปังนวดแป้งทุกเช้า เตาอบร้อนขึ้น ยีสต์ทำให้แป้งฟู ",
    ),
    "Arabic": (
        "تستريح الحديقة في الشتاء، ونحضر التربة والسماد للربيع. تنمو البذور في الحديقة ببطء. ",
        "يعجن الخباز العجين كل صباح، ويسخن الفرن ببطء. تجعل الخميرة العجين ينتفخ. ",
    ),
    "Hindi": (
        "सर्दियों में बगीचा आराम करता है। हम मिट्टी और खाद तैयार करते हैं। ",
        "बेकर हर सुबह आटा गूंथता है। ओवन धीरे गर्म होता है और रोटी फूलती है। ",
    ),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_breaks_where_its_subject_shifts(script):
    one, other = ((sentences * 4).strip() for sentences in SCRIPTS[script])
    times = round(300 / count(one))
    text = "\n\n".join([*[one] * times, *[other] * times])
    assert lines(text) == [1, 2 * times + 1]
    assert lines(text, 2) == [1, 2 * times + 1]
