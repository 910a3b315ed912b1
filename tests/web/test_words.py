"""The words that templates say."""

from flask import Flask, g, render_template_string

from microsite.web import i18n


def said(app: Flask, lang: str, text: str, **context: object) -> str:
    with app.test_request_context(f"/{lang}/"):
        g.lang = lang
        return render_template_string(text, **context)


def test_a_word_is_said_in_the_language_of_each_page_in_turn(app: Flask) -> None:
    for _ in range(2):
        assert said(app, "en", '{{ _("Research") }}') == "Research"
        assert said(app, "zh", '{{ _("Research") }}') == "论文"


def test_what_is_put_into_a_message_is_escaped(app: Flask) -> None:
    text = '{{ _("“%(words)s”", words=words) }}'
    assert said(app, "en", text, words="<b>") == "“&lt;b&gt;”"


def test_every_message_is_a_format_also_one_without_values(app: Flask) -> None:
    assert said(app, "en", '{{ _("100%%") }}') == "100%"
    assert said(app, "en", '{{ _("a & b") }}') == "a & b"


def test_a_number_chooses_the_form_and_stands_in_it(app: Flask) -> None:
    text = '{{ ngettext("%(num)d paper", "%(num)d papers", n) }}'
    assert [said(app, "en", text, n=n) for n in (1, 2)] == ["1 paper", "2 papers"]


def test_another_language_can_be_spoken_for_a_while(app: Flask) -> None:
    with app.test_request_context("/en/"):
        g.lang = "en"
        assert render_template_string('{{ _("Research") }}') == "Research"
        with i18n.speaking("zh"):
            assert render_template_string('{{ _("Research") }}') == "论文"
        assert render_template_string('{{ _("Research") }}') == "Research"
