// Waits until another workflow has left the artifact of this pull request, and names it and its run as outputs.
// ARTIFACT: beginning of its name; PULL: number of the pull request, or the ref of its merge group.
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const { ARTIFACT = "", PULL = "", GITHUB_TOKEN, GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_OUTPUT } = process.env;
const pauseMilliseconds = Number(process.env.PAUSE_MILLISECONDS ?? "10000");
const looks = Number(process.env.LOOKS ?? "60");
const pull = /^\d+$/.test(PULL) ? PULL : /\/pr-(\d+)-[0-9a-f]+$/.exec(PULL)?.[1];
const name = `${ARTIFACT}${pull}`;

async function newest() {
  const query = new URLSearchParams({ name, per_page: "100" });
  const answer = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/actions/artifacts?${query}`, {
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${GITHUB_TOKEN}` },
  });
  if (!answer.ok) throw new Error(`GitHub answers ${answer.status}.`);
  const { artifacts } = await answer.json();
  return artifacts.filter(({ expired }) => !expired).sort((a, b) => b.created_at.localeCompare(a.created_at))[0];
}

async function awaited() {
  for (let look = 1; look <= looks; look += 1) {
    const found = await newest();
    if (found) return found;
    if (look < looks) await wait(pauseMilliseconds);
  }
  throw new Error(`No artifact ${name} has arrived. Forks get none: bring the change into a branch of the repository.`);
}

try {
  if (pull === undefined) throw new Error(`"${PULL}" is neither a pull request nor a merge group.`);
  const { workflow_run: run } = await awaited();
  appendFileSync(GITHUB_OUTPUT, `artifact=${name}\nrun-id=${run.id}\n`);
} catch (error) {
  process.stdout.write(`::error title=${ARTIFACT}::${error.message}\n`);
  process.exitCode = 1;
}
