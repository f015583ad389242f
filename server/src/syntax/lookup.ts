/** Gives a variable's value: the empty string is a value, `undefined` means that nobody sets it. */
export type Lookup = (name: string) => string | undefined;
