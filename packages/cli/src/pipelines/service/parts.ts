import { action, appToken, checkout, expression, install, keep, launchgate, node, run } from "../steps.ts";
import type { Environment, Step } from "../workflow.ts";
import { escalate, type Call } from "../program/parts.ts";
import type { ServicePipeline } from "./context.ts";

/** Folder in which trusted jobs have the code of the rules repository. */
export const rulesFolder = "rules";

/**
 * The commands of the rules repository, from its protected branch: a trusted job runs them and nothing of the service. Our
 * app's token reads that one repository (S3).
 */
export function rulesCommands({ rulesRepository }: Pick<ServicePipeline, "rulesRepository">): Step[] {
  return [
    appToken(rulesRepository, { "permission-contents": "read" }),
    checkout("Release commands", {
      repository: expression(`format('{0}/{1}', github.repository_owner, '${rulesRepository}')`),
      token: expression("steps.app.outputs.token"),
      path: rulesFolder,
    }),
    node({ "node-version-file": `${rulesFolder}/.nvmrc` }),
    install({ "working-directory": rulesFolder }),
  ];
}

/** One `launchgate` command in the folder of the rules. */
export function rulesCommand(name: string, words: string, env: Environment, options: Partial<Step> = {}): Step {
  return launchgate(name, words, { ...options, env, "working-directory": rulesFolder });
}

/** {@link escalate} from the folder of the rules: whoever is on call for the service gets the run's page (P9). */
export function callPerson(call: Call, token: Environment): Step {
  const { run: commands, ...step } = escalate(call, token);
  return { ...step, "working-directory": rulesFolder, run: commands ?? "" };
}

/** What is built once and goes through every stage (P2). */
export const artefact = { name: "release-artefact", file: "release.tar.gz", sbom: "sbom.cdx.json" } as const;

/** Builds, packs to the same bytes for the same files, and hands the digest on as output `digest`. The id is `pack`. */
export function buildOnce({ retentionDays, nodeVersion }: ServicePipeline): Step[] {
  return [
    ...sources("The commit", nodeVersion),
    run("Build", "npm run build", { env: { RELEASE_VERSION: expression("github.sha") } }),
    run(
      "Pack",
      [
        `tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - .vercel/output | gzip -n > ${artefact.file}`,
        `npm sbom --sbom-format cyclonedx > ${artefact.sbom}`,
        `echo "digest=$(sha256sum ${artefact.file} | cut -d ' ' -f 1)" >> "$GITHUB_OUTPUT"`,
      ],
      { id: "pack" },
    ),
    keep("Artefact and bill of materials", artefact.name, `${artefact.file}\n${artefact.sbom}\n`, retentionDays),
  ];
}

/** The code of the service, Node and its packages. */
export function sources(name: string, nodeVersion: string): Step[] {
  return [checkout(name), node({ "node-version": nodeVersion }), install()];
}

/** The artefact of the build, proven to be the one that was built: another digest ends the job (P2). */
export function fetchArtefact(): Step[] {
  return [
    action("downloadArtifact", "Artefact", { name: artefact.name, path: "." }),
    run("The artefact is the one that was built", `echo "$DIGEST  ${artefact.file}" | sha256sum --check --strict`, {
      env: { DIGEST: expression("needs.artefact.outputs.digest") },
    }),
    run("Unpack", `tar -xzf ${artefact.file} .vercel/output`),
  ];
}
