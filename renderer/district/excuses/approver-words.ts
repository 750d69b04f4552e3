import type { TFunction } from 'i18next'
import type { ExcuseItem } from '../../../core/district/excuses-api.ts'
import { showText } from '../../../core/names.ts'

/** Whose accounts decide about a request. */
export const approverWords = ({ approverName }: Pick<ExcuseItem, 'approverName'>, t: TFunction): string =>
  approverName === null
    ? t('requests.approverOfAll')
    : t('requests.approverAndAbove', { organisation: showText(approverName) })
