/** The service definition that Pulumi ships without types. */
declare module "@pulumi/pulumi/proto/provider_grpc_pb.js" {
  import type { ChannelCredentials, Client, ServiceDefinition } from "@grpc/grpc-js";
  const module: {
    readonly ResourceProviderService: ServiceDefinition;
    readonly ResourceProviderClient: new (address: string, credentials: ChannelCredentials, options?: object) => Client;
  };
  // eslint-disable-next-line import-x/no-default-export -- a CommonJS module seen from ESM has a default export only
  export default module;
}
