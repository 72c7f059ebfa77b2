"""The member's chat in a browser: how he writes there, and when all is said."""

from playwright.sync_api import Page, expect

QUESTION = "السلام عليكم، كم ياخذ الرد على طلبي؟"


def say(page: Page, words: str) -> None:
    """Write a message and send it with Enter."""
    page.locator("#chat-text").fill(words)
    page.locator("#chat-text").press("Enter")


def settled(page: Page, count: int) -> None:
    """Wait until so many lines stand there and nothing is on its way."""
    expect(page.locator("#chat-lines .bubble")).to_have_count(count)
    expect(page.locator("#chat-waiting .bubble")).to_have_count(0)
