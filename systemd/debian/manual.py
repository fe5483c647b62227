"""Man pages out of what the program says of its own commands (`loa --experimental-dump-help`)."""

import gzip
import json
import os
import subprocess
import time

HEADINGS = {
    "en": {"language": "en", "name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION", "options": "OPTIONS",
           "commands": "COMMANDS", "files": "FILES", "status": "EXIT STATUS", "see": "SEE ALSO", "default": "default",
           "manual": "Loa manual",
           "paths": [("/etc/loa/loa.yaml", "the schedule and the settings; /usr/share/doc/loa/config.md explains every key"),
                     ("/etc/loa/NAME.yaml", "those of a second node on the same machine, the service loa@NAME"),
                     ("/usr/share/loa", "samples: settings, audio, templates of reports"),
                     ("/var/lib/loa", "the airtime log and all other state"),
                     ("/run/loa/api.sock", "the socket that the commands speak over")],
           "codes": "0 when it was done, 1 when it could not be done or the config has errors, 64 when the command was written wrongly."},
    "vi": {"language": "vi", "name": "TÊN", "synopsis": "CÚ PHÁP", "description": "MÔ TẢ", "options": "TÙY CHỌN",
           "commands": "CÁC LỆNH", "files": "CÁC TỆP", "status": "MÃ KẾT THÚC", "see": "XEM THÊM", "default": "mặc định",
           "manual": "Sổ tay Loa",
           "paths": [("/etc/loa/loa.yaml", "lịch phát và thiết lập; /usr/share/doc/loa/config.md giải thích mọi khóa"),
                     ("/etc/loa/TÊN.yaml", "của nút thứ hai trên cùng máy, dịch vụ loa@TÊN"),
                     ("/usr/share/loa", "mẫu: thiết lập, âm thanh, mẫu báo cáo"),
                     ("/var/lib/loa", "nhật ký phát sóng và mọi dữ liệu khác"),
                     ("/run/loa/api.sock", "nơi các lệnh nói chuyện với nút")],
           "codes": "0 khi đã làm xong, 1 khi không làm được hoặc cấu hình có lỗi, 64 khi viết lệnh sai."},
}


def escaped(text):
    """Text that troff sets as it stands, with hyphens that can be copied into a shell."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def spelled(name):
    return ("-" if name["kind"] == "short" else "--" if name["kind"] == "long" else "-") + name["name"]


# What every command has of the argument parser, which says it in English only.
EVERYWHERE = {"help": "In hướng dẫn này.", "version": "In phiên bản."}


def shown(arguments, path, language):
    """Those for people; the ones that every command has stand in the page of the program alone."""
    found = []
    for argument in arguments:
        name = argument.get("preferredName", {}).get("name")
        if not argument.get("shouldDisplay", True) or (name in EVERYWHERE and len(path) > 1):
            continue
        if language == "vi" and name in EVERYWHERE:
            argument = argument | {"abstract": EVERYWHERE[name]}
        found.append(argument)
    return found


def in_synopsis(argument):
    if argument["kind"] == "positional":
        words = "\\fI" + escaped(argument.get("valueName", "")) + "\\fR"
    else:
        words = "\\fB" + escaped(spelled(argument["preferredName"])) + "\\fR"
        if argument["kind"] == "option":
            words += " \\fI" + escaped(argument.get("valueName", "")) + "\\fR"
    if argument.get("isRepeating"):
        words += " ..."
    return f"[{words}]" if argument.get("isOptional") else words


def described(argument, words):
    value = "\\fI" + escaped(argument.get("valueName", "")) + "\\fR"
    if argument["kind"] == "positional":
        term = value
    else:
        term = ", ".join("\\fB" + escaped(spelled(name)) + "\\fR" for name in argument["names"])
        if argument["kind"] == "option":
            term += " " + value
    lines = [".TP", term, escaped(argument.get("abstract", "")) or "\\&"]
    # The language is that of the page here, and that of the locale where the command runs.
    is_language = argument.get("preferredName", {}).get("name") == "lang"
    if argument.get("defaultValue") and not is_language:
        lines.append(f"({words['default']}: {escaped(argument['defaultValue'])})")
    if argument.get("discussion"):
        lines.append(escaped(argument["discussion"]))
    return lines


def body(command, path, words, section):
    """Synopsis, description and options of a command, and of those below it, each with headings by SECTION."""
    arguments = shown(command.get("arguments", []), path, words["language"])
    below = [c for c in command.get("subcommands", []) if c["commandName"] != "help" and c.get("shouldDisplay", True)]
    lines = [section(words["synopsis"]), f"\\fB{escaped(' '.join(path))}\\fR"]
    lines += [in_synopsis(argument) for argument in arguments]
    if below:
        lines.append("\\fI" + escaped(words["commands"].lower()) + "\\fR")
    lines += [section(words["description"]), escaped(command.get("abstract", ""))]
    if command.get("discussion"):
        lines += [".PP", escaped(command["discussion"])]
    if arguments:
        lines.append(section(words["options"]))
        for argument in arguments:
            lines += described(argument, words)
    return lines, below


def page(command, path, words, version, date):
    title = "-".join(path)
    lines = [f'.TH "{escaped(title.upper())}" 1 "{date}" "Loa {version}" "{words["manual"]}"',
             f".SH {words['name']}", f"{escaped(title)} \\- {escaped(command.get('abstract', '').rstrip('.'))}"]
    own, below = body(command, path, words, lambda heading: f".SH {heading}")
    lines += own
    if len(path) == 1:
        lines.append(f".SH {words['commands']}")
        for sub in below:
            lines += [".TP", f"\\fB{escaped('loa-' + sub['commandName'])}\\fR(1)", escaped(sub.get("abstract", ""))]
    else:
        for sub in below:
            lines.append(f'.SH "{escaped(" ".join(path + [sub["commandName"]])).upper()}"')
            inner, _ = body(sub, path + [sub["commandName"]], words, lambda heading: f".SS {heading}")
            lines += inner
    if len(path) == 1:
        lines.append(f".SH {words['files']}")
        for file, what in words["paths"]:
            lines += [".TP", f"\\fI{escaped(file)}\\fR", escaped(what)]
    lines += [f".SH {words['status']}", escaped(words["codes"]), f".SH {words['see']}"]
    lines.append("\\fBloa\\fR(1), \\fBsystemctl\\fR(1), \\fI/usr/share/doc/loa\\fR" if len(path) > 1
                 else "\\fBsystemctl\\fR(1), \\fBaplay\\fR(1), \\fI/usr/share/doc/loa\\fR")
    return "\n".join(lines) + "\n"


def write(binary, folder, version, epoch):
    """One page for each command, in English and in Vietnamese, under FOLDER (usr/share/man)."""
    date = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    for language, place in (("en", "man1"), ("vi", "vi/man1")):
        said = subprocess.run([binary, "--experimental-dump-help"], check=True, capture_output=True,
                              env=os.environ | {"LOA_LANG": language}).stdout
        program = json.loads(said)["command"]
        words = HEADINGS[language]
        pages = {"loa": page(program, ["loa"], words, version, date)}
        for command in program["subcommands"]:
            if command["commandName"] != "help" and command.get("shouldDisplay", True):
                path = ["loa", command["commandName"]]
                pages["-".join(path)] = page(command, path, words, version, date)
        os.makedirs(f"{folder}/{place}", exist_ok=True)
        for name, text in pages.items():
            with open(f"{folder}/{place}/{name}.1.gz", "wb") as file:
                file.write(gzip.compress(text.encode(), 9, mtime=0))
