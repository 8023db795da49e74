#!/usr/bin/env node
import module from "node:module";

// Plain JavaScript on purpose: an old Node must be told what is wrong before it meets the first TypeScript file.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `launchgate needs Node 22.18 or later; this is ${process.versions.node}.\n` +
      "Fix: run it as `npx launchgate ...` in the clone, which uses the Node that the project pins.\n",
  );
  process.exitCode = 1;
} else {
  // Types are stripped and sources compiled once, not at every start: kept in the temporary folder (half the start-up time).
  module.enableCompileCache();
  const { main } = await import("../src/main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
