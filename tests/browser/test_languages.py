"""Languages in a real browser: the owner's own, changed without losing a word, and the party's on the wall."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS, Served

BLOCKED = """for (const storage of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, storage, {get() { throw new DOMException('blocked', 'SecurityError') }})"""
SAY = re.compile(r"/assets/(\w+)-[\w-]+\.js$")
LANGUAGES = {"en", "ru", "zh"}


@contextmanager
def owner(browser: Browser, locale: str, *, script: str = "") -> Iterator[Page]:
    """A page in the browser of somebody who reads that language."""
    context = browser.new_context(locale=locale, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(script)
    yield context.new_page()
    context.close()


def open_in_russian(page: Page, house: Served) -> str:
    """Open a party on a Russian start page; its code."""
    page.goto(house.url)
    page.get_by_label("Тема", exact=True).fill("Одиночество")
    page.get_by_label("Ваше имя").fill("Марта")
    page.get_by_role("button", name="Начать вечеринку").click()
    page.wait_for_url(re.compile(r"/p/\w+/desk$"))
    return page.url.rsplit("/", 2)[-2]


def test_a_change_of_language_keeps_what_was_typed(house: Served, browser: Browser) -> None:
    """The door speaks the browser's language; another is chosen, nothing typed is lost, a reload remembers it."""
    with owner(browser, "ru-RU") as host, owner(browser, "ru-RU") as phone:
        phone.goto(f"{house.url}/p/{open_in_russian(host, house)}")
        phone.get_by_label("Ваше имя на этот вечер").fill("Ада")
        expect(phone.locator("html")).to_have_attribute("lang", "ru")
        phone.get_by_label("Язык").select_option(label="简体中文")
        expect(phone.get_by_role("button", name="加入")).to_be_visible()
        expect(phone.get_by_label("今晚怎么称呼你")).to_have_value("Ада")
        expect(phone.locator("html")).to_have_attribute("lang", "zh")
        phone.reload()
        expect(phone.get_by_label("今晚怎么称呼你")).to_have_value("Ада")


def test_the_wall_speaks_the_language_of_the_party(house: Served, browser: Browser) -> None:
    """An English browser opens the wall of a Russian party: it is Russian, unless somebody chose on that browser."""
    with owner(browser, "ru-RU") as host, owner(browser, "en-US") as screen:
        code = open_in_russian(host, house)
        screen.goto(f"{house.url}/p/{code}/wall")
        expect(screen.get_by_text("Заходите")).to_be_visible()
        expect(screen.locator("html")).to_have_attribute("lang", "ru")
        screen.goto(house.url)
        expect(screen.get_by_role("button", name="Open the party")).to_be_visible()
        screen.get_by_label("Language", exact=True).select_option(label="English")
        screen.goto(f"{house.url}/p/{code}/wall")
        expect(screen.get_by_text("Come in")).to_be_visible()


@pytest.mark.parametrize(("locale", "code"), [("ru", "ru"), ("zh-Hans-CN", "zh"), ("de-DE", "en")])
def test_a_page_fetches_the_words_of_one_language(house: Served, browser: Browser, locale: str, code: str) -> None:
    """No other language's words come to a phone."""
    with owner(browser, locale) as page:
        fetched = list[str]()
        page.on("request", lambda request: fetched.extend(SAY.findall(request.url)))
        page.goto(house.url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert LANGUAGES.intersection(fetched) == {code}


def test_blocked_storage_only_forgets(house: Served, browser: Browser) -> None:
    """Where a browser keeps nothing, the language still changes."""
    with owner(browser, "en-US", script=BLOCKED) as page:
        page.goto(house.url)
        page.get_by_label("Theme", exact=True).fill("love")
        page.get_by_label("Language", exact=True).select_option(label="Русский")
        expect(page.get_by_label("Тема", exact=True)).to_have_value("love")
        page.reload()
        expect(page.get_by_label("Theme", exact=True)).to_have_value("")


def test_a_chip_is_read_in_ones_own_language_and_writes_in_that_of_the_party(house: Served, browser: Browser) -> None:
    """A Russian guest of an English party: the catalogue explains itself in Russian, taps and surprises are English."""
    with owner(browser, "ru-RU") as phone:
        settings = {"paint_on_accept": False, "language": "en"}
        asked = {"theme": "Loneliness", "first_prompt": "a bench", "name": "Марта", "settings": settings}
        opened = phone.request.post(f"{house.url}/api/sessions", data=asked)
        phone.goto(f"{house.url}/p/{opened.json()['code']}")
        phone.get_by_role("navigation").get_by_role("button", name="Слова").click()
        field = phone.get_by_label("Как бы сказали вы?")
        phone.get_by_role("button", name="Стили, художники…").click()
        sheet = phone.get_by_role("dialog", name="Идеи из каталога")
        sheet.get_by_role("button", name="Картина маслом").click()
        expect(field).to_have_value("a bench, oil painting")
        phone.get_by_role("button", name="Удивите меня").click()
        expect(field).to_have_value(re.compile(r"^a bench, oil painting, [\x00-\x7f]+$"))
        phone.get_by_role("button", name="Предложить", exact=True).click()
        expect(phone.locator("html")).to_have_attribute("lang", "ru")
