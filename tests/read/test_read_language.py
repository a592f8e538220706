"""The language of a text, told by its script and its smallest words."""

import pytest

from pipeline.read.language import recognised

TEXTS = {
    "en": "It is important to take care of yourself in the days after, and to rest when you can.",
    "de": "Es ist wichtig, sich in den Tagen danach auszuruhen und mit jemandem zu sprechen, "
    "der die Zeit dazu hat. Das ist nicht immer leicht.",
    "fr": "Il est important de prendre soin de vous dans les jours qui suivent, et de parler avec "
    "une personne de confiance. Ce n'est pas toujours facile pour nous.",
    "es": "Es importante que se cuide en los días siguientes y que hable con una persona de "
    "confianza. No es fácil para todos, pero la ayuda existe.",
    "nl": "Het is niet altijd makkelijk om te rusten, maar het is van belang voor herstel.",
    "ar": "هذه فقرة أولى تتحدث عن الهدوء والعناية بالنفس.",
    "he": "זה מכתב קצר על מנוחה.",
    "ja": "これは休息についての短い手紙です。",
    "zh": "这是一封关于休息的短信，请在合适的时候阅读。",
    "ru": "Это короткое письмо об отдыхе.",
    "el": "Αυτό είναι ένα σύντομο γράμμα.",
    "fa": "این یک نامه کوتاه درباره استراحت است که می‌گوید پنج روز آرام بگیرید.",
    "ur": "یہ آرام کے بارے میں ایک مختصر خط ہے جسے آپ مناسب وقت پر پڑھیں۔",
    "uk": "Це короткий лист про відпочинок, який можна прочитати, коли є час.",
    "cs": "Je to krátký dopis o odpočinku, který si můžete přečíst, když se to hodí.",
    "tr": "Bu kısa mektup dinlenmek için bir hatırlatma ve her gün okumak için uygun bir metin.",
    "fi": "Tämä on lyhyt kirje levosta, ja sen voi lukea kun on aikaa, mutta ei se ole pakko.",
    "th": "นี่คือจดหมายสั้นเกี่ยวกับการพักผ่อน",
}


@pytest.mark.parametrize(("lang", "text"), TEXTS.items())
def test_a_language_is_recognised(lang, text):
    assert recognised(text) == lang


@pytest.mark.parametrize(
    "text", ["", "12 34", "Lorem ipsum dolor sit amet", "OK", "Mila Nomi Tala"]
)
def test_what_cannot_be_told_is_left_open(text):
    assert recognised(text) == ""
