"""Pages and posts in the shapes that labs and blogs leave behind; the words are made up."""

from pathlib import Path

HOME = """---
title: 湖畔媒体计算实验室
---

# 画得准，才算画得好

我们研究怎样让机器按要求画图。
要求可以很细，细到一只杯子的影子。

## 两条路
我们走两条路：
+ 表示： 先问画面由什么组成。
+ 计算： 再问怎样算得又快又省。

{% include section.html %}

## Highlights

{% capture text %}

Four years of measured pictures, each with its ruler.

{%
  include button.html
  link="research"
  text="See the papers"
  icon="fa-solid fa-arrow-right"
  flip=true
  style="bare"
%}

{% endcapture %}

{%
  include feature.html
  image="images/lamp.jpg"
  link="research"
  title="Measured pictures"
  text=text
%}

{% capture text %}

Instruments that others can build.

{%
  include button.html
  link="projects"
  text="See the instruments"
%}

{% endcapture %}

{%
  include feature.html
  image="images/lamp.jpg"
  link="projects"
  title="Instruments"
  flip=true
  style="bare"
  text=text
%}

{% capture text %}

Nine people and a cat.

{% endcapture %}

{%
  include feature.html
  image="images/lamp.jpg"
  link="team"
  title="Nine people"
  text=text
%}
"""

ABOUT = """---
layout: default
title: About the lab # shown above
desc: What we want
nav: About # shown in the bar
redirect_from: /lab/
---

<img src="images/lake.jpg" style="float:left; margin-right: 20px" width="200px">

# Where we are

**Beside the lake.** We keep the windows open, and the [code](https://example.org/code) too.
# What we ask
**Direction 1: Pictures that obey**

Obedience: A picture does what it was told.
Patience: It waits to be told.

**Direction 2: Pictures that travel light**

Fewer bits, the same lake.

# What we keep

## Promises
A promise is measured twice.

<br><br>
"""

_BOX = """<div class="blog-content-box">
 <div class="article-header-box"><h1 class="title-article" id="articleContentId">
   {title}
 </h1></div>
 <article class="baidu_pl">
  <div class="article_content clearfix" id="article_content">
   <link href="../../assets/css/kdoc_html_views.css" rel="stylesheet"/>
   <div class="htmledit_views" id="content_views">
{body}
   </div>
  </div>
 </article>
 <p alt="6874" class_="artid" style="display:none">
 </p>
</div>
"""

_FORMULA = """<span class="katex--{kind}"><span class="katex"><span class="katex-mathml">
 {letters}
 {latex}
</span><span class="katex-html"><span class="base"><span class="strut" style="height: 0em;">
</span></span></span></span></span>"""

CUPS = _BOX.format(
    title="杯子：为什么总是多画一只？",
    body="""<p>
 机器画杯子，常常多画一只。<strong>数一数</strong>
 ，就知道了。
</p>
<p class="img-center"><img alt="" src="https://pictures.example.com/cup.png"/></p>
<h3><strong>数数的办法</strong></h3>
<ul><li>先数把手</li><li>再数杯口</li></ul>
<blockquote><p>宁可少画，不可多画。</p></blockquote>""",
)

LIGHT = _BOX.format(
    title="光与影（上篇）！",
    body="""<div class="toc"><h4>目录</h4><ul>
<li><a href="#a_1" rel="nofollow">一、光 *</a></li>
<li><ul><li><a href="#a_2" rel="nofollow">1.1 影_子</a></li></ul></li></ul></div>
<h4><a id="a_1"></a>一、光 *</h4>
<p>"""
    + _FORMULA.format(kind="inline", letters="E = m c 2", latex="E=mc^2")
    + """ 是光的能量，见<a href="#a_2">下文</a>。</p>
"""
    + _FORMULA.format(kind="display", letters="a / b", latex=r"\frac{a}{b}")
    + """
<h5><a id="a_2"></a>1.1 影_子</h5>
<ol><li>近的影子清楚</li></ol>
<p>中间一句。</p>
<ol start="2"><li>远的影子模糊</li></ol>
<blockquote><p>影子不说谎。<br/>出自：<a href="https://example.org/shade">影子书</a></p></blockquote>
<p># 不是标题，也不是 {{ 变量 }} 。</p>
<pre><code class="prism language-python">print("$5 *")
</code></pre>
<table><thead><tr><th>灯</th><th>瓦</th></tr></thead><tbody><tr><td>台灯</td><td>5|7</td></tr>
</tbody></table>
<hr/>
<p>完 <br/> 下篇再见</p>""".replace("{{ 变量 }} ", "变量"),
)


def _post(title: str, day: str, body: str) -> str:
    return f"""---
layout: post
title: "{title}"
date: {day} 18:06:11 +0800
description: "一句话"
keywords: "杯子"
categories: ["未分类"]
tags: ["光", "画"]
artid: "13"
image:
  path: https://pictures.example.com/random?x=1
  alt: "封面"
render_with_liquid: false
---

{body}"""


def make_seeds(folder: Path) -> Path:
    """Two pages and two posts, their sources in .txt files that are numbered."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {
        "000_5e0e273b48a66d6c.txt": HOME,
        "001_945925b8520431e6.txt": ABOUT,
        "002_a8ed3a5f0eb0c825.txt": _post("杯子,为什么总是多画一只", "2025-02-26", CUPS),
        "003_b19dc93e17afc10d.txt": _post("光与影上篇", "2023-07-04", LIGHT),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
