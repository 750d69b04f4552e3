/**
 * A valid badge code that is nobody's, to try a scanner with: every digit key is in it, and no office has printed it.
 * Shown only where nothing is recorded.
 */
export const CHECK_CODE = '10123456789012345678901234567890123456735'
