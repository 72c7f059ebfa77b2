"""The packaged knowledge, read once for all tests of a process."""

from faq import library

KNOWN = library.load(library.PACKAGED)
