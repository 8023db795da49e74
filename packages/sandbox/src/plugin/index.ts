/** The provider plugin of the practice ground. */
export { startPluginHost, type PluginHost } from "./host.ts";
export type { SandboxUrls } from "./providers.ts";
