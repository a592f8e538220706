// Checks each mail named on the command line some rounds long, in one process, and prints JSON:
// for each the milliseconds of every round and how many things were found.
import { readFileSync } from "node:fs";
import { auditEmail } from "@emailens/engine";

const [rounds, ...files] = process.argv.slice(2);
const told = files.map((file) => {
  const html = readFileSync(file, "utf8");
  const taken = [];
  let report;
  for (let round = 0; round <= Number(rounds); round += 1) {
    const start = performance.now();
    report = auditEmail(html);
    taken.push(performance.now() - start);
  }
  const found =
    report.compatibility.warnings.length +
    report.spam.issues.length +
    report.links.issues.length +
    report.accessibility.issues.length +
    report.images.issues.length;
  return { taken: taken.slice(1), found };
});
console.log(JSON.stringify(told));
