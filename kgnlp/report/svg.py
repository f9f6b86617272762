"""Charts as SVG that stands inside a page: named for screen readers, with ids of its own, and inert."""

from __future__ import annotations

import re

import altair as alt
import vl_convert
from lxml import etree
from markupsafe import Markup

from kgnlp.report.charts import Layout
from kgnlp.report.parts import Drawing

_SVG = "http://www.w3.org/2000/svg"
_ACTIVE = ("script", "foreignObject", "image", "use", "a", "style")


def draw(chart: alt.TopLevelMixin, layout: Layout, figure: str, title: str, description: str) -> Drawing:
    """Draw a chart as inline SVG.

    Args:
        chart: the chart.
        layout: what it was laid out for.
        figure: name of the figure, unique in the page; leads every id in the drawing.
        title: what the drawing shows, for screen readers.
        description: what is seen in it, for screen readers.
    """
    name = f"{figure}-{layout.name}"
    root = etree.fromstring(vl_convert.vegalite_to_svg(chart.to_dict()).encode())
    for element in root.iter(etree.Element):
        _quieten(element, name)
    _shorten(root)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    _add_first(root, "desc", f"{name}-desc", description)
    _add_first(root, "title", f"{name}-title", title)
    markup = Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - built and escaped by lxml
    return Drawing(layout.name, markup, too_wide=float(root.get("width", "0")) > layout.limit)


def _quieten(element: etree._Element, name: str) -> None:
    """Leave out what names single marks (the table of the figure does it better) and whatever could act."""
    if etree.QName(element).localname in _ACTIVE:
        raise ValueError(f"a drawing with the element {etree.QName(element).localname}")
    for key, value in [(str(k), str(v)) for k, v in element.attrib.items()]:
        if key.startswith("aria-") or key in {"role", "class", "pointer-events"}:
            del element.attrib[key]
        elif key == "id":
            element.set(key, f"{name}-{value}")
        elif "url(#" in value:
            element.set(key, re.sub(r"url\(#", f"url(#{name}-", value))


def _shorten(root: etree._Element) -> None:
    """Drop empty paths and groups, which Vega draws for backgrounds."""
    for element in reversed(list(root.iter(f"{{{_SVG}}}path", f"{{{_SVG}}}g"))):
        empty_path = element.tag.endswith("path") and (
            not element.get("d") or element.get("display") == "none"
        )
        empty_group = element.tag.endswith("}g") and len(element) == 0
        parent = element.getparent()
        if parent is not None and (empty_path or empty_group):
            parent.remove(element)


def _add_first(root: etree._Element, tag: str, name: str, text: str) -> None:
    element = etree.Element(f"{{{_SVG}}}{tag}", attrib={"id": name})
    element.text = text
    root.insert(0, element)
