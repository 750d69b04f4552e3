/** Longest code text a screen passes on; a QR symbol holds at most 7,089 characters. */
export const MAX_CODE_LENGTH = 8192
