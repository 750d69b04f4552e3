import type { TFunction } from 'i18next'
import type { NotOwn } from '../../../core/district/excuses-api.ts'

/** Why somebody does not decide about what is their own, who does instead, and what to do where there is nobody. */
export const notOwnWords = (of: 'requests' | 'claims', { why, others }: NotOwn, t: TFunction): string =>
  others ? t(`${of}.notOwn.${why}`) : `${t(`${of}.notOwn.${why}`)} ${t('requests.nobodyElse')}`
