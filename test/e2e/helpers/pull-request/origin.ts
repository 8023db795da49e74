import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { inRepository, repositoryRoot } from "../../../helpers/repository.ts";

/** What the path of a change needs of this repository: all that runs and judges, no tests and pages. */
const left = /^(?:test|docs|bench|tools)\/|\/test\/|\/truth\/|\.png$/;

/** Runs Git; answers what it printed. */
export function git(folder: string, args: readonly string[], input?: string | Buffer, env: object = {}): string {
  const own = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", ...env };
  return execFileSync("git", [...args], { cwd: folder, input, env: own, maxBuffer: 1 << 28, encoding: "utf8" }).trim();
}

/** A file of a tree. */
export interface TreeFile {
  readonly path: string;
  readonly mode: string;
}

/** Files of this repository that a practice repository begins with. */
export function trackedFiles(): readonly TreeFile[] {
  const lines = git(repositoryRoot, ["ls-files", "--stage", "-z"]).split("\0");
  const all = lines.flatMap((line) => {
    const [, mode, path] = /^(\d{6}) \S+ \d\t(.+)$/s.exec(line) ?? [];
    return mode === undefined || path === undefined ? [] : [{ mode, path }];
  });
  return all.filter(({ path: each }) => !left.test(each) && existsSync(inRepository(each)));
}

/** The objects of a repository as a runner fetches them; commits are born at GitHub. */
export class Origin {
  readonly folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    git(folder, ["init", "--quiet", "--bare"]);
    git(folder, ["config", "uploadpack.allowAnySHA1InWant", "true"]);
  }

  /** Which of these objects are not there. */
  missing(shas: readonly string[]): readonly string[] {
    const lines = git(this.folder, ["cat-file", "--batch-check"], `${shas.join("\n")}\n`).split("\n");
    return lines.filter((line) => line.endsWith(" missing")).map((line) => line.split(" ")[0] ?? "");
  }

  /** Keeps the content of files, as they lie in a folder. */
  keepFiles(root: string, files: readonly TreeFile[]): void {
    const paths = files.map((each) => path.join(root, each.path)).join("\n");
    git(this.folder, ["hash-object", "-w", "--no-filters", "--stdin-paths"], `${paths}\n`);
  }

  /** Keeps an object as it is. @throws Error where Git gives it another name than `sha` */
  keep(kind: "blob" | "commit", content: string | Buffer, sha: string): void {
    const made = git(this.folder, ["hash-object", "--literally", "-w", "-t", kind, "--stdin"], content);
    if (made !== sha) throw new Error(`a ${kind} is ${made} for Git and ${sha} for GitHub`);
  }

  /** Keeps a tree with everything beneath it, whose files are there. @throws Error where Git gives it another name */
  keepTree(files: readonly (TreeFile & { readonly sha: string })[], sha: string): void {
    const env = { GIT_INDEX_FILE: path.join(this.folder, `index-${sha}`) };
    const lines = files.map((each) => `${each.mode} ${each.sha}\t${each.path}\n`).join("");
    git(this.folder, ["update-index", "--index-info"], lines, env);
    const made = git(this.folder, ["write-tree"], undefined, env);
    if (made !== sha) throw new Error(`a tree is ${made} for Git and ${sha} for GitHub`);
  }

  /** What `actions/checkout` does: one commit, without the history before it. */
  checkout(folder: string, sha: string): void {
    mkdirSync(folder, { recursive: true });
    git(folder, ["init", "--quiet"]);
    git(folder, ["remote", "add", "origin", `file://${this.folder}`]);
    git(folder, ["fetch", "--quiet", "--depth", "1", "origin", sha]);
    git(folder, ["checkout", "--quiet", "--detach", sha]);
  }
}

/** What `npm ci` does here: the packages of this repository, and of the workspaces those of the checkout itself. */
export function linkPackages(folder: string): void {
  const modules = path.join(folder, "node_modules");
  mkdirSync(modules);
  const own = readdirSync(path.join(folder, "packages"));
  for (const name of readdirSync(inRepository("node_modules"))) {
    if (name === ".bin" || name === "@launchgate" || own.includes(name)) continue;
    symlinkSync(inRepository(`node_modules/${name}`), path.join(modules, name));
  }
  cpSync(inRepository("node_modules/.bin"), path.join(modules, ".bin"), { recursive: true, verbatimSymlinks: true });
  mkdirSync(path.join(modules, "@launchgate"));
  for (const name of own) {
    const scope = name === "neon-pulumi" ? name : `@launchgate/${name}`;
    symlinkSync(path.join(folder, "packages", name), path.join(modules, scope));
    const inner = inRepository(`packages/${name}/node_modules`);
    if (existsSync(inner)) symlinkSync(inner, path.join(folder, "packages", name, "node_modules"));
  }
}

/** Puts the practice ground of another folder into a checkout: without it no vendor and no state of the practice can be opened. */
export function linkPractice(folder: string, practice: string): void {
  mkdirSync(path.join(folder, ".launchgate"), { recursive: true });
  symlinkSync(practice, path.join(folder, ".launchgate/sandbox"), "dir");
}
