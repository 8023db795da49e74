/** A region of Neon. */
interface Region {
  readonly id: string;
  readonly title: string;
  readonly latitude: string;
  readonly longitude: string;
}

function region(id: string, title: string, latitude: string, longitude: string): Region {
  return { id, title, latitude, longitude };
}

/** Regions in which projects can be made. Source: Neon docs, "Regions". */
export const regions: readonly Region[] = [
  region("aws-us-east-1", "AWS US East 1 (N. Virginia)", "38.13", "-78.45"),
  region("aws-us-east-2", "AWS US East 2 (Ohio)", "39.96", "-83"),
  region("aws-us-west-2", "AWS US West 2 (Oregon)", "46.15", "-123.88"),
  region("aws-eu-central-1", "AWS Europe Central 1 (Frankfurt)", "50", "8"),
  region("aws-eu-west-2", "AWS Europe West 2 (London)", "51.51", "-0.13"),
  region("aws-ap-southeast-1", "AWS Asia Pacific 1 (Singapore)", "1.37", "103.8"),
  region("aws-ap-southeast-2", "AWS Asia Pacific 2 (Sydney)", "-33.87", "151.21"),
  region("aws-sa-east-1", "AWS South America East 1 (São Paulo)", "-23.55", "-46.63"),
  region("azure-eastus2", "Azure East US 2 (Virginia)", "36.67", "-78.39"),
  region("azure-westus3", "Azure West US 3 (Arizona)", "33.45", "-112.07"),
  region("azure-gwc", "Azure Germany West Central (Frankfurt)", "50.11", "8.68"),
];

/** Host behind which the computes of a region are: `eu-central-1.aws.neon.tech`. */
export function proxyHost(id: string): string {
  const [platform = "", ...rest] = id.split("-");
  return `${rest.join("-")}.${platform}.neon.tech`;
}
