"""Markdown with the site's blocks and mathematics to safe HTML."""

from microsite.markdown.live import Ask, Found, Live
from microsite.markdown.mathematics import render_mathematics
from microsite.markdown.plain import render_markdown
from microsite.markdown.problems import Problem, problem
from microsite.markdown.registry import BLOCKS, Kind
from microsite.markdown.render import Rendered, render
from microsite.markdown.sheet import Heading
from microsite.markdown.words import Words

__all__ = [
    "BLOCKS",
    "Ask",
    "Found",
    "Heading",
    "Kind",
    "Live",
    "Problem",
    "Rendered",
    "Words",
    "problem",
    "render",
    "render_markdown",
    "render_mathematics",
]
