/**
 * Reads the part of VS Code's command line that @vscode/test-electron uses: `--flag`, `--flag=value`, and a folder.
 * @param {readonly string[]} args
 */
export function readCommandLine(args) {
  const flags = new Map();
  const developed = [];
  let folder;
  for (const argument of args) {
    const [, name, value = true] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) folder ??= argument;
    else if (name === 'extensionDevelopmentPath') developed.push(value);
    else flags.set(name, value);
  }
  return {
    developed,
    folder,
    tests: flags.get('extensionTestsPath'),
    web: flags.get('extensionDevelopmentKind') === 'web',
    // Desktop test runs are always trusted; this flag is the stand-in's own.
    restricted: flags.has('restricted'),
    userDataDir: flags.get('user-data-dir'),
    extensionsDir: flags.get('disable-extensions') ? undefined : flags.get('extensions-dir'),
  };
}
