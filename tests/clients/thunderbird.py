"""Thunderbird without a screen: opens a message as its reader would and tells what is shown."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from marionette import Marionette, free_port

OPEN = """
const [path] = given;
const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(path);
const pause = () => new Promise(done => setTimeout(done, 50));
const messages = () => [...Services.wm.getEnumerator("mail:messageWindow")];
for (const one of messages()) one.close();
while (messages().length) await pause();
MailUtils.openEMLFile(window, file, Services.io.newFileURI(file));
let pane, page;
for (;;) {
  await pause();
  const about = messages()[0]?.document.getElementById("messageBrowser")?.contentDocument;
  pane = about?.getElementById("messagepane");
  page = pane?.contentDocument;
  if (page?.readyState !== "complete" || !page.body?.textContent.trim()) continue;
  if (page.URL !== "about:blank" && [...page.images].every(one => one.complete)) break;
}
await new Promise(done => page.defaultView.requestAnimationFrame(() => setTimeout(done, 0)));
globalThis.lettersPane = pane;
"""
SEEN = """
const page = globalThis.lettersPane.contentDocument;
return {
  text: page.body.innerText,
  links: [...page.querySelectorAll("a[href]")].map(one => one.getAttribute("href")),
  images: [...page.images].map(one => [one.alt, one.checkVisibility(), one.naturalWidth > 0]),
};
"""
EVALUATE = """
const view = globalThis.lettersPane.contentWindow;
const sandbox = new Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal(),
  { sandboxPrototype: view, wantXrays: false });
return Cu.evalInSandbox(`(${given[0]})()`, sandbox);
"""
PICTURE = """
const pane = globalThis.lettersPane;
const { scrollWidth, scrollHeight } = pane.contentDocument.documentElement;
const area = new DOMRect(0, 0, scrollWidth, Math.min(scrollHeight, 8000));
const drawn = await pane.browsingContext.currentWindowGlobal.drawSnapshot(area, 1, "white");
const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
canvas.width = drawn.width;
canvas.height = drawn.height;
canvas.getContext("2d").drawImage(drawn, 0, 0);
return canvas.toDataURL("image/png").split(",")[1];
"""
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.openMessageBehavior": 0,
    "mail.provider.enabled": False,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mail.startup.enabledMailCheckOnce": True,
    "mailnews.start_page.enabled": False,
    "network.dns.disabled": True,
    "toolkit.telemetry.enabled": False,
}


class Thunderbird:
    """A running Thunderbird."""

    def __init__(self, driver: Marionette) -> None:
        self._driver = driver

    def dark(self, *, wanted: bool) -> None:
        """Set what the system says that it prefers; for messages that are opened after this."""
        script = 'Services.prefs.setIntPref("ui.systemUsesDarkTheme", given[0])'
        self._driver.run(script, int(wanted))

    def open(self, message: Path) -> None:
        """Show a message in a window of its own, with its images."""
        self._driver.run(OPEN, str(message))

    def seen(self) -> dict[str, Any]:
        """The text, links and images of the message that is open."""
        told: dict[str, Any] = self._driver.run(SEEN)
        return told

    def evaluate(self, function: str) -> Any:
        """What a function of JavaScript gives in the message's page."""
        return self._driver.run(EVALUATE, function)

    def picture(self) -> bytes:
        """The whole message as a PNG."""
        return base64.b64decode(self._driver.run(PICTURE))


@contextmanager
def running(profile: Path) -> Iterator[Thunderbird]:
    """Thunderbird with an empty profile in this folder, ended afterwards."""
    port = free_port()
    preferences = PREFERENCES | {"marionette.port": port}
    lines = (f"user_pref({name!r}, {str(value).lower()});" for name, value in preferences.items())
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    program = subprocess.Popen(
        [
            *(shutil.which("thunderbird") or "thunderbird", "--no-remote", "--new-instance"),
            *("--profile", str(profile), "--marionette", "--remote-allow-system-access"),
        ],
        env=os.environ | {"MOZ_HEADLESS": "1", "HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        driver = Marionette(port)
        yield Thunderbird(driver)
        driver.close()
    finally:
        program.terminate()
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
