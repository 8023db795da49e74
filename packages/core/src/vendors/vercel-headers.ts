/** Header by which Vercel lets automation through deployment protection; its value is a secret. */
export const bypassHeader = "x-vercel-protection-bypass";
