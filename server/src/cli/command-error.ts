/** Why a command can't do what it was asked to: one line for a person. The command ends with exit code 2. */
export class CommandError extends Error {}
