import { captureProgram, type Capture, type CapturedResource } from "../../packages/cli/src/offline/capture.ts";

/** Runs `build` as a whole program in this process and returns what it registered, flushed (design/style.md, Tests). */
export async function capture(
  build: () => unknown,
  config: Readonly<Record<string, string>> = {},
): Promise<
  Capture & {
    readonly one: (type: string, name?: string) => CapturedResource;
    readonly all: (type: string) => CapturedResource[];
  }
> {
  const result = await captureProgram({
    project: "launchgate",
    stack: "test",
    config,
    secretKeys: [],
    program: async () => {
      const made = await build();
      return made !== null && typeof made === "object" && Object.getPrototypeOf(made) === Object.prototype
        ? (made as Record<string, unknown>)
        : undefined;
    },
  });
  const all = (type: string): CapturedResource[] => result.resources.filter((each) => each.type === type);
  const one = (type: string, name?: string): CapturedResource => {
    const found = all(type).filter((each) => name === undefined || each.name === name);
    if (found.length !== 1 || !found[0]) {
      throw new Error(`${String(found.length)} resources of type ${type}${name ? ` named ${name}` : ""}, one expected`);
    }
    return found[0];
  };
  return { ...result, one, all };
}
