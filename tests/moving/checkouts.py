"""Checkouts in the shape of two public dialects; the labs in them do not exist."""

from pathlib import Path

from tests.pictures.files import arrow, saved


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _draw(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = "PNG" if name.endswith(".png") else "JPEG"
        path.write_bytes(saved(arrow(64 + number, 48), kind))


def lab_website_template(folder: Path) -> Path:
    """Members, projects and citations as data, posts by day, includes with captured text."""
    _draw(
        folder, "images/photo.jpg", "images/background.jpg", "images/jane.jpg", "images/kite.png",
        "images/paper.png", "images/unused.jpg",
    )  # fmt: skip
    _write(folder, {
        "_config.yml": "title: Kite Lab\nsubtitle: We fly what we measure\n"
        "timezone: Asia/Shanghai\n",
        "index.md": HOME,
        "team/index.md": TEAM,
        "contact/index.md": "---\ntitle: Contact\nnav:\n  order: 5\n  tooltip: Email\n---\n\n"
        "# Contact\n\nKnock twice.\n\n{% include list.html data=\"members\" component=\"portrait\""
        " filter=\"role == 'pi'\" %}\n\n{{ site.nowhere }}\n{% mystery tag %}\n",
        "404.md": "---\npermalink: /404.html\n---\nNot here\n",
        "_members/jane-smith.md": MEMBER,
        "_members/wang-lei.md": "---\nname: 王磊\nrole: phd\nlinks:\n  github: wanglei\n---\n"
        "\n放风筝的人。\n",
        "_members/old-friend.md": "---\nname: Old Friend\nrole: postdoc\ngroup: alum\n---\n"
        "\nGone.\n",
        "_data/projects.yaml": PROJECTS,
        "_data/citations.yaml": CITATIONS,
        "_data/sources.yaml": SOURCES,
        "_posts/2024-03-05-first-flight.md": POST,
        "_posts/2023-01-02-string.md": "---\ntitle: String\ntags: knots, wind\n---\n\n"
        "A string is a line.\n",
    })  # fmt: skip
    return folder


def al_folio(folder: Path) -> Path:
    """A bibliography, projects, news and pages; coauthors as data."""
    _draw(folder, "assets/img/prof.jpg", "assets/img/1.jpg", "assets/img/publication_preview/q.png")
    _write(folder, {
        "_config.yml": "title: blank\nfirst_name: Ada\nlast_name: Tern\n"
        "permalink: /blog/:year/:title/\n"
        "baseurl: /lab\n",
        "_bibliography/papers.bib": BIB,
        "_data/coauthors.yml": COAUTHORS,
        "_pages/about.md": AL_ABOUT,
        "_pages/publications.md": "---\nlayout: page\npermalink: /publications/\n"
        "title: publications\n"
        "nav: true\nnav_order: 2\n---\n\n<div class=\"publications\">\n\n"
        "{% bibliography %}\n\n</div>\n",
        "_pages/teaching.md": "---\nlayout: page\npermalink: /teaching/\ntitle: teaching\n"
        "nav: true\n"
        "nav_order: 6\n---\n\n"
        "Courses by the sea, see [tides]({{ '/projects/1_tides/' | relative_url }}).\n",
        "_projects/1_tides.md": AL_PROJECT,
        "_projects/2_dunes.md": "---\nlayout: page\ntitle: dunes\nimportance: 1\n"
        "category: fun\n---\n\nSand.\n",
        "_news/announcement_1.md": "---\nlayout: post\ndate: 2024-05-01 15:59:00-0400\n"
        "inline: true\n---\n\n"
        "A tern has landed on the [roof](https://example.org/roof).\n",
        "_news/announcement_2.md": "---\nlayout: post\ntitle: A long announcement\n"
        "date: 2024-06-01 16:11:00-0400\ninline: false\n---\n\nIt goes on.\n\n> And on.\n",
        "_posts/2024-02-03-waves.md": "---\nlayout: post\ntitle: Waves\ndate: 2024-02-03 10:00:00\n"
        "tags: sea formulas\ncategories: physics\n---\n\nEnergy is $$E = mc^2$$ here.\n\n"
        "{% highlight python %}\nprint('{{ tide }}')\n{% endhighlight %}\n\n"
        "See {% cite tern2023quiet %}.\n",
    })  # fmt: skip
    return folder


HOME = """---
---

# {{ site.title }}

Kites are patient instruments.

{% include section.html background="images/background.jpg" dark=true %}

## Highlights

{% capture text %}
Look *up*.

{% include button.html link="research" text="Our papers" icon="fa-solid fa-arrow-right" %}
{% endcapture %}

{%
  include feature.html
  image="images/photo.jpg"
  link="team"
  title="Our \u201cteam\u201d"
  flip=true
  text=text
%}

{% include section.html %}

{% capture content %}
{% include figure.html image="images/photo.jpg" caption="A kite, **held**" %}
{% include card.html image="https://pictures.example.com/far.jpg" title="Far" text="Away" %}
{% endcapture %}

{% include grid.html style="square" content=content %}

{% capture lorem %}
Mind the string.
{% endcapture %}

{% include alert.html type="warning" content=lorem %}

{% include float.html content=lorem flip=true %}

{% include citation.html lookup="doi:10.1000/kite" style="rich" %}

{% include portrait.html lookup="jane-smith" %}
"""

TEAM = """---
title: Team
nav:
  order: 3
---

# {% include icon.html icon="fa-solid fa-users" %}Team

We are few.

{% include section.html %}

{% include list.html data="members" component="portrait" filters="role: pi" %}
"""

MEMBER = """---
name: Jane Smith
image: images/jane.jpg
description: Principal Investigator
role: pi
aliases:
  - J. Smith
affiliation: University of Winds
links:
  home-page: https://jane.example.org
  orcid: 0000-0002-1825-0097
  email: jane@example.org
  github: janesmith
  pigeon: loft seven
---

Jane flies in `any` weather.
"""

PROJECTS = """- title: Big Kite
  subtitle: a larger kite
  group: featured
  image: images/kite.png
  link: https://kite.example.org
  description: It carries a camera & a lamp.
  repo: kitelab/big
  tags:
    - wind
- title: 小风筝
  description: 一只小的。
"""

CITATIONS = """# DO NOT EDIT, GENERATED AUTOMATICALLY

- id: doi:10.1000/kite
  title: Kites measure the wind & more
  authors:
  - Jane Smith
  - Lei Wang
  publisher: Journal of Strings
  date: '2021-05-04'
  link: https://doi.org/10.1000/kite
  image: images/paper.png
  buttons:
  - type: source
    text: Data
    link: https://data.example.org
- id: arxiv:2101.00001
  title: A quiet string
  authors:
  - Lei Wang
  date: '2021-01-01'
"""

SOURCES = """- id: doi:10.1000/kite
  repo: kitelab/measure
- id: doi:10.1000/unbuilt
"""

POST = """---
title: First flight
author: jane-smith
image: images/photo.jpg
tags:
  - wind
redirect_from:
  - /flight/
---

# First flight

It flew, see [the team](/team/) and ![a kite](/images/kite.png "Red").

* TOC
{:toc}

## What we saw
{: .no_toc}

- clouds
- `{{ site.title }}` in code

| a | b |
|---|---|
| 1 | 2 |
"""

BIB = """---
---

@article{tern2023quiet,
  title={Quiet water},
  author={Tern, Ada and Gull, Bo},
  journal={Sea Letters},
  year={2023},
  selected={true},
  preview={q.png}
}

@inproceedings{tern2024loud,
  title={Loud water},
  author={Tern, Ada},
  booktitle={Proceedings of Shores},
  year={2024}
}
"""

COAUTHORS = """"gull":
  - firstname: ["Bo", "B."]
    url: https://gull.example.org
"""

AL_ABOUT = """---
layout: about
title: about
permalink: /
subtitle: By the <a href='#'>sea</a>.
profile:
  align: right
  image: prof.jpg
news: true
selected_papers: true
social: true
---

We listen to water. Put $$x$$ on it.

{% for row in site.unheard %}
never
{% endfor %}
"""

AL_PROJECT = """---
layout: page
title: tides
description: up and down
img: assets/img/1.jpg
importance: 2
category: work
---

Every project has a tide.

<div class="row">
    <div class="col-sm mt-3 mt-md-0">
        {% include figure.liquid path="assets/img/1.jpg" title="low water" class="img" %}
    </div>
</div>
<div class="caption">
    Left, the sea. <b>Right</b>, more of it.
</div>

{% raw %}
```html
<div class="row">{{ kept }}</div>
```
{% endraw %}
"""
