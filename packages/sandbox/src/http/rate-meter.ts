import type { RateLimit, RateState } from "./dialect.ts";

interface Window {
  readonly endsAt: number;
  used: number;
}

/**
 * Counts the calls of each token in windows of sandbox time. Headers tell the truth; refusal at the limit is a matter of
 * choice ({@link SandboxOptions.enforceRateLimits}), since a laptop makes an hour's calls in seconds.
 */
export class RateMeter {
  readonly #limit: RateLimit;
  readonly #windows = new Map<string, Window>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Counts one call of a holder at a moment (milliseconds since 1970) and says where the holder stands. */
  count(holder: string, now: number): RateState {
    const { limit, windowSeconds } = this.#limit;
    const length = windowSeconds * 1000;
    const known = this.#windows.get(holder);
    const current = known && now < known.endsAt && now >= known.endsAt - length;
    const window: Window = current ? known : { endsAt: now + length, used: 0 };
    window.used += 1;
    this.#windows.set(holder, window);
    return {
      limit,
      used: window.used,
      remaining: Math.max(0, limit - window.used),
      resetAt: Math.ceil(window.endsAt / 1000),
      resetInSeconds: Math.max(0, Math.ceil((window.endsAt - now) / 1000)),
    };
  }
}
