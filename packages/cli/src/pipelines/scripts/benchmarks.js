// Fails where a benchmark rises by more than the model allows against what is merged into, the last release (P8).
// Usage: REGRESSION_PERCENT=10 node benchmarks.mjs <folder of the base> <folder of the change>
// `npm run benchmarks` writes benchmarks.json: a list of { "name", "unit", "value" }, of which smaller is better.
// Both sides run in turn on this machine, since figures of two machines cannot be compared; the median of all rounds counts.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

const allowed = Number(process.env.REGRESSION_PERCENT || "none");
const rounds = Number(process.env.ROUNDS ?? "5");
const [base = "", change = ""] = process.argv.slice(2);

function hasBenchmarks(folder) {
  const { scripts = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return typeof scripts.benchmarks === "string";
}

function measured(folder) {
  const file = path.join(folder, "benchmarks.json");
  rmSync(file, { force: true });
  const { status } = spawnSync("npm", ["run", "--silent", "benchmarks"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error(`npm run benchmarks in ${folder} ended with ${status}.`);
  return figures(file);
}

function figures(file) {
  const list = JSON.parse(readFileSync(file, "utf8"));
  const isFigure = ({ name, value }) => typeof name === "string" && Number.isFinite(value) && value >= 0;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isFigure))
    throw new Error(`${file} is no list of figures with "name" and "value".`);
  if (new Set(list.map(({ name }) => name)).size < list.length) throw new Error(`${file} has a name twice.`);
  return list;
}

function medians(runs) {
  const all = runs.flat();
  const valuesOf = (wanted) => all.filter(({ name }) => name === wanted).map(({ value }) => value);
  return new Map(all.map(({ name }) => [name, median(valuesOf(name))]));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function judge(before, now) {
  return [...before].flatMap(([name, was]) => {
    const is = now.get(name);
    if (is === undefined) return [`"${name}" is not measured any more.`];
    const rise = is === was ? 0 : ((is - was) / was) * 100;
    const told = `"${name}" went from ${was} to ${is}, ${rise.toFixed(1)} %`;
    process.stdout.write(`${told}; at most ${allowed} % are allowed.\n`);
    return rise > allowed ? [`${told}: the model allows ${allowed} %.`] : [];
  });
}

function problems() {
  if (!(allowed >= 0 && allowed <= 100)) return ["REGRESSION_PERCENT is no percentage."];
  if (!(Number.isInteger(rounds) && rounds >= 1)) return ["ROUNDS is no number of rounds."];
  const isFirst = !hasBenchmarks(base);
  const [before, now] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    if (!isFirst) before.push(measured(base));
    now.push(measured(change));
  }
  if (isFirst) process.stdout.write("::notice title=Benchmarks::The base has none: these are the first.\n");
  return judge(medians(before), medians(now));
}

function found() {
  try {
    return problems();
  } catch (error) {
    return [error.message];
  }
}

for (const each of found()) {
  process.stdout.write(`::error title=Benchmarks::${each.replaceAll(/\s+/g, " ")}\n`);
  process.exitCode = 1;
}
