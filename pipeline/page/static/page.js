// The page: its rooms put together, then its data.

import { startInbox } from "./inbox.js";
import { startKnown } from "./known.js";
import { startLetters } from "./letters.js";
import { startLive } from "./live.js";
import { startPalette } from "./palette.js";
import { startPeople } from "./people.js";
import { startPrint } from "./print.js";
import { live, show } from "./series.js";
import { startShell } from "./shell.js";
import { startTrouble } from "./trouble.js";

startLetters();
startKnown();
startShell();
startInbox();
startPeople();
startTrouble();
startPalette();
startPrint();

const carried = document.getElementById("data");
if (carried) show(JSON.parse(carried.textContent));
if (live) startLive();
