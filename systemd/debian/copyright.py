"""The copyright file of the package: Loa's own, and what every package linked into the program asks to be passed on."""

import os

import sbom

HEAD = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Loa
Comment: The program is linked statically with the Swift packages and the parts of the Swift toolchain named below.

Files: *
Copyright: The authors of Loa
License: Apache-2.0
"""

TAIL = """
Files: swift-toolchain/*
Copyright: 2014-2026 Apple Inc. and the Swift project authors
License: Apache-2.0 with Swift runtime library exception

Files: swift-toolchain/icu/*
Copyright: 2016-2026 Unicode, Inc.
License: Unicode-3.0
 {unicode}

License: Apache-2.0
 On Debian systems the full text stands in /usr/share/common-licenses/Apache-2.0.
"""

UNICODE = """Permission is hereby granted, free of charge, to any person obtaining a copy of data files and any associated
documentation (the "Data Files") or software and any associated documentation (the "Software") to deal in the Data Files
or Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data Files or Software
are furnished to do so, provided that either (a) this copyright and permission notice appear with all copies of the Data
Files or Software, or (b) this copyright and permission notice appear in associated Documentation.

THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY RIGHTS.
IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL
INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THE DATA FILES OR SOFTWARE.

Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise to
promote the sale, use or other dealings in these Data Files or Software without prior written authorization of the
copyright holder."""


def field(text):
    """A text as the value of a field: each line set in, empty ones as a dot."""
    return "\n ".join(line.rstrip() or "." for line in text.strip("\n").splitlines())


def stanza(package):
    licence = sbom.licence_of(package["path"])
    files = sbom.licence_files(package["path"])
    texts = [open(file, encoding="utf-8", errors="replace").read() for file in files]
    notices = [text for file, text in zip(files, texts) if os.path.basename(file).lower().startswith("notice")]
    licences = [text for text in texts if text not in notices]
    holders = [line.strip() for line in "\n".join(texts).splitlines() if line.strip().lower().startswith("copyright ")]
    holders = [line for line in holders if "[" not in line and "notice" not in line and "License" not in line]
    lines = [f"Files: {package['identity']}/*",
             "Copyright: " + "\n ".join(dict.fromkeys(holders) or [f"The authors of {package['name']}"])]
    # The text of Apache's licence is on every Debian machine; others are carried along whole.
    if licence.startswith("Apache-2.0"):
        lines.append("License: " + ("Apache-2.0" if licence == "Apache-2.0" else "Apache-2.0 with Swift runtime library exception"))
    else:
        lines += [f"License: {licence}-{package['identity']}", " " + field("\n".join(licences))]
    if notices:
        lines.append("Comment:\n " + field("\n".join(notices)))
    return "\n".join(lines) + "\n"


def text(packages, exception):
    """EXCEPTION is the licence file of the Swift toolchain, which ends with the exception for what it links in."""
    words = exception[exception.index("## Runtime Library Exception"):]
    swift = ("\nLicense: Apache-2.0 with Swift runtime library exception\n The Apache License 2.0, in "
             "/usr/share/common-licenses/Apache-2.0, with:\n .\n " + field(words) + "\n")
    return HEAD + "\n" + "\n".join(stanza(package) for package in packages) + TAIL.format(unicode=field(UNICODE)) + swift
