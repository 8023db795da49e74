/** The compiler as a test: a mutant that does not compile is noticed by `npm run types`. */
import path from "node:path";
import ts from "typescript";

/** Tells whether a file would still compile with another text. */
export type Compiles = (file: string, text: string) => boolean;

/** A compiler over the repository below `root`. Asks only for errors in the file itself, and not for what is unused. */
export function compilerOf(root: string): Compiles {
  const options = optionsOf(root);
  const texts = new Map<string, { version: number; text: string | undefined }>();
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: (file) => String(texts.get(file)?.version ?? 0),
    getScriptSnapshot: (file) => {
      const text = texts.get(file)?.text ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    getDirectories: (folder) => ts.sys.getDirectories(folder),
    realpath: (file) => ts.sys.realpath?.(file) ?? file,
  });
  const put = (file: string, text: string | undefined): void => {
    texts.set(file, { version: (texts.get(file)?.version ?? 0) + 1, text });
  };
  return (file, text) => {
    const full = path.join(root, file);
    put(full, text);
    const faults = [...service.getSyntacticDiagnostics(full), ...service.getSemanticDiagnostics(full)];
    put(full, undefined);
    return faults.length === 0;
  };
}

function optionsOf(root: string): ts.CompilerOptions {
  const file = path.join(root, "tsconfig.json");
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
  return { ...options, noUnusedLocals: false, noUnusedParameters: false };
}
