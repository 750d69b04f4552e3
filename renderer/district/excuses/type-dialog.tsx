import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { LeaveTypeItem, LeaveTypesOfOrganisation } from '../../../core/district/excuses-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import { repeatedCodes } from '../../../core/excuses/repeated-codes.ts'
import { type SymbolClash, symbolClash } from '../../../core/month/symbol-clash.ts'
import { showText, tidyText } from '../../../core/names.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { templatePath, templateQuery } from '../api/month-sheet-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { typeWords } from '../day/excuse-words.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useMe } from '../session/me-context.ts'
import { leaveTypesPath } from './excuse-queries.ts'
import { draftOf, templateWith, typesWith } from './type-draft.ts'
import { TypeFields } from './type-fields.tsx'

/**
 * Adds a leave type or changes one. The list is saved as a whole; the symbol goes into the organisation's template of
 * papers, which administrators alone may write.
 */
export function TypeDialog(props: {
  list: LeaveTypesOfOrganisation
  organisationName: string
  /** `null`: a new one. */
  old: LeaveTypeItem | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { list, old } = props
  const { organisation, types } = list
  const mayWriteSymbols = hasPermission(useMe().role, 'month.lock')
  const papers = useQuery(templateQuery(organisation))
  const template = papers.data?.template
  const [draft, setDraft] = useState(() => draftOf(old))
  const code = tidyText(draft.code)
  const symbol = tidyText(draft.symbol)
  const changed =
    template === undefined || !mayWriteSymbols || code === '' || symbol === ''
      ? undefined
      : templateWith(template, draft)
  const repeated = old === null ? repeatedCodes([...types.map((each) => each.code), code]) : new Map()
  const row: number | null | undefined = repeated.get(types.length)
  const clash = changed === undefined || changed === template ? null : symbolClash(changed)
  const codeFault =
    row === undefined
      ? null
      : row === null
        ? t('leaveTypes.codeReserved')
        : t('leaveTypes.codeTaken', { row: row + 1, name: showText(types[row]?.name ?? '') })
  const nameOf = (of: string): string => typeWords(leaveTypeOf(of, types), t)
  const clashFault = clash === null ? null : clashWords(clash, code, nameOf, t)
  const isOfHalf = clash !== null && tidyText(draft.half) === clash.symbol
  const save = useMutation({
    mutationFn: async () => {
      await tellDistrict(z.null(), leaveTypesPath(organisation), typesWith(types, draft), { method: 'PUT' })
      if (changed !== undefined && changed !== template)
        await tellDistrict(z.null(), templatePath(organisation), changed, { method: 'PUT' })
    },
    onSuccess: async () => {
      await Promise.all(
        ['leave-types', 'sheet-template', 'month-sheet', 'excuses'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      )
      props.onClose()
    },
  })
  const lead = t('leaveTypes.becomesOwn', { organisation: showText(props.organisationName) })
  return (
    <FormDialog
      title={old === null ? t('leaveTypes.addTitle') : t('leaveTypes.editOf', { name: showText(old.name) })}
      {...(!list.own && { lead })}
      submit={t('leaveTypes.save')}
      working={save.isPending}
      incomplete={
        code === '' ||
        tidyText(draft.name) === '' ||
        codeFault !== null ||
        clashFault !== null ||
        (mayWriteSymbols && (symbol === '' || template === undefined))
      }
      trouble={save.isError ? troubleOf(save.error) : papers.isError ? troubleOf(papers.error) : null}
      onTroubleSeen={() => (save.isError ? save.reset() : void papers.refetch())}
      onSubmit={() => save.mutate()}
      onClose={props.onClose}
    >
      <TypeFields
        draft={draft}
        isNew={old === null}
        mayWriteSymbols={mayWriteSymbols}
        codeFault={codeFault}
        symbolFault={isOfHalf ? null : clashFault}
        halfFault={isOfHalf ? clashFault : null}
        onChange={setDraft}
      />
    </FormDialog>
  )
}

/** @param own the code that is being filled in */
function clashWords(
  { code, symbol, with: other }: SymbolClash,
  own: string,
  nameOf: (code: string) => string,
  t: TFunction,
): string {
  const rival = code === own ? other : other === own ? code : null
  if (rival === own) return t('leaveTypes.symbolOfDay')
  if (rival !== null) return t('leaveTypes.symbolTaken', { name: nameOf(rival) })
  return code === own
    ? t('leaveTypes.symbolAbsent')
    : t('leaveTypes.symbolElsewhere', { name: nameOf(code), symbol })
}
