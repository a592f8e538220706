"""Links on the network: a true server answers, and what is not public is never asked."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import suppress
from itertools import pairwise
from time import monotonic

import pytest
from machine import lacking
from web_servers import PUBLIC, serving

from pipeline.check.mail import Mail
from pipeline.model import Email, Field, FieldKind, Part, Slot, Slotted, Where
from pipeline.online import Manners, check_links, personal_links
from pipeline.online.asking import ask
from pipeline.online.hosts import refused

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux answers on 127.0.0.2")
NAMES = {"park.org": PUBLIC, "museum.org": PUBLIC, "www.park.org": PUBLIC, "inside.org": "10.0.0.7"}


def resolve(host, port):
    if host in NAMES:
        return [NAMES[host]]
    return list(dict.fromkeys(one[4][0] for one in socket.getaddrinfo(host, port)))


def gentle(**changes):
    return Manners(
        **{
            "patience": 0.6,
            "in_all": 1.2,
            "slow": 0.2,
            "pause": 0.0,
            "resolve": resolve,
            "permitted": frozenset([PUBLIC]),
            **changes,
        }
    )


def mail(*addresses, ours=False):
    links = "".join(f'<p><a href="{one}">the plan</a></p>\n' for one in addresses)
    return Mail("x.html", f"<body>\n{links}</body>", ours=ours)


def told(*addresses, **changes):
    """What is told of some links: severity, rule, what was wrong."""
    found = check_links([mail(*addresses)], manners=gentle(**changes)).findings
    return [(str(one.severity), one.rule, one.message.rpartition(": ")[2]) for one in found]


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", []),
        ("/204", []),
        ("/404", [("error", "link/broken", "there is no such page (404)")]),
        ("/410", [("error", "link/broken", "there is no such page (410)")]),
        ("/500", [("warning", "link/broken", "the server fails (500)")]),
        ("/403", [("note", "link/unseen", "the server refuses (403)")]),
        ("/429", [("note", "link/unseen", "the server refuses (429)")]),
        ("/no-head", []),
        ("/drops-head", []),
        ("/nonsense", [("warning", "link/broken", "the server's answer makes no sense")]),
        ("/late/2", [("warning", "link/broken", "no answer within 0.6 seconds")]),
        ("/to//", []),
        ("/to//404", [("error", "link/broken", "there is no such page (404)")]),
        ("/chain/1", [("error", "link/broken", "it sends readers on more than 8 times")]),
        ("/to/mailto:a@park.org", []),
        (
            "/to/http:%2F%2F[bad",
            [("error", "link/broken", "it sends readers to what is no web address")],
        ),
    ],
)
def test_what_is_told_of_an_answer(server, path, expected):
    assert told(server.url(path)) == expected


def test_a_page_that_moved_for_good_is_named(server):
    goal = server.url("/new", "www.park.org")
    (found,) = check_links([mail(server.url(f"/for-good/{goal}"))], manners=gentle()).findings
    assert (found.rule, str(found.severity), found.hint) == (
        "link/redirects",
        "note",
        f"write {goal}",
    )


def test_a_page_that_moved_for_now_has_not_moved(server):
    goal = server.url(f"/to/{server.url('/new')}")
    assert told(server.url(f"/for-good/{goal}")) == []


def test_a_circle_ends(server):
    expected = [("error", "link/broken", "it sends readers in a circle")]
    assert told(server.url("/circle/left")) == expected


def test_a_slow_page_is_told_of(server):
    (found,) = check_links([mail(server.url("/late/0.4"))], manners=gentle()).findings
    assert (found.rule, str(found.severity)) == ("link/slow", "note")


def test_a_server_that_drips_is_left(server):
    expected = [("warning", "link/broken", "no answer within 0.6 seconds")]
    assert told(server.url("/drip")) == expected


def test_a_server_that_drips_before_it_is_known_is_left():
    ended = threading.Event()

    def drip(listening):
        with listening, listening.accept()[0] as caller, suppress(OSError):
            caller.sendall(b"\x16\x03\x03\x40\x00\x02")
            while not ended.wait(0.05):
                caller.sendall(b"\x00")

    listening = socket.create_server((PUBLIC, 0))
    port = listening.getsockname()[1]
    thread = threading.Thread(target=drip, args=(listening,), daemon=True)
    thread.start()
    began = monotonic()
    expected = [("warning", "link/broken", "no answer within 0.6 seconds")]
    assert told(f"https://park.org:{port}/") == expected
    assert monotonic() - began < 5
    ended.set()
    thread.join(5)


def test_a_host_with_many_deaf_addresses_is_left():
    began = monotonic()
    deaf = [f"127.0.1.{number}" for number in range(1, 40)]
    with socket.create_server((PUBLIC, 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(TimeoutError):
            ask(
                f"http://park.org:{port}/",
                "GET",
                gentle(resolve=lambda *_: [PUBLIC, *deaf], permitted=frozenset([PUBLIC, *deaf])),
            )
    assert monotonic() - began < 3


@pytest.mark.parametrize("host", ["a b", "a\x7fb", "a\x1bb"])
def test_a_host_that_cannot_be_is_no_web_address(host):
    with pytest.raises(ValueError, match="http"):
        ask(f"http://{host}:1/", "GET", gentle(resolve=lambda *_: [PUBLIC]))


def test_of_a_long_page_only_the_beginning_is_read(server):
    assert told(server.url("/flood")) == []
    assert server.seen.sent < 400 * 65536


def test_a_host_that_is_not_there():
    def nobody(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    expected = [("error", "link/broken", "there is no such host")]
    assert told("https://no.park.org/", resolve=nobody) == expected


def test_a_port_that_nobody_listens_on():
    with socket.create_server((PUBLIC, 0)) as listening:
        port = listening.getsockname()[1]
    expected = [("warning", "link/broken", "the server takes no calls")]
    assert told(f"http://park.org:{port}/") == expected


PRIVATE = (
    *("127.0.0.1", "[::1]", "169.254.169.254", "2130706433", "0x7f.1", "0177.0.0.1", "localhost"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "10.0.0.7", "inside.org", "[fe80::1]"),
)


@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("way", ["straight", "sent on"])
def test_what_is_not_public_is_never_asked(server, host, way):
    with serving("127.0.0.1") as secret:
        goal = f"http://{host}:{secret.port}/secret"
        address = goal if way == "straight" else server.url(f"/to/{goal}")
        ((severity, rule, _),) = told(address)
        assert (severity, rule) == ("error", "link/refused-address")
        assert secret.seen.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
        *("169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00::1", "fec0::1", "0.0.0.0", "::"),
        *("224.0.0.1", "ff02::1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"),
        *("2001:db8::1", "100::1", "192.88.99.1x", "", "2001:0:0:0:0:0:80ff:fffe"),
        *("192.0.0.8", "192.0.0.170", "3fff::1"),
    ],
)
def test_addresses_that_are_not_public(address):
    assert refused(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "2002:101:101::"]
)
def test_addresses_that_are_public(address):
    assert refused(address) == ""


def test_a_name_that_leads_elsewhere_a_moment_later_changes_nothing(server):
    answers = iter([[PUBLIC], ["127.0.0.1"], [PUBLIC]])

    def rebinding(host, port):
        return next(answers)

    with serving("127.0.0.1") as secret:
        ((_, rule, _),) = told(server.url("/405", "evil.org"), resolve=rebinding)
        assert rule == "link/refused-address"
        assert secret.seen.asked == []
    assert server.seen.asked == [("HEAD", "/405")]


def test_a_name_with_one_address_inside_is_not_asked(server):
    ((_, rule, _),) = told(server.url("/"), resolve=lambda host, port: [PUBLIC, "10.0.0.1"])
    assert rule == "link/refused-address"
    assert server.seen.asked == []


def test_nothing_of_this_machine_is_permitted_as_it_comes(server):
    ((_, rule, _),) = told(f"http://{PUBLIC}:{server.port}/", permitted=Manners().permitted)
    assert rule == "link/refused-address"
    assert server.seen.asked == []


def certificate(folder, name):
    """A certificate of our own for a name: what a server has, and what a client trusts."""
    if not shutil.which("openssl"):
        lacking("openssl")
    key, cert = folder / f"{name}.key", folder / f"{name}.pem"
    asked = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={name}"
    asked += f" -addext subjectAltName=DNS:{name}"
    subprocess.run(
        ["openssl", *asked.split(), "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(cert, key)
    return theirs, ssl.create_default_context(cafile=cert)


def test_certificates_are_judged_by_the_name_of_the_link(tmp_path):
    theirs, trusting = certificate(tmp_path, "park.org")
    with serving(context=theirs) as server:
        there, other = (server.url("/", name, "https") for name in ("park.org", "museum.org"))
        assert told(there, context=trusting) == []
        ((severity, rule, why),) = told(other, context=trusting)
        assert (severity, rule) == ("error", "link/certificate")
        assert "park.org" in why or "mismatch" in why
        ((severity, rule, why),) = told(there)
        assert (severity, rule) == ("error", "link/certificate")
        assert "self-signed" in why.replace("self signed", "self-signed")


def test_one_question_at_a_time_and_a_pause_between(server):
    addresses = [server.url(f"/late/0.02/{number}") for number in range(5)]
    check_links([mail(*addresses)], manners=gentle(pause=0.05))
    assert server.seen.most == 1
    times = server.seen.times
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.05


def test_hosts_are_asked_at_once_and_progress_is_told(server):
    hosts = ("park.org", "museum.org", "www.park.org")
    addresses = [server.url("/late/0.3", host) for host in hosts]
    steps = []
    found = check_links(
        [mail(*addresses)],
        manners=gentle(slow=5),
        told=lambda done, of: steps.append((done, of)),
    )
    assert server.seen.most > 1
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert (found.findings, found.asked, found.left_out) == ((), 3, 0)


def test_a_server_knows_who_asks(server):
    told(server.url("/"))
    (agent,) = server.seen.agents
    assert agent.startswith("Letterloom/")


def test_the_same_link_is_asked_once_and_told_once_with_its_place(server):
    html = "".join(f'<a href="{server.url("/404")}{end}">plan</a>' for end in ("", "#a", "#b"))
    (found,) = check_links([Mail("x.html", html)], manners=gentle()).findings
    assert found.count == 3
    assert server.seen.asked == [("HEAD", "/404"), ("GET", "/404")]


def test_what_is_one_readers_own_is_never_asked(server):
    own = [
        server.url("/unsubscribe?id=1"),
        server.url("/x?email=ana%40home.org"),
        server.url("/x?code=*|UNIQID|*"),
        server.url("/t/" + "a1b2c3d4" * 5),
        server.url("/mine"),
        "https://example.invalid/web",
        "mailto:a@park.org",
        "tel:+44",
    ]
    html = mail(*own).html + f'<a href="{server.url("/leave")}">Abbestellen</a>'
    found = check_links([Mail("x.html", html)], personal=[server.url("/mine")], manners=gentle())
    assert (found.findings, found.asked, found.left_out) == ((), 0, 7)
    assert server.seen.asked == []


def test_a_code_in_an_authors_own_link_is_the_pages(server):
    address = server.url("/doc/" + "a1b2c3d4" * 5)
    assert check_links([mail(address, ours=True)], manners=gentle()).asked == 1


def test_links_that_differ_from_reader_to_reader():
    def slot(name, kind, where):
        return Slot(Field(name, kind), where)

    html = Slotted(
        (
            '<a href="',
            '">a</a><a href="https://park.org/?c=',
            '">b</a><a href="https://park.org/">',
            "</a>",
        ),
        (
            slot("web_url", FieldKind.URL, Where.URL),
            slot("code", FieldKind.TEXT, Where.COMPONENT),
            slot("code", FieldKind.TEXT, Where.TEXT),
        ),
    )
    part = Part(1, 1, "p", "p", "T", (), "S", "", None, 0, 1)
    email = Email(part, Slotted(("S",)), html, Slotted(("",)), Slotted(("",)), "", {})
    values = {"web_url": "https://park.org/me", "code": "7"}
    assert personal_links(email, values) == {"https://park.org/me", "https://park.org/?c=7"}
