"""Finds a Chromium for the browser tests, or brings one: Debian's package when root, Playwright's own download elsewhere."""

import contextlib
import os
import shutil
import subprocess
import sys

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    """Give the path of the machine's Chromium, or of Playwright's own; None where there is neither."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - a path as the library gives it


def bring() -> None:
    """Install a Chromium. Raises `CalledProcessError` when it cannot be had."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)  # noqa: S607 - the system's own
        packages = ["chromium", "fonts-noto-core"]
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True, env=quiet)  # noqa: S607 - as above
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> None:
    """Make sure that there is a Chromium; fail plainly when there can be none."""
    if installed():
        return
    # whatever the installer had to say stands above
    with contextlib.suppress(subprocess.CalledProcessError):
        bring()
    if not installed():
        sys.exit("No Chromium: install it by hand (Debian: apt-get install chromium) and run make test again.")


if __name__ == "__main__":
    main()
