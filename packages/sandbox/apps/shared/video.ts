import type { ApplicationContext } from "./application.ts";
import type { Switches } from "./switches.ts";

/** Milliseconds that Mux has to answer in, and calls that the error share is reckoned over. */
const patience = 1000;
const window = 50;

/** What a player gets. */
export interface Playback {
  readonly id: string;
  /** `mux`, or `fallback`: the poster image and the progressive file. */
  readonly source: "mux" | "fallback";
  readonly url: string;
  readonly poster: string;
}

/** Video by Mux, with a fallback for when it fails or the switch `video-fallback` is on. (D1) */
export class Video {
  readonly #context: ApplicationContext;
  readonly #switches: Switches;
  readonly #outcomes: boolean[] = [];

  constructor(context: ApplicationContext, switches: Switches) {
    this.#context = context;
    this.#switches = switches;
  }

  /** Failed calls of the last, percent. */
  get errorPercent(): number {
    const failed = this.#outcomes.filter((each) => !each).length;
    return this.#outcomes.length === 0 ? 0 : (100 * failed) / this.#outcomes.length;
  }

  /** What to play: always something. */
  async playback(id: string): Promise<Playback> {
    const poster = `/media/${id}/poster.jpg`;
    const fallback = { id, source: "fallback" as const, url: `/media/${id}/progressive.mp4`, poster };
    if (await this.#switches.isOn("video-fallback")) return fallback;
    const playbackId = await this.#ask(id);
    this.#outcomes.push(playbackId !== undefined);
    if (this.#outcomes.length > window) this.#outcomes.shift();
    this.#context.gauge("app.video.error_percent", this.errorPercent);
    if (playbackId === undefined) return fallback;
    return { id, source: "mux", url: `https://stream.mux.com/${playbackId}.m3u8`, poster };
  }

  async #ask(id: string): Promise<string | undefined> {
    const { MUX_URL: base = "https://api.mux.com", MUX_TOKEN: token = "" } = this.#context.environment;
    const headers = { authorization: `Basic ${Buffer.from(token).toString("base64")}` };
    try {
      const url = `${base}/video/v1/assets/${encodeURIComponent(id)}`;
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
      if (!answer.ok) return undefined;
      const { data } = (await answer.json()) as { data?: { playback_ids?: { id: string }[] } };
      return data?.playback_ids?.[0]?.id;
    } catch {
      return undefined;
    }
  }
}
