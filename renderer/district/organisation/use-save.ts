import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MadeKey } from '../../../core/district/organisation-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'

/** Writes one row of the organisation, new or known, and has everything that shows it asked again. */
export function useSave(
  kind: 'organisations' | 'points' | 'counters',
  id: string | null,
  body: () => unknown,
  onClose: () => void,
) {
  const client = useQueryClient()
  const path = `/api/v1/organisation/${kind}${id === null ? '' : `/${encodeURIComponent(id)}`}`
  const save = useMutation({
    mutationFn: () => tellDistrict(MadeKey, path, body(), { method: id === null ? 'POST' : 'PUT' }),
    onSuccess: () => {
      void client.invalidateQueries()
      onClose()
    },
  })
  return {
    working: save.isPending,
    trouble: save.isError ? troubleOf(save.error) : null,
    onTroubleSeen: () => save.reset(),
    onSubmit: () => save.mutate(),
    onClose,
  }
}
