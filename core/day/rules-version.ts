/**
 * Which rules this program judges days by; goes up with every change of what `evaluateDay` makes of the same facts.
 * A day that was judged and kept by others is judged again.
 */
export const RULES_VERSION = 3
