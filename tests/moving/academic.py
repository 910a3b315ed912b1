"""A checkout in the shape of academicpages; the person in it does not exist."""

from pathlib import Path

from tests.moving.site import pdf
from tests.pictures.files import arrow, saved


def academicpages(folder: Path) -> Path:
    """Publications, talks, teaching and portfolio as collections, navigation as data, files."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "files").mkdir()
    (folder / "files/moss.pdf").write_bytes(pdf())
    (folder / "files/slides.pptx").write_bytes(b"PK")
    (folder / "images").mkdir()
    (folder / "images/profile.png").write_bytes(saved(arrow(64, 48), "PNG"))
    (folder / "images/fern.png").write_bytes(saved(arrow(65, 48), "PNG"))
    return folder


CONFIG = """title: "Iris Fennel / Site"
name: &name "Iris Fennel"
description: &description "Mosses, and who counts them"
url: https://fennel.github.io
baseurl: ""
repository: "fennel/fennel.github.io"
author:
  avatar: "profile.png"
  name: "Iris Fennel"
  pronouns: "she/her"
  bio: "Counts mosses."
  location: "Moorland"
  employer: "Bog University"
  googlescholar: "https://scholar.google.com/citations?user=FENNEL"
  email: "iris@example.org"
  orcid: "https://orcid.org/0000-0002-1825-0097"
  github: "fennel"
collections:
  teaching:
    output: true
    permalink: /:collection/:path/
  publications:
    output: true
    permalink: /:collection/:path/
defaults:
  - scope:
      path: ""
      type: posts
    values:
      layout: single
      author_profile: true
"""

NAVIGATION = """main:
  - title: "Publications"
    url: /publications/
  - title: "Talks"
    url: /talks/
  - title: "Teaching"
    url: /teaching/
  - title: "CV"
    url: /cv/
"""

FILES = {
    "_config.yml": CONFIG,
    "_data/navigation.yml": NAVIGATION,
    "_pages/about.md": """---
permalink: /
title: "Iris Fennel counts mosses"
excerpt: "About me"
author_profile: true
redirect_from:
  - /about/
  - /about.html
---

This is the front page of a person who counts mosses.

A data-driven personal website
======
Nothing here is driven.

See [the paper](/files/moss.pdf) and [the slides](/files/slides.pptx).
""",
    "_pages/cv.md": """---
layout: archive
title: "CV"
permalink: /cv/
author_profile: true
redirect_from:
  - /resume
---

{% include base_path %}

Education
======
* Ph.D. in Bryology, Bog University, 2018

Publications
======
  <ul>{% for post in site.publications reversed %}
    {% include archive-single-cv.html %}
  {% endfor %}</ul>
""",
    "_pages/publications.html": """---
layout: archive
title: "Publications"
permalink: /publications/
author_profile: true
---
{% include base_path %}
{% for post in site.publications reversed %}
  {% include archive-single.html %}
{% endfor %}
""",
    "_publications/2019-02-01-moss.md": """---
title: "Mosses do not hurry"
collection: publications
category: manuscripts
permalink: /publication/2019-02-01-moss
excerpt: 'This paper is about the pace of mosses.'
date: 2019-02-01
venue: 'Journal of Slow Plants'
slidesurl: 'https://fennel.github.io/files/slides.pptx'
paperurl: 'https://fennel.github.io/files/moss.pdf'
bibtexurl: 'https://fennel.github.io/files/moss.bib'
citation: 'Fennel, Iris and Sedge, Tom. (2019). &quot;Mosses do not hurry.&quot; \
<i>Journal of Slow Plants</i>. 1(1).'
---
The text below the front matter says more.
""",
    "_publications/2021-05-06-fern.md": """---
title: "A fern is no moss"
collection: publications
permalink: /publication/2021-05-06-fern
excerpt: 'This paper tells them apart.'
date: 2021-05-06
venue: 'Proceedings of Differences'
paperurl: 'https://example.org/fern.pdf'
citation: 'Fennel, Iris. (2021). &quot;A fern is no moss.&quot;'
---
""",
    "_talks/2020-03-01-count.md": """---
title: "Counting mosses aloud"
collection: talks
type: "Talk"
permalink: /talks/2020-03-01-count
venue: "Bog University, Department of Slowness"
date: 2020-03-01
location: "Moorland"
---

A talk about [numbers](https://example.org/numbers).
""",
    "_teaching/2021-spring-moss.md": """---
title: "Mosses for beginners"
collection: teaching
type: "Undergraduate course"
permalink: /teaching/2021-spring-moss
venue: "Bog University"
date: 2021-01-01
location: "Moorland"
---

We look at one moss a week.

Week one
======
The first moss.
""",
    "_portfolio/portfolio-1.md": """---
title: "A cabinet of mosses"
excerpt: "Forty drawers<br/><img src='/images/fern.png'>"
collection: portfolio
---

Each drawer holds a moss. ![a fern](/images/fern.png)
""",
    "_posts/2022-08-14-frost.md": """---
title: 'Frost'
date: 2022-08-14
permalink: /posts/2022/08/frost/
tags:
  - cool mosses
  - winter
---

Frost came early.

Mosses stayed
======
They did.
""",
}
