/** Consonants a syllable begins with. */
const ONSET = '(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?'
/** Vowels and endings of syllables, tones left out (Quy tắc chính tả tiếng Việt). */
const RIME = [
  'a[iouy]?|a(?:ch|nh|ng|[cmnpt])',
  'ă(?:ng|[cmnpt])',
  'â[uy]|â(?:ng|[cmnpt])',
  'e[o]?|e(?:ng|[cmnpt])',
  'ê[u]?|ê(?:ch|nh|[mnpt])',
  'i[au]?|i(?:ch|nh|[cmnpt])|iêu|iê(?:ng|[cmnpt])|yêu|yê(?:ng|[mnt])',
  'o[i]?|o(?:ng|[cmnpt])|oo(?:ng|c)|o[ae]|oa[iyo]|oa(?:ch|nh|ng|[cmnpt])|oă(?:ng|[cmnt])|oe[ont]',
  'ô[i]?|ô(?:ng|[cmnpt])',
  'ơ[i]?|ơ[mnpt]',
  'u[aiy]?|u(?:ng|[cmnpt])|uâ(?:ng|[nt]|y)|uê(?:ch|nh)?|uôi|uô(?:ng|[cmnt])|uơ|uy[aut]|uy(?:ch|nh|n|p)|uyê[nt]|u[ae]',
  'ư[aiu]?|ư(?:ng|[cmnt])|ươ[iu]|ươ(?:ng|[cmnpt])',
  'y',
].join('|')
/** `qu` and `gi` may have swallowed the first letter of the rime: `quý`, `gì`, `giếng`. */
const SYLLABLE = new RegExp(
  `^(?!qu[ou])(?:${ONSET}(?:${RIME})|qu(?:ă(?:ng|[cnt])|y(?:ên|êt|nh|t)?|ơ)|gi(?:[nm]|ê(?:ng|[cmnpt]))?)$`,
)
const TONE = /(?<=[aeiouy][\u0306\u0302\u031b]*)[\u0300\u0301\u0303\u0309\u0323]/g

/** Whether a word, without signs around it, can be a Vietnamese syllable: at most one tone, on letters in their order. */
export function isVietnameseSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD')
  const tones = apart.match(TONE)?.length ?? 0
  return tones <= 1 && SYLLABLE.test(apart.replace(TONE, '').normalize('NFC'))
}
