// Checks a program with the compiler of TypeScript, beside the installed SDKs.

import { fileURLToPath } from "node:url";

import ts from "typescript";

/** The errors of a program under `strict`, each with its line, from 0, and its message. */
export function typeCheck(program) {
  // In this folder, so that the packages are found. The file is never written.
  const path = fileURLToPath(new URL("program.generated.ts", import.meta.url));
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.getSourceFile = (file, language) =>
    file === path ? ts.createSourceFile(file, program, language) : getSourceFile(file, language);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([path], options, host));
  return diagnostics.map(({ file, start, messageText }) => ({
    line: file?.getLineAndCharacterOfPosition(start).line,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}
