#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-mnemonics.py ROOT: no two controls of one page have the same letter, in any language."""
import collections
import gettext
import glob
import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ROOT = sys.argv[1]
MNEMONIC = re.compile(r"_(\w)")
# What a page is shown in, with controls of its own.
SHELLS = {"new-pipeline/sluice-new-pipeline-view.ui": "new-pipeline/sluice-*-page.ui"}

Label = collections.namedtuple("Label", "text pages")


def list_labels(node, pages=()):
    """The labels with a mnemonic, and the pages of stacks that each is on."""
    if node.tag == "object" and node.get("class") == "GtkStack":
        for number, child in enumerate(node.findall("child")):
            yield from list_labels(child, (*pages, (id(node), number)))
        return
    if node.tag == "object":
        given = {child.get("name"): child.text or "" for child in node.findall("property")}
        if given.get("use-underline") == "true":
            for name in ("label", "title"):
                if MNEMONIC.search(given.get(name, "")):
                    yield Label(given[name], pages)
    for child in node:
        yield from list_labels(child, pages)


def are_together(one, other):
    """Whether both can be seen at once: on no two pages of the same stack."""
    places = dict(one.pages)
    return all(places.get(stack, page) == page for stack, page in other.pages)


def find_twins(labels, translate):
    by_letter = collections.defaultdict(list)
    for label in labels:
        match = MNEMONIC.search(translate(label.text))
        if match:
            by_letter[match.group(1).lower()].append(label)
    for letter, group in sorted(by_letter.items()):
        for number, one in enumerate(group):
            for other in group[:number]:
                if are_together(one, other) and one.text != other.text:
                    yield f"{letter}: “{translate(other.text)}” and “{translate(one.text)}”"


def read(path):
    return list(list_labels(ElementTree.parse(path).getroot()))


def list_pages():
    """Each template alone, and the pages of a shell together with what it has itself."""
    folder = os.path.join(ROOT, "src", "ui")
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.ui"), recursive=True)):
        yield os.path.relpath(path, ROOT), read(path)
    for shell, pages in SHELLS.items():
        for path in sorted(glob.glob(os.path.join(folder, pages))):
            yield f"{os.path.relpath(path, ROOT)} in its shell", read(path) + read(os.path.join(folder, shell))


def list_languages():
    yield "en", str
    for path in sorted(glob.glob(os.path.join(ROOT, "po", "*.po"))) if shutil.which("msgfmt") else []:
        catalogue = subprocess.run(["msgfmt", "-o", "-", path], capture_output=True, check=True).stdout
        yield os.path.basename(path), gettext.GNUTranslations(io.BytesIO(catalogue)).gettext


pages = list(list_pages())
problems = {
    f"{name}, {language}: {twins}"
    for language, translate in list_languages()
    for name, labels in pages
    for twins in find_twins(labels, translate)
}
print("\n".join(sorted(problems)) or f"{sum(len(labels) for _, labels in pages)} mnemonics")
sys.exit(1 if problems else 0)
