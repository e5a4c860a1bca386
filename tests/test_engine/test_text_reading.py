"""What is said never differs in meaning from what was typed: each text is read as the words beside it would be."""

import re

import pytest

from engine.text import phonemizer

READINGS = [
    # numbers
    ("7", "seven"),
    ("42", "forty two"),
    ("1,234 people", "one thousand two hundred and thirty four people"),
    ("1,000,000", "one million"),
    ("3.14", "three point one four"),
    ("0.5", "zero point five"),
    ("1.50", "one point five zero"),
    (".5", "point five"),
    ("2nd", "second"),
    ("21st", "twenty first"),
    ("13th", "thirteenth"),
    ("1990s", "nineteen nineties"),
    ("the '90s", "the nineties"),
    ("in 1995", "in nineteen ninety five"),
    ("in 2024", "in twenty twenty four"),
    ("It is -5 outside", "It is minus five outside"),
    ("007", "zero zero seven"),
    ("PIN 0427", "PIN zero four two seven"),
    (
        "12345678901234567890",
        "one two three four five six seven eight nine zero one two three four five six seven eight nine zero",
    ),
    # money
    ("£3.50", "three pounds and fifty pence"),
    ("$3.05", "three dollars and five cents"),
    ("£0.50", "fifty pence"),
    ("$1", "one dollar"),
    ("-$5", "minus five dollars"),
    ("£1m", "one million pounds"),
    ("$2.5 million", "two point five million dollars"),
    ("£3.5", "three pounds and fifty pence"),
    ("€20", "twenty euros"),
    ("20 €", "twenty euros"),
    ("¥100", "one hundred yen"),
    ("5p", "five pence"),
    ("50c", "fifty cents"),
    ("US$5", "five US dollars"),
    ("£5-£10", "five pounds to ten pounds"),
    ("$5-10", "five dollars to ten dollars"),
    ("£1.01", "one pound and one penny"),
    # times
    ("10:05", "ten oh five"),
    ("12:30 pm", "twelve thirty P.M."),
    ("12:00", "twelve o'clock"),
    ("7am", "seven A.M."),
    ("16:45", "sixteen forty five"),
    ("7:30am", "seven thirty A.M."),
    ("10 a.m.", "ten A.M."),
    ("10:05:30", "ten oh five and thirty seconds"),
    ("16:00", "sixteen hundred"),
    ("3:1", "three to one"),
    # dates
    ("2024-12-25", "December twenty fifth, twenty twenty four"),
    ("12/25/2024", "December twenty fifth, twenty twenty four"),
    ("25/12/2024", "December twenty fifth, twenty twenty four"),
    ("3/4/2024", "March fourth, twenty twenty four"),
    ("25 December 2024", "the twenty fifth of December, twenty twenty four"),
    ("Dec 25", "December twenty fifth"),
    ("December 25, 2024", "December twenty fifth, twenty twenty four"),
    ("1st May", "the first of May"),
    ("Jan. 5", "January fifth"),
    ("Meet on 3/4.", "Meet on March fourth."),
    ("24/7", "twenty four seven"),
    ("9/11", "nine eleven"),
    # measures
    ("5 km", "five kilometers"),
    ("5km", "five kilometers"),
    ("1 km", "one kilometer"),
    ("70 mph", "seventy miles per hour"),
    ("10 mg", "ten milligrams"),
    ("5 mg/kg", "five milligrams per kilogram"),
    ("5 m²", "five square meters"),
    ("100 m", "one hundred meters"),
    ("I'm 5'11\"", "I'm five foot eleven"),
    ("5' tall", "five feet tall"),
    ("6ft 2in", "six feet two inches"),
    ("1h 30m", "one hour thirty minutes"),
    ("-5°C", "minus five degrees Celsius"),
    ("98.6°F", "ninety eight point six degrees Fahrenheit"),
    ("−5°C", "minus five degrees Celsius"),
    ("50%", "fifty percent"),
    ("5 in the morning", "five in the morning"),
    ('she said "it is 5"', "she said it is five"),
    # fractions and ranges
    ("3/4 cup", "three quarters cup"),
    ("1 1/2 cups", "one and a half cups"),
    ("2½ cups", "two and a half cups"),
    ("2/3", "two thirds"),
    ("8/10", "eight out of ten"),
    ("120/80", "one hundred and twenty over eighty"),
    ("10-12", "ten to twelve"),
    ("10–12", "ten to twelve"),
    ("5-10%", "five to ten percent"),
    ("10%-20%", "ten percent to twenty percent"),
    ("5-10 mg", "five to ten milligrams"),
    ("2019-2020", "twenty nineteen to twenty twenty"),
    ("5-3=2", "five minus three equals two"),
    ("3 x 4 = 12", "three times four equals twelve"),
    ("4x4", "four by four"),
    ("2 + 2 = 4", "two plus two equals four"),
    ("5 > 3", "five is greater than three"),
    ("≤5", "at most five"),
    # telephones
    ("call 555-0142", "call five five five, zero one four two"),
    ("(415) 555-2671", "four one five five five five two six seven one"),
    ("+1 (415) 555-2671", "plus one four one five five five five two six seven one"),
    ("07700 900123", "zero seven seven zero zero nine zero zero one two three"),
    ("Call 911", "Call nine one one"),
    ("020 7946 0958", "zero two zero seven nine four six zero nine five eight"),
    ("dial 999", "dial nine nine nine"),
    # abbreviations, names, letters
    ("Dr. Smith lives on Main Dr.", "Doctor Smith lives on Main Drive."),
    ("Thanks, Dr.", "Thanks, Doctor."),
    ("the dr. said", "the doctor said"),
    ("St. Mary's is on High St.", "Saint Mary's is on High Street."),
    ("Ask Dr. Smith", "Ask Doctor Smith"),
    ("Ms. Lee", "Miz Lee"),
    ("Prof. Hawking", "Professor Hawking"),
    ("Mr. and Mrs. Jones", "Mr and Mrs Jones"),
    ("No. 5", "Number five"),
    ("I said no.", "I said no."),
    ("The Sun.", "The Sun"),
    ("This is Jan.", "This is Jan"),
    ("Mon. morning", "Monday morning"),
    ("w/o", "without"),
    ("ALS", "A.L.S."),
    ("A&E", "A and E"),
    ("C++", "C plus plus"),
    ("C#", "C sharp"),
    ("rock ‘n’ roll", "rock and roll"),
    ("IT IS HERE", "it is here"),
    ("v2.0", "version two point zero"),
    ("version 2.0.1", "version two point zero point one"),
    ("World War II", "World War two"),
    ("Chapter IV", "Chapter four"),
    ("Henry VIII", "Henry the eighth"),
    ("Elizabeth I.", "Elizabeth the first."),
    ("IV", "I.V."),
    ("James I love you", "James, I love you"),
    ("the part I like", "the part, I like"),
    ("‘fine’", "fine"),
    ("Type I diabetes", "Type one diabetes"),
    ("dont", "don't"),
    ("Im here, thats me", "I'm here, that's me"),
    ("no. of people", "number of people"),
    ("1,2,3", "one, two, three"),
    ("2.0.1", "two point zero point one"),
    ("2x500mg", "two times five hundred milligrams"),
    ("–5", "minus five"),
    ("№5", "number five"),
    ("Hello,world", "Hello, world"),
    # addresses
    ("me@example.com", "me at example dot com"),
    ("www.bbc.co.uk", "W W W dot B B C dot co dot U K"),
    ("report.pdf", "report dot P D F"),
    ("https://example.com/a-b", "example dot com slash a dash b"),
    ("@sam", "at sam"),
    ("#1", "number one"),
    ("#fun", "hashtag fun"),
    # signs
    ("I love you ❤️", "I love you"),
    ("I want 🍕", "I want slice of pizza"),
    ("😀", "grinning face"),
    ("👍🏽", "thumbs up"),
    ("🇬🇧", "flag G B"),
    ("<3 you", "you"),
    (":)", "smile"),
    ("1️⃣", "one"),
    ("𝓱𝓮𝓵𝓵𝓸", "hello"),
    ("１２", "twelve"),
    ("a\x00b\x07 c", "a b c"),
    ("x²", "x squared"),
    ("*bold* _under_", "bold under"),
    ("hello 你好", "hello Chinese text"),
    ("zero\u200bwidth", "zerowidth"),
    ("π", "pi"),
    ("⚠ stop", "warning stop"),
]
BRITISH = [
    ("3/4/2024", "April third, twenty twenty four"),
    ("due 5/12", "due December fifth"),
    ("12/25/2024", "December twenty fifth, twenty twenty four"),
]


def said(text: str, language: str = "en-us") -> str:
    return re.sub(r"[^\w]|[ˈˌ_]", "", phonemizer(language)(text).text)


@pytest.mark.parametrize(("typed", "words"), READINGS)
def test_reads_as_a_person_would(typed: str, words: str) -> None:
    assert said(typed) == said(words)


@pytest.mark.parametrize(("typed", "words"), BRITISH)
def test_reads_dates_the_british_way(typed: str, words: str) -> None:
    assert said(typed, "en-gb") == said(words, "en-gb")


def test_accents_differ() -> None:
    assert phonemizer("en-us")("a bath, a car").text != phonemizer("en-gb")("a bath, a car").text


@pytest.mark.parametrize("typed", ["...", "?!", "—", "你好", "مرحبا", "Привет", "\u202e\u200f", "\x00\x01", ""])
def test_what_english_cannot_say_is_empty(typed: str) -> None:
    assert phonemizer()(typed).text == ""


def test_every_unicode_character_is_survived() -> None:
    reader = phonemizer()
    for start in range(0, 0x30000, 0x4000):
        reader(" a" + "".join(chr(c) for c in range(start, start + 0x4000, 97) if not 0xD800 <= c < 0xE000))


@pytest.mark.parametrize(
    ("typed", "word", "spoken"),
    [
        ("Meet me at 12:30 today", "12:30", "twelve thirty"),
        ("It costs £3.50!", "£3.50", "three pounds and fifty pence"),
        ("Hi Dr. Lee", "Dr", "doctor"),
    ],
)
def test_a_word_spans_all_that_is_said_for_it(typed: str, word: str, spoken: str) -> None:
    phonemes = phonemizer()(typed)
    span = next(w for w in phonemes.words if typed[w.char_start : w.char_end] == word)
    assert re.sub(r"[^\w]", "", phonemes.text[span.start : span.end]) == re.sub(r"[^\w]", "", phonemizer()(spoken).text)
