/** How `check` writes findings. */
export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** What `generate` draws. */
export const KINDS = ['key', 'secret', 'pair', 'password'] as const;
