"""Finds a Chromium for the browser tests, or brings one: Debian's packages when root, Playwright's own download elsewhere."""

import contextlib
import os
import shutil
import subprocess
import sys

_SHELL = "chromium-headless-shell"
"""Chromium without the windows, menus and profiles around its pages: the same pages for a fifth of the processor's time."""
_WHOLE = ("chromium", "chromium-browser", "google-chrome")
_NO_WAITING = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15", "-o", "Acquire::https::Timeout=15")


def installed(*, whole: bool = False) -> str | None:
    """Give the path of the machine's Chromium, or of Playwright's own; None where there is neither.

    The quick one is preferred; `whole` asks for the one with all that is around pages, which alone shows notifications.
    """
    for name in _WHOLE if whole else (_SHELL, *_WHOLE):
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - a path as the library gives it


def bring() -> None:
    """Install a Chromium. Raises `CalledProcessError` when it cannot be had."""
    if _has_apt():
        _apt("update")
        _apt("install", "-y", _SHELL, _WHOLE[0], "fonts-noto-core")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _has_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(*words: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "--no-remove", *_NO_WAITING, *words], check=True, env=quiet)  # noqa: S607 - the system's own


def main() -> None:
    """Make sure that there is a Chromium, the quick one if it can be had; fail plainly when there can be none."""
    if shutil.which(_SHELL) or (installed() and not _has_apt()):
        return
    # whatever the installer had to say stands above
    with contextlib.suppress(subprocess.CalledProcessError):
        bring()
    if not installed():
        sys.exit("No Chromium: install it by hand (Debian: apt-get install chromium) and run make test again.")


if __name__ == "__main__":
    main()
