import type { Host } from "./host.ts";

const patience = 2_000;

/**
 * Waits for `work` and tells people what is being waited for once it takes longer than two seconds: a live line on a
 * terminal, one plain line elsewhere.
 */
export async function withProgress<T>(host: Host, label: string, work: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const timer = setTimeout(() => {
    stop = begin(host, label);
  }, patience);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    stop();
  }
}

function begin(host: Host, label: string): () => void {
  if (!host.liveProgress) {
    host.err(`${label} ...\n`);
    return () => undefined;
  }
  let live: { stop: () => void } | undefined;
  let ended = false;
  void import("ora").then(({ default: ora }) => {
    if (!ended) live = ora({ text: label }).start();
  });
  return () => {
    ended = true;
    live?.stop();
  };
}
