/** The gRPC side: Pulumi's provider service over a {@link ProviderBackend}. */
export * from "./marks.ts";
export * from "./properties.ts";
export * from "./protocol.ts";
export * from "./service.ts";
