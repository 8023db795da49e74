/** The service definition that Pulumi ships without types. */
declare module "@pulumi/pulumi/proto/provider_grpc_pb.js" {
  import type { Client, ServiceDefinition } from "@grpc/grpc-js";
  const module: {
    readonly ResourceProviderService: ServiceDefinition;
    readonly ResourceProviderClient: new (
      address: string,
      credentials: import("@grpc/grpc-js").ChannelCredentials,
      options?: object,
    ) => Client;
  };
  export default module;
}
