import { spawn } from "node:child_process";

/** Around a command. */
export interface Running {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Gets what it prints, and where. */
  readonly say: (text: string, stream: "stdout" | "stderr") => void;
}

/** Runs a command to its end; answers its exit code. */
export function ended(command: string, args: readonly string[], { cwd, env, say }: Running): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => say(text, stream));
    child.once("error", reject);
    child.once("close", resolve);
  });
}
