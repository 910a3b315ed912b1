"""What LaTeX macros and signs stand for in text."""

from functools import lru_cache
from typing import Any

# Accent macros and signs, each with its combining character.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "H": "\u030b", "r": "\u030a", "u": "\u0306", "v": "\u030c", "c": "\u0327",
    "k": "\u0328", "d": "\u0323", "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e",
    "h": "\u0309", "textcommabelow": "\u0326",
}  # fmt: skip

# What an accent over nothing is: `\~{}` is the usual way to write a tilde in an address.
SPACING_ACCENTS = {"\u0303": "~", "\u0302": "^", "\u0308": '"', "\u0301": "'", "\u0300": "`"}

LITERALS = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}

# Signs behind a backslash that print something else than themselves.
SIGNS = {
    ",": " ", ";": " ", ":": " ", "\\": " ", "\n": " ", "\t": " ",
    "!": "", "-": "", "/": "", "@": "", "[": "", "]": "",
}  # fmt: skip

# Journals as NASA ADS exports them, after the macros of the American Astronomical Society.
JOURNALS = {
    "aj": "Astronomical Journal", "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "Astrophysical Journal", "apjl": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement", "ao": "Applied Optics",
    "apss": "Astrophysics and Space Science", "aap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement", "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the AAS", "jrasc": "Journal of the RAS of Canada",
    "memras": "Memoirs of the RAS", "icarus": "Icarus",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "jcap": "Journal of Cosmology and Astroparticle Physics", "na": "New Astronomy",
    "nar": "New Astronomy Reviews", "pra": "Physical Review A", "prb": "Physical Review B",
    "prc": "Physical Review C", "prd": "Physical Review D", "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "pasj": "Publications of the Astronomical Society of Japan",
    "qjras": "Quarterly Journal of the RAS", "skytel": "Sky and Telescope",
    "solphys": "Solar Physics", "sovast": "Soviet Astronomy", "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik", "nat": "Nature", "iaucirc": "IAU Circulars",
    "aplett": "Astrophysics Letters", "bain": "Bulletin Astronomical Institute of the Netherlands",
    "fcp": "Fundamental Cosmic Physics", "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters", "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research", "maps": "Meteoritics and Planetary Science",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "memsai": "Memorie della Società Astronomica Italiana", "nphysa": "Nuclear Physics A",
    "physrep": "Physics Reports", "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science", "procspie": "Proceedings of the SPIE",
    "psj": "Planetary Science Journal", "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
}  # fmt: skip

SYMBOLS = {
    "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"',
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textless": "<", "textgreater": ">", "textbar": "|", "textbraceleft": "{",
    "textbraceright": "}", "textdollar": "$", "textasciigrave": "`", "textasciiacute": "´",
    "textellipsis": "…", "dots": "…", "ldots": "…", "cdots": "⋯", "slash": "/", "hyphen": "-",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
    "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textyen": "¥",
    "textcent": "¢", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textbullet": "•",
    "textdegree": "°", "degree": "°", "textmu": "µ", "micro": "µ", "textordmasculine": "º",
    "textordfeminine": "ª", "textonehalf": "½", "textonequarter": "¼", "texttimes": "×",
    "textdiv": "÷", "textpm": "±", "textperiodcentered": "·", "textexclamdown": "¡",
    "textquestiondown": "¿", "textnumero": "№", "textasciimacron": "¯",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX",
    "TUB": "TUGboat", "METAFONT": "METAFONT", "MF": "METAFONT", "AmS": "AMS",
    "space": " ", "quad": " ", "qquad": " ", "newline": " ", "par": " ", "linebreak": " ",
    "thinspace": " ", "nobreakspace": " ", "enspace": " ", "textvisiblespace": " ",
    "textsection": "§", "textparagraph": "¶", "ast": "*", "textasteriskcentered": "*",
    "textpercent": "%", "textampersand": "&", "texthash": "#", "textalpha": "α", "textbeta": "β",
    "cyrdash": "—", "ocirc": "ô", "polhk": "", "aftergroup": "", "emdash": "—", "endash": "–",
    "Dash": "—", "gt": ">", "lt": "<", "plusmn": "±", "XeLaTeX": "XeLaTeX", "pdfTeX": "pdfTeX",
    "LuaTeX": "LuaTeX", "pdfLaTeX": "pdfLaTeX", "AmSTeX": "AMSTeX", "AMSTEX": "AMSTeX",
    "AmSLaTeX": "AMSLaTeX", "AMSLaTeX": "AMSLaTeX", "POSTSCRIPT": "PostScript", "MP": "MetaPost",
    "MetaPost": "MetaPost", **JOURNALS,
}  # fmt: skip

# Formatting whose argument stays, and switches that print nothing.
SILENT = frozenset({
    "emph", "textit", "textbf", "textrm", "textsf", "texttt", "textsc", "textsl", "textmd",
    "textup", "textnormal", "text", "mbox", "hbox", "fbox", "underline", "uline", "it", "bf",
    "em", "rm", "sf", "tt", "sc", "sl", "itshape", "bfseries", "scshape", "slshape", "upshape",
    "mdseries", "ttfamily", "sffamily", "rmfamily", "normalfont", "small", "footnotesize",
    "scriptsize", "tiny", "large", "Large", "LARGE", "huge", "normalsize", "url", "path",
    "nolinkurl", "href", "relax", "protect", "textnobreakdash", "nohyphens", "hskip", "hspace",
    "vskip", "displaystyle", "mathit", "mathrm", "mathbf", "mathcal", "mathsf", "mathbb",
    "mathnormal", "boldmath", "unboldmath", "uppercase", "lowercase", "MakeUppercase",
    "MakeLowercase", "mkbibquote", "mkbibemph", "textquote", "bibstring", "bibinfo",
    "bibnamefont", "bibfnamefont", "natexlab", "texorpdfstring", "ensuremath", "cal", "nocase",
    "NoCaseChange", "sbox", "phantom", "unskip", "ignorespaces", "noindent", "raggedright",
    "sloppy", "newblock", "verb", "left", "right", "limits", "mathsurround", "null", "kern",
    "CJKfamily", "begin", "end", "acro", "acs", "ac", "acl", "isdot", "adddot", "addcomma",
    "autocap", "unspace",
})  # fmt: skip

# Macros whose first argument is not part of the text.
DROPPED_ARGUMENTS = frozenset({
    "href", "noopsort", "NOOPSORT", "Noopsort", "SortNoop", "sortnoop", "printfirst",
    "textcolor", "color", "colorbox", "foreignlanguage", "selectlanguage", "label", "cite",
    "citep", "citet", "textcite", "parencite", "autocite", "index", "footnote", "thanks",
    "hspace", "vspace", "fontsize", "fontfamily",
    "fontseries", "fontshape", "switchargs", "bibinfo", "hypertarget", "hyperlink",
})  # fmt: skip

# Macros that change their argument; `with_effect` says how.
EFFECTS = frozenset({"textsuperscript", "textsubscript", "enquote", "ensuremath"})

# What a title keeps of its formatting, as HTML tags: macros with an argument, and switches.
MARKS = {
    "emph": "em", "mkbibemph": "em", "textit": "i", "textsl": "i", "textbf": "b",
    "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
SWITCHES = {
    "em": "em", "it": "i", "sl": "i", "itshape": "i", "slshape": "i", "bf": "b", "bfseries": "b",
}  # fmt: skip

SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def with_effect(effect: str, text: str) -> str:
    """The argument `text` of a macro that changes it: `enquote`, `textsuperscript` and the like."""
    if effect == "enquote":
        return f"“{text}”"
    if effect == "ensuremath":
        return text if "$" in text or len(text) == 1 else f"${text}$"
    table = SUPERSCRIPTS if effect == "textsuperscript" else SUBSCRIPTS
    return text.translate(table) if text and all(ord(sign) in table for sign in text) else text


@lru_cache(maxsize=2000)
def symbol_of(word: str) -> str | None:
    """The character that the macro `word` stands for, if it takes no argument."""
    symbol = getattr(_symbols().get_macro_spec(word), "simplify_repl", None)
    return symbol if isinstance(symbol, str) and symbol and "%" not in symbol else None


@lru_cache(maxsize=2000)
def is_standard(word: str) -> bool:
    """Whether LaTeX itself or one of its usual packages defines the macro `word`."""
    known = (_symbols().get_macro_spec(word), _commands().get_macro_spec(word))
    return any(spec is not None and spec.macroname for spec in known)


@lru_cache(maxsize=1)
def _symbols() -> Any:
    # Imported when a macro is met that is not listed above: few files have one.
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


@lru_cache(maxsize=1)
def _commands() -> Any:
    from pylatexenc.latexwalker import get_default_latex_context_db

    return get_default_latex_context_db()
