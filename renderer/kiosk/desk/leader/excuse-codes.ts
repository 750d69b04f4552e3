/** Codes of the timesheet's symbol table that a leader asks for at the counter, most often first. */
export const EXCUSE_CODES = ['P', 'CT', 'H', 'Ô', 'Cô', 'NB', 'R1', 'R0', 'TS', 'CB60'] as const
export type ExcuseCode = (typeof EXCUSE_CODES)[number]

/** Without the number of a paper nobody can approve these; whoever approves may add it (`core/excuses`). */
export const NEEDS_DOCUMENT: readonly ExcuseCode[] = ['P', 'CT', 'H', 'Ô', 'Cô', 'TS']

export const isExcuseCode = (code: string): code is ExcuseCode => EXCUSE_CODES.some((one) => one === code)
