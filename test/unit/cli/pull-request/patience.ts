import { vi } from "vitest";

/** Tests that plan whole stacks or start the practice ground take seconds, and many of them on a busy machine. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
