/** Control characters and the two code points that XML 1.0 cannot hold; the blanks among them stay. */
const ODD = /[\p{Cc}\ufffe\uffff]/gu
const BLANKS = new Set(['\t', '\n', '\r'])

/** Text as it may stand in XML, in an element or an attribute. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(ODD, (odd) => (BLANKS.has(odd) ? odd : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
