"""What a mail server says (RFC 5321), as far as one that takes alarms needs it. It writes no caches: import it with
`sys.dont_write_bytecode`."""
import base64, email, email.policy, socketserver


class Dialogue(socketserver.StreamRequestHandler):
    """Takes letters; who it serves says from whom (`ASKS`: only from those that sign in), which, and what becomes of them."""
    ASKS = False

    def refuses(self):
        """Whether the next letter is refused for now."""
        return False

    def take(self, letter, lines, to, user):
        """LINES are the letter's own bytes, USER is a name and its password, or None."""
        raise NotImplementedError

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        user, to = None, []
        self.say("220 here")
        while line := self.rfile.readline():
            line = line.decode().strip()
            word = line.upper()
            if word.startswith(("EHLO", "HELO")):
                self.say("250-here\r\n250 AUTH PLAIN" if self.ASKS else "250 here")
            elif word.startswith("AUTH PLAIN"):
                words = line.split()[2:]
                if not words:
                    self.say("334 ")
                    words = [self.rfile.readline().decode().strip()]
                user = base64.b64decode(words[0]).decode().split("\0")[1:]
                self.say("235 known")
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif self.ASKS and user is None:
                self.say("530 who are you")
            elif word.startswith("RCPT TO:"):
                to.append(line[8:].strip())
                self.say("250 yes")
            elif word == "DATA":
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b"..") else line)
                if self.refuses():
                    self.say("451 later")
                    continue
                self.take(email.message_from_bytes(b"".join(lines), policy=email.policy.default), lines, to, user)
                self.say("250 taken")
            else:
                self.say("250 yes")
