import { sharedStacks } from "../domain/lasting-stacks.ts";
import { serviceStageName, type NameKind } from "../domain/names.ts";
import { rulesEnvironmentNames } from "../domain/rules-repository.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

/** A name that something gets at a vendor. */
interface Claim {
  readonly name: string;
  readonly path: KeyPath;
}

/** Kinds that have one object per service and stage; each vendor keeps its names apart without regard to capitals. */
const perStage = ["vercelProject", "neonProject", "vercelEdgeConfig", "pagerDutyService"] as const satisfies NameKind[];

interface Pair {
  readonly serviceId: string;
  readonly stageId: string;
  readonly path: KeyPath;
}

/** Each service in each stage once: what two stacks claim is told as `stacks.overlap`. */
function pairsOf({ stacks }: Model): Pair[] {
  const all = Object.entries(stacks).flatMap(([id, stack]) =>
    stack.kind === "stage" && !stack.ephemeral
      ? stack.services.map((serviceId, index): Pair => ({
          serviceId,
          stageId: stack.stage,
          path: ["stacks", id, "services", index],
        }))
      : [],
  );
  return [...new Map(all.reverse().map((pair) => [`${pair.serviceId} ${pair.stageId}`, pair])).values()].reverse();
}

function collisions(claims: readonly Claim[], what: string): Problem[] {
  const taken = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const key = claim.name.toLowerCase();
    const earlier = taken.get(key);
    if (!earlier) taken.set(key, claim);
    return problemIf(earlier !== undefined, () =>
      problem(
        "names.collision",
        claim.path,
        claim.name,
        `a ${what} that nothing else has; ${(earlier?.path ?? []).map(String).join(".")} makes the same`,
        "Rename one of the two.",
      ),
    );
  });
}

const oncePerPath = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((each) => [each.path, each])).values(),
];

/** Different pairs that end up with one name. */
function stageNames(model: Model): Problem[] {
  const pairs = pairsOf(model);
  const found = perStage.flatMap((kind) =>
    collisions(
      pairs.map(({ serviceId, stageId, path }) => ({ name: serviceStageName(kind, serviceId, stageId), path })),
      "name of service and stage",
    ),
  );
  return oncePerPath(found);
}

function hosts(model: Model): Problem[] {
  const claims = pairsOf(model).flatMap(({ serviceId, stageId }): Claim[] => {
    const host = own(model.services, serviceId)?.vercel.host;
    const stage = own(model.stages, stageId);
    if (host === undefined || !stage) return [];
    const label = host === "@" ? stageId : `${stageId}-${host}`;
    return [{ name: stage.kind === "production" ? host : label, path: ["services", serviceId, "vercel", "host"] }];
  });
  return oncePerPath(collisions(claims, "host name"));
}

function longHosts(model: Model): Problem[] {
  return Object.entries(model.services).flatMap(([id, { vercel }]) => {
    const stages = Object.keys(model.stages).filter((stage) => model.stages[stage]?.kind !== "production");
    const labels = vercel.host === "@" ? stages : [vercel.host, ...stages.map((stage) => `${stage}-${vercel.host}`)];
    const bad = labels.find((label) => !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
    return problemIf(bad !== undefined, () =>
      problem(
        "names.bad-host",
        ["services", id, "vercel", "host"],
        bad,
        "a host label of 1 to 63 letters, digits and hyphens, the stage before it included, with no hyphen at either end",
        "Shorten or respell the host.",
      ),
    );
  });
}

function repositories({ organization, services }: Model): Problem[] {
  const claims: Claim[] = [
    { name: organization.rulesRepository.name, path: ["organization", "rulesRepository", "name"] },
    ...Object.entries(services).map(([id, { repository }]) => ({
      name: repository.name,
      path: ["services", id, "repository", "name"],
    })),
  ];
  const reserved = claims.flatMap(({ name, path }) =>
    problemIf(name === "." || name === ".." || /\.(?:git|wiki)$/i.test(name), () =>
      problem(
        "names.reserved",
        path,
        name,
        "a repository name that GitHub takes: not . or .., not ending in .git or .wiki",
        "Choose another name.",
      ),
    ),
  );
  return [...collisions(claims, "repository name"), ...reserved];
}

/** Names of environments of the rules repository: shared stacks and stages have one each, beside those of its own jobs. */
function environments(model: Model): Problem[] {
  const claims: Claim[] = [
    ...Object.values(rulesEnvironmentNames).map((name) => ({ name, path: ["organization", "rulesRepository"] })),
    ...sharedStacks(model).map((name) => ({ name, path: ["stacks", name] })),
    ...Object.keys(model.stages).map((name) => ({ name, path: ["stages", name] })),
  ];
  return collisions(claims, "name of an environment of the rules repository");
}

/** Titles that PagerDuty uses as names, which must differ within their kind. */
function titles({ onCall }: Model): Problem[] {
  return (["rotations", "escalations", "businessServices"] as const).flatMap((area) => {
    const titled: Readonly<Record<string, { readonly title: string }>> = onCall[area];
    const claims = Object.entries(titled).map(([id, { title }]) => ({
      name: title,
      path: ["onCall", area, id, "title"],
    }));
    return collisions(claims, "title");
  });
}

/** Names at the vendors. */
export const nameRules: readonly ModelRule[] = [
  {
    id: "names",
    title:
      "No two things get one name at a vendor, capitals aside and after shortening, and every name is one that it takes.",
    codes: ["names.collision", "names.bad-host", "names.reserved"],
    requirements: ["P1", "A1"],
    check: ({ model }) => [
      ...stageNames(model),
      ...hosts(model),
      ...longHosts(model),
      ...repositories(model),
      ...environments(model),
      ...titles(model),
    ],
  },
];
