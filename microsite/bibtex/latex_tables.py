"""What LaTeX macros and signs stand for in text."""

from functools import lru_cache

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
    "cyrdash": "—", "ocirc": "ô", "polhk": "", "aftergroup": "",
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
    "citep", "citet", "footnote", "thanks", "hspace", "vspace", "fontsize", "fontfamily",
    "fontseries", "fontshape", "switchargs", "bibinfo", "hypertarget", "hyperlink",
})  # fmt: skip

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
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(word)
    symbol = getattr(spec, "simplify_repl", None)
    return symbol if isinstance(symbol, str) and symbol and "%" not in symbol else None
