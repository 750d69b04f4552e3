/** Codes of the timesheet's symbol table that a leader asks for at the counter, most often first. */
export const EXCUSE_CODES = ['P', 'CT', 'H', 'Ô', 'Cô', 'NB', 'R1', 'R0', 'TS', 'CB60'] as const
export type ExcuseCode = (typeof EXCUSE_CODES)[number]
