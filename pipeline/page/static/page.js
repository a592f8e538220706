// The page: its rooms put together, then its data.

import { show } from "./series.js";

const within = document.getElementById("data");
if (within) show(JSON.parse(within.textContent));
