// The letters: every way to see them, in the order in which they are offered.

import { startDevices } from "./devices.js";
import { startPointing } from "./origin.js";
import { clientsView } from "./view_clients.js";
import { codeViews } from "./view_code.js";
import { mailView, startMailView } from "./view_mail.js";
import { partsView } from "./view_parts.js";
import { sourceView } from "./view_source.js";
import { splitView } from "./view_split.js";
import { webView } from "./view_web.js";
import { set } from "./state.js";
import { view } from "./views.js";

export function startLetters() {
  for (const one of [mailView, partsView, splitView, clientsView, sourceView, ...codeViews, webView]) view(one);
  startDevices();
  startPointing();
  startMailView();
  if (innerWidth < 600 && !/[#&]device=/.test(location.hash)) set({ device: "phone" }, { silent: true });
}
