"""What a program built of Swift packages and Debian's libraries is made of: names, versions, licences."""

import json
import os
import re
import subprocess
import uuid

# Code of others that a package carries inside itself.
CARRIED = {
    "swift-crypto": [("BoringSSL", "Apache-2.0 AND ISC AND MIT AND BSD-3-Clause")],
    "swift-nio-ssl": [("BoringSSL", "Apache-2.0 AND ISC AND MIT AND BSD-3-Clause")],
    "Yams": [("libyaml", "MIT")],
    "swift-nio": [("llhttp", "MIT")],
    "swift-nio-extras": [("zlib", "Zlib")],
}

# What comes into the program with --static-swift-stdlib.
TOOLCHAIN = [("Swift runtime and standard library", "Apache-2.0 WITH Swift-exception"),
             ("swift-corelibs-foundation and swift-foundation", "Apache-2.0 WITH Swift-exception"),
             ("swift-corelibs-libdispatch", "Apache-2.0 WITH Swift-exception"),
             ("ICU with its data", "Unicode-3.0")]

# A phrase of each licence that no other has.
PHRASES = [("Apache-2.0 WITH Swift-exception", r"Runtime Library Exception"),
           ("Apache-2.0", r"Apache License\s+Version 2\.0"),
           ("MIT", r"Permission is hereby granted, free of charge"),
           ("BSD-3-Clause", r"Neither the name"),
           ("BSD-2-Clause", r"Redistribution and use in source and binary forms")]


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def licence_files(folder):
    names = [n for n in os.listdir(folder) if re.match(r"(?i)(licen[cs]e|copying|notice)(\..*)?$", n)]
    return [os.path.join(folder, name) for name in sorted(names) if os.path.isfile(os.path.join(folder, name))]


def licence_of(folder):
    for file in licence_files(folder):
        if os.path.basename(file).lower().startswith("notice"):
            continue
        text = open(file, encoding="utf-8", errors="replace").read()
        for name, phrase in PHRASES:
            if re.search(phrase, text):
                return name
    raise SystemExit(f"{folder}: no licence that is known; add its phrase to {__file__}")


def swift_packages(root):
    """Every package that the manifest asks for, with what those ask for, once each."""
    tree = json.loads(run("swift", "package", "show-dependencies", "--format", "json", cwd=root))
    found = {}

    def walk(node):
        for package in node["dependencies"]:
            found.setdefault(package["identity"], package)
            walk(package)

    walk(tree)
    return [found[name] for name in sorted(found)]


def swift_version():
    return re.search(r"Swift version (\S+)", run("swift", "--version", stderr=None)).group(1)


def debian_packages(depends):
    """Name and version of each library in a Depends line, as installed where the program was linked."""
    names = sorted({re.match(r"[^ (:]+", entry.strip()).group(0) for entry in depends.split(",") if entry.strip()})
    return [(name, run("dpkg-query", "-W", "-f=${Version}\n", name).split("\n")[0]) for name in names]


def debian_licences(name):
    """The short names in the package's machine-readable copyright file; nothing where it is free text."""
    text = open(f"/usr/share/doc/{name}/copyright", encoding="utf-8", errors="replace").read()
    if not text.lstrip().startswith("Format:"):
        return []
    return sorted({words.strip() for words in re.findall(r"^License:[ \t]*(\S.*)$", text, re.MULTILINE)})


def named(licence):
    return {"expression": licence} if " " in licence else {"license": {"id": licence}}


def component(name, version, licence, reference, **more):
    found = {"type": "library", "bom-ref": reference, "name": name, "licenses": [named(licence)]}
    return found | ({"version": version} if version else {}) | more


def components(root, packages, depends):
    found = []
    for package in packages:
        address = package["url"].removesuffix(".git").removeprefix("https://")
        reference = f"pkg:swift/{address}@{package['version']}"
        inside = [component(name, None, licence, f"{reference}#{name}")
                  for name, licence in CARRIED.get(package["name"], [])]
        found.append(component(package["name"], package["version"], licence_of(package["path"]), reference,
                               purl=reference, **({"components": inside} if inside else {})))
    swift = swift_version()
    found += [component(name, swift, licence, f"swift-{swift}#{name}") for name, licence in TOOLCHAIN]
    for name, version in debian_packages(depends):
        reference = f"pkg:deb/debian/{name}@{version}"
        licences = [{"license": {"name": words}} for words in debian_licences(name)]
        found.append({"type": "library", "bom-ref": reference, "name": name, "version": version, "purl": reference,
                      "scope": "required", "licenses": licences,
                      "externalReferences": [{"type": "license", "url": f"file:///usr/share/doc/{name}/copyright"}]})
    return found


def document(version, architecture, commit, time, parts):
    """CycloneDX 1.5."""
    program = f"pkg:deb/loa@{version}?arch={architecture}"
    return json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, program + commit)}",
        "metadata": {"timestamp": time,
                     "component": {"type": "application", "bom-ref": program, "name": "loa", "version": version,
                                   "purl": program, "licenses": [{"license": {"id": "Apache-2.0"}}],
                                   "properties": [{"name": "commit", "value": commit}]}},
        "components": parts,
        "dependencies": [{"ref": program, "dependsOn": [part["bom-ref"] for part in parts]}],
    }, indent=2, ensure_ascii=False) + "\n"
