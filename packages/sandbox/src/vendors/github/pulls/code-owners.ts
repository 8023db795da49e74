import ignoring from "ignore";
import type { World } from "../../../world/world.ts";
import { changesBetween, textOf } from "../git/changes.ts";
import { filesOf, type Repository } from "../git/objects.ts";
import type { TeamData, UserData } from "../types.ts";
import { teamHas } from "../rules/actors.ts";
import type { Heads } from "./heads.ts";

/** Places of the file, the first that is there counts. Source: GitHub docs, "About code owners". */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** Owners that must approve: for each changed file those of the last line that fits, by the file of the base branch. */
export function ownersAsked(
  world: World,
  repo: Repository,
  { base, head, common }: Heads,
): readonly (readonly string[])[] {
  const files = filesOf(world, repo, base);
  const place = places.find((each) => files[each]);
  const lines = place === undefined ? [] : linesOf(textOf(world, repo, files[place]?.sha ?? "") ?? "");
  const changed = changesBetween(world, repo, filesOf(world, repo, common), filesOf(world, repo, head));
  const paths = changed.flatMap(({ filename, previous }) =>
    previous === undefined ? [filename] : [filename, previous],
  );
  const asked = paths.map((path) => lines.findLast(({ fits }) => fits(path))?.owners ?? []);
  const unique = new Map(asked.filter((each) => each.length > 0).map((each) => [each.join(" "), each]));
  return [...unique.values()];
}

/** Whether somebody is one of these owners: `@login`, `@org/team` or an e-mail address. */
export function owns(world: World, owners: readonly string[], login: string): boolean {
  const user = world.store.all<UserData>("github.user").find(({ data }) => data.login === login)?.data;
  return owners.some((owner) => {
    const slug = /^@[^/]+\/(.+)$/.exec(owner)?.[1];
    if (slug === undefined) return owner === user?.email || owner.toLowerCase() === `@${login.toLowerCase()}`;
    const team = world.store.all<TeamData>("github.team").find(({ data }) => data.slug === slug);
    return team !== undefined && teamHas(world, team.data.id, login);
  });
}

interface Line {
  readonly owners: readonly string[];
  readonly fits: (path: string) => boolean;
}

/** Lines of the file; one without owners takes ownership away. Patterns are those of .gitignore, but for `!` and `[ ]`. */
function linesOf(text: string): Line[] {
  const lines = text.split("\n").map((line) => line.replace(/(^|\s)#.*$/, "").trim());
  return lines.flatMap((line) => {
    const [pattern, ...owners] = line.split(/\s+/);
    if (pattern === undefined || pattern === "" || /^!|[[\]]/.test(pattern)) return [];
    const matcher = ignoring.default().add(pattern);
    return [{ owners, fits: (path: string) => matcher.ignores(path) }];
  });
}
